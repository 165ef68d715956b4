// Lets messages of one turn leave a websocket in one write. Owns how much may wait for that.
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** From here on a message waits until it has left for the network, and with it whoever sends. */
const MOST_WAITING_BYTES = 16 * 1024;

type Send = (data: string, done: (error?: Error) => void) => void;

/**
 * Makes `client.send` call back at once while less than 16 KB wait on the network socket below it; what is sent in one turn of the event
 * loop is written at its end, with one system call instead of one for each message. An error of such a message is told by the socket's close.
 */
export function gatherSends(client: WebSocket, socket: Duplex): void {
  const send = client.send.bind(client) as Send;
  let isGathering = false;
  const gather: Send = (data, done) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      setImmediate(() => {
        isGathering = false;
        socket.uncork();
      });
    }
    if (socket.writableLength >= MOST_WAITING_BYTES) return send(data, done);
    send(data, ignore);
    done();
  };
  client.send = gather as typeof client.send;
}

const ignore = () => {};
