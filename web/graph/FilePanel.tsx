import { Anchor, Button, CloseButton, Group, Menu, Paper, Stack, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { countOf } from '../shared/format.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { ReadingView } from '../shared/ReadingView.tsx';
import { RowsSkeleton } from '../shared/Skeletons.tsx';
import { goTo } from '../shared/useAddress.ts';
import { DependentList } from './DependentList.tsx';
import { editorLink } from './editor-link.ts';
import { deleteExportWords, deleteWords, moveWords, renameWords } from './intent-words.ts';
import { instabilityOf, type FileNode, type ProjectView } from './project-view.ts';
import type { FileFacts } from './useFileFacts.ts';

interface FilePanelProps {
  roomId: string;
  rootPath: string;
  path: string;
  /** Null for a file that the graph does not have. */
  place: number | null;
  view: ProjectView;
  facts: Reading<FileFacts>;
  /** The export that is asked about; null for the whole file. */
  symbol: string | null;
  /** Whether its dependents are lit up. */
  isLit: boolean;
  onSymbol: (name: string | null) => void;
  onLight: () => void;
  onFind: (path: string) => void;
  onClose: () => void;
}

function Measures({ file, view, onFind }: { file: FileNode } & Pick<FilePanelProps, 'view' | 'onFind'>) {
  const instability = instabilityOf(file);
  const measures: [string, ReactNode][] = [
    ['Imported by', countOf(file.ca, 'file')],
    ['Imports', countOf(file.ce, 'file')],
    ['Instability', instability === null ? 'none: it has no neighbours' : instability.toFixed(2)],
    ['Folder', file.folder === '' ? 'the root' : <UnstyledButton key="folder" className="path graph-link" onClick={() => onFind(`${file.folder}/`)} data-testid="folder-of-file">{file.folder}/</UnstyledButton>],
    ['Size', countOf(file.bytes, 'byte')],
    ['Community', file.ca + file.ce === 0 ? 'in none' : (view.communities.find(({ number }) => number === file.community)?.name ?? '')],
    ['Import cycle', file.cycle === null ? 'in none' : `in number ${file.cycle + 1}`],
  ];
  return (
    <dl className="facts graph-measures" data-testid="file-measures">
      {measures.map(([name, value]) => <div key={name}><Text component="dt" size="xs" c="dimmed">{name}</Text><Text component="dd" size="xs" className="wrap-anywhere">{value}</Text></div>)}
    </dl>
  );
}

function Exports({ exports, symbol, onSymbol }: { exports: readonly string[] } & Pick<FilePanelProps, 'symbol' | 'onSymbol'>) {
  if (exports.length === 0) return <Text size="xs" c="dimmed">It exports nothing that exists at run time.</Text>;
  return (
    <div role="group" aria-label="Exports" className="graph-exports">
      <UnstyledButton className="graph-export" aria-pressed={symbol === null} onClick={() => onSymbol(null)}>whole file</UnstyledButton>
      {exports.map((name) => <UnstyledButton key={name} className="graph-export path" aria-pressed={symbol === name} onClick={() => onSymbol(name)} data-testid="export">{name}</UnstyledButton>)}
    </div>
  );
}

function StartIntent({ roomId, path, symbol }: { roomId: string; path: string; symbol: string | null }) {
  const wishes = symbol === null ? [['Move this file', moveWords(path)], ['Delete this file', deleteWords(path)]] : [[`Rename ${symbol}`, renameWords(symbol, path)], [`Delete ${symbol}`, deleteExportWords(symbol, path)]];
  return (
    <Menu shadow="md" position="bottom-start">
      <Menu.Target><Button size="compact-sm" data-testid="start-intent">Start an intent</Button></Menu.Target>
      <Menu.Dropdown>
        {wishes.map(([name = '', words = '']) => <Menu.Item key={name} onClick={() => goTo({ room: roomId, tab: 'healing', words })}>{name}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One file: its measures, its exports, who depends on it or on one of them, and what can be started from it. Keyed by the file. */
export function FilePanel({ roomId, rootPath, path, place, view, facts, symbol, isLit, onSymbol, onLight, onFind, onClose }: FilePanelProps) {
  const file = place === null ? undefined : view.files[place];
  return (
    <Paper withBorder p="sm" component="section" aria-label="The chosen file" data-testid="file-panel" data-file={path}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <Text component="h2" className="path" fw={600}>{path}</Text>
          <CloseButton size="sm" aria-label="Choose no file" onClick={onClose} />
        </Group>
        {!file && <Text size="sm" c="dimmed">This file is not in the graph: it was moved or deleted, or it is one of those that are not drawn.</Text>}
        {file && <Measures file={file} view={view} onFind={onFind} />}
        {file && (
          <Group gap="xs">
            <StartIntent roomId={roomId} path={path} symbol={symbol} />
            <Button size="compact-sm" variant="default" aria-pressed={isLit} disabled={knownOf(facts) === null} onClick={onLight}>{isLit ? 'Darken dependents' : 'Light up dependents'}</Button>
            <Anchor size="xs" href={editorLink(rootPath, path)}>Open in VS Code</Anchor>
          </Group>
        )}
        {file && (
          <ReadingView reading={facts} what="what depends on it" skeleton={<RowsSkeleton rows={5} height={26} />}>
            {({ exports, impact }) => (
              <Stack gap="xs">
                <Exports exports={exports} symbol={symbol} onSymbol={onSymbol} />
                <DependentList what={symbol ?? 'The file'} impact={impact} rootPath={rootPath} onFind={onFind} />
              </Stack>
            )}
          </ReadingView>
        )}
      </Stack>
    </Paper>
  );
}
