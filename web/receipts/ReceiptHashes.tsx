import { Code, Stack, Text } from '@mantine/core';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import type { Receipt } from './receipts-documents.ts';

type Hashed = Pick<Receipt, 'treeHashBefore' | 'treeHashAfter' | 'files' | 'fileCount'>;

function treeWords({ treeHashBefore, treeHashAfter }: Hashed): string {
  if (!treeHashBefore) return 'Nothing was written yet.';
  if (!treeHashAfter) return 'The hash after the run is taken when it ends.';
  return treeHashBefore === treeHashAfter ? 'The tree is byte for byte what it was before the first write.' : 'The tree was changed.';
}

const fileHash = (hash: string | null) => (hash === null ? 'no file' : <Code className="wrap-anywhere">{hash}</Code>);

/** Hash of the whole tree, and of each file that the run wrote. */
export function ReceiptHashes({ receipt }: { receipt: Hashed }) {
  const { treeHashBefore, treeHashAfter, files, fileCount } = receipt;
  return (
    <Stack gap="xs">
      <Text size="sm">{treeWords(receipt)}</Text>
      {treeHashBefore && <dl className="hashes"><dt>Before</dt><dd><Code>{treeHashBefore}</Code></dd>{treeHashAfter && <><dt>After</dt><dd><Code>{treeHashAfter}</Code></dd></>}</dl>}
      {fileCount > 0 && (
        <Disclosure label={<Text size="sm">{countOf(fileCount, 'file')} written{files.length < fileCount && `, the first ${files.length}`}</Text>}>
          <ul className="places" aria-label="Files written">
            {files.map(({ path, hashBefore, hashAfter }) => (
              <li key={path}><span className="path">{path}</span><Text component="span" size="xs" c="dimmed">Before: {fileHash(hashBefore)}</Text><Text component="span" size="xs" c="dimmed">After: {fileHash(hashAfter)}</Text></li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Stack>
  );
}
