import { AlertIcon } from '../shared/icons.tsx';
import { useConnection } from '../shared/useConnection.ts';

/** Says that the panel asks for what its server does not know: the package in the application and the server are of different versions. */
export function OtherVersionNote() {
  const { isOtherVersion } = useConnection();
  return (
    <div role="status" className="offline-place">
      {isOtherVersion && (
        <p className="offline-note" data-testid="other-version">
          <AlertIcon />
          <span><strong>This panel and its server are of different versions.</strong> Some of what you see is not live. Give the application the version of the package that its server has.</span>
        </p>
      )}
    </div>
  );
}
