import './other-build.css';
import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { isOtherBuild } from './other-build.ts';
import { useConnection } from './useConnection.ts';

const runningProgram = () => document.querySelector('script[type=module][src]')?.getAttribute('src') ?? null;

/** Says that the server was updated under the open page: it is looked at after every break of the connection, and told by a server that does not know what the page asks for. */
export function OtherBuildNote() {
  const { generation, isOtherVersion } = useConnection();
  const [isOther, setOther] = useState(false);
  useEffect(() => {
    if (generation > 1) void isOtherBuild(runningProgram(), () => fetch('/', { cache: 'no-store' })).then((found) => setOther(found));
  }, [generation]);
  return (
    <div role="status" className="other-build-place">
      {(isOther || isOtherVersion) && (
        <div className="other-build" data-testid="other-build">
          <Text size="sm"><strong>The server was updated since this page was opened.</strong> Load the page again to go on with the new version; save first what you changed in the editor.</Text>
          <Button size="compact-sm" onClick={() => location.reload()}>Load again</Button>
        </div>
      )}
    </div>
  );
}
