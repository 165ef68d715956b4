import { Button, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Disclosure } from '../../shared/Disclosure.tsx';
import { countOf } from '../../shared/format.ts';
import { flattenCalls } from './flatten-calls.ts';
import type { PathCallView } from './read-behavior.ts';

const FIRST_SHOWN = 200;

/** Every call that was recorded, nested as they were made. */
export function RecordedCalls({ path }: { path: PathCallView[] }) {
  const [isWhole, setWhole] = useState(false);
  const calls = useMemo(() => flattenCalls(path), [path]);
  if (calls.length === 0) return <Text size="sm" c="dimmed">No call was recorded.</Text>;
  const shown = isWhole ? calls : calls.slice(0, FIRST_SHOWN);
  return (
    <Disclosure label={<Text size="sm" fw={500}>Every recorded call ({calls.length.toLocaleString('en')})</Text>}>
      <ol className="recorded" tabIndex={0} aria-label="Recorded calls" data-testid="recorded-calls">
        {shown.map(({ name, depth }, at) => <li key={at} style={{ paddingLeft: `${Math.min(depth, 20) * 14}px` }}><code>{name}</code></li>)}
      </ol>
      {shown.length < calls.length && <Button size="compact-sm" variant="default" onClick={() => setWhole(true)}>Show all {countOf(calls.length, 'call')}</Button>}
    </Disclosure>
  );
}
