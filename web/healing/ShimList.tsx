import { Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from 'urql';
import type { ResultOf } from '../graphql.ts';
import { failureOfRequest } from '../shared/failure.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { RoomShimsDocument } from './healing-documents.ts';
import { retireWords } from './retire-words.ts';

type Room = Extract<NonNullable<ResultOf<typeof RoomShimsDocument>['node']>, { __typename: 'Room' }>;
export type ShownShim = Room['shims'][number];

const callersOf = ({ callersLeft }: ShownShim): string => (callersLeft === 0 ? 'No caller is left.' : `${callersLeft} ${callersLeft === 1 ? 'caller' : 'callers'} left.`);

/** A function that took its arguments otherwise is replaced by itself. */
function replacementOf({ file, name, replacement }: ShownShim): string {
  if (replacement?.file === file && replacement.name === name) return 'Kept: a call in its old form.';
  return `Now ${replacement?.name ?? replacement?.file}.`;
}

function ShimRow({ shim, onRetire }: { shim: ShownShim; onRetire: (words: string) => void }) {
  const [first] = shim.callers;
  return (
    <li className="shim" data-testid="shim">
      <Text size="sm" className="wrap-anywhere">{shim.name === null ? shim.file : <><strong>{shim.name}</strong> in {shim.file}</>}</Text>
      <Text size="xs" c="dimmed" className="wrap-anywhere">
        {shim.replacement && <>{replacementOf(shim)} </>}
        {callersOf(shim)}
        {first && <> The first: {first.file}:{first.line}.</>}
      </Text>
      <Button size="compact-xs" variant="light" mt={4} onClick={() => onRetire(retireWords(shim))}>Plan its retirement</Button>
    </li>
  );
}

/** What former changes keep for old callers, and who still needs it. Asked for when it is opened, since counting callers asks the compiler. */
export function ShimList({ roomId, onRetire }: { roomId: string; onRetire: (words: string) => void }) {
  const [{ data, error, fetching }, execute] = useQuery({ query: RoomShimsDocument, variables: { room: roomId }, requestPolicy: 'network-only' });
  const again = () => execute({ requestPolicy: 'network-only' });
  if (error) return <FailureAlert failure={failureOfRequest(error)} onRetry={again} />;
  const shims = data?.node?.__typename === 'Room' ? data.node.shims : null;
  if (!shims) return <Skeleton height={60} aria-label="Counting callers" />;
  return (
    <Stack gap="xs">
      {shims.length === 0 && <Text size="sm" c="dimmed">Nothing is kept for old callers.</Text>}
      <Stack gap="sm" component="ul" className="rows">
        {shims.map((shim) => <ShimRow key={`${shim.file}\n${shim.name}`} shim={shim} onRetire={onRetire} />)}
      </Stack>
      <Anchor component="button" size="xs" ta="left" onClick={again} disabled={fetching}>Count again</Anchor>
    </Stack>
  );
}
