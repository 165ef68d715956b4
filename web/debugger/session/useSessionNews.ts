import { useEffect, useEffectEvent } from 'react';
import { useServerLink } from '../../shared/server-link.ts';
import type { ListedSession } from '../debugger-documents.ts';
import { followSessions } from './session-activity.ts';

/** Calls `hear` with every session of the room that moves, over lost sockets and servers; with null where others may have moved before unseen. */
export function useSessionNews(roomId: string, hear: (session: ListedSession | null) => void): void {
  const { client } = useServerLink().connection;
  const onNews = useEffectEvent(hear);
  useEffect(() => {
    const sessions = followSessions(client, roomId);
    const stopListening = sessions.onChange(() => onNews(sessions.getProgress().session));
    return () => {
      stopListening();
      sessions.close();
    };
  }, [client, roomId]);
}
