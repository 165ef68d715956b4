import { AlertIcon } from './icons.tsx';
import { useConnection } from './useConnection.ts';
import { describeOffline } from './useOffline.ts';

/** Says for the whole page since when what it shows is out of date. It lies over the end of the page, so that nothing moves. */
export function OfflineNote() {
  const state = useConnection();
  const offline = describeOffline(state);
  return (
    <div role="status" className="offline-place">
      {offline !== null && (
        <p className="offline-note" data-testid="offline">
          <AlertIcon />
          <span><strong>{offline}</strong> {state.lostAtMs === null ? 'The page connects by itself as soon as it is there.' : 'What you see is as of then. It goes on by itself once the server is back, and nothing is missed.'}</span>
        </p>
      )}
    </div>
  );
}
