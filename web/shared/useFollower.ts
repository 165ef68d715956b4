import type { Client } from 'graphql-ws';
import { useEffect, useState } from 'react';
import type { Follower } from './follow-events.ts';

interface Following<Progress> {
  client: Client;
  follow: (client: Client, id: string) => Follower<Progress>;
  initial: Progress;
}

/** The folded events of what `follow` follows, live. The component that uses it is keyed by the id. */
export function useFollower<Progress>(id: string, { client, follow, initial }: Following<Progress>): Progress {
  const [progress, setProgress] = useState(initial);
  useEffect(() => {
    const follower = follow(client, id);
    let frame = 0;
    // Hundreds of files can be done within a second: the page is drawn once a frame, not once an event.
    const stopListening = follower.onChange(() => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        setProgress(follower.getProgress());
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      stopListening();
      follower.close();
    };
  }, [client, follow, id]);
  return progress;
}
