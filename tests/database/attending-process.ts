// A process that uses the embedded server in the folder it is given: says how it came, and leaves when it is told to.
import { openEmbedded } from '../../server/database/embedded.ts';

const server = await openEmbedded(process.argv[2] ?? '', { durable: false });
process.send?.({ arrival: server.arrival });
process.once('message', async () => {
  process.send?.({ leaving: await server.close() });
  process.disconnect();
});
