import { useEffect, useEffectEvent } from 'react';
import type { TypedDocumentNode } from 'urql';
import { openSubscription } from './live-subscription.ts';
import { useServerLink } from './server-link.ts';

/** Calls `next` with everything a subscription sends, for as long as the component is shown and the id stays the same. */
export function useLiveSubscription<Data, Variables>(
  id: string,
  document: TypedDocumentNode<Data, Variables>,
  subscriber: { variables: () => Variables; next: (data: Data) => void },
): void {
  const { connection } = useServerLink();
  const variables = useEffectEvent(subscriber.variables);
  const next = useEffectEvent(subscriber.next);
  useEffect(() => {
    const subscription = openSubscription({ client: connection.client, document, variables: () => variables(), next: (data) => next(data) });
    return subscription.close;
  }, [id, document, connection]);
}
