import { Anchor, Stack, Text } from '@mantine/core';
import type { ResultOf } from '../graphql.ts';
import { CommandButton } from '../shared/CommandButton.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { useReading } from '../shared/useReading.ts';
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
      <CommandButton size="compact-xs" variant="light" mt={4} onClick={() => onRetire(retireWords(shim))}>Plan its retirement</CommandButton>
    </li>
  );
}

/** What former changes keep for old callers, and who still needs it. Asked for when it is opened, since counting callers asks the compiler. */
export function ShimList({ roomId, onRetire }: { roomId: string; onRetire: (words: string) => void }) {
  const reading = useReading({ query: RoomShimsDocument, variables: { room: roomId }, find: ({ node }) => (node?.__typename === 'Room' ? node.shims : null), requestPolicy: 'network-only' });
  return (
    <ReadingView reading={reading} what="what is kept for old callers" skeleton={<RowsSkeleton rows={2} height={70} />}>
      {(shims) => (
        <Stack gap="xs">
          {shims.length === 0 && <Text size="sm" c="dimmed">Nothing is kept for old callers.</Text>}
          <Stack gap="sm" component="ul" className="rows">
            {shims.map((shim) => <ShimRow key={`${shim.file}\n${shim.name}`} shim={shim} onRetire={onRetire} />)}
          </Stack>
          {reading.kind === 'ready' && <Anchor component="button" size="xs" ta="left" onClick={reading.retry} disabled={reading.isReading}>Count again</Anchor>}
        </Stack>
      )}
    </ReadingView>
  );
}
