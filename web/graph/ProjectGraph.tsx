import { Button, Group, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useMemo, useReducer, useState } from 'react';
import { CommandButton } from '../shared/CommandButton.tsx';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import { knownOf } from '../shared/reading.ts';
import { goTo, type Address } from '../shared/useAddress.ts';
import { CouplingTables } from './CouplingTables.tsx';
import { CycleList } from './CycleList.tsx';
import { FilePanel } from './FilePanel.tsx';
import { FileSearch } from './FileSearch.tsx';
import { FolderPanel } from './FolderPanel.tsx';
import { FileTable } from './FileTable.tsx';
import { firstGraphState, foldGraph } from './graph-state.ts';
import { GraphStage, hasWebGl, NO_WEBGL } from './GraphStage.tsx';
import { IntentLight } from './IntentLight.tsx';
import { KindFilter } from './KindFilter.tsx';
import { Legend } from './Legend.tsx';
import { lightPaths } from './lit-paths.ts';
import { marksCycles, paintScene } from './paint-scene.ts';
import { INKS } from './palette.ts';
import { WhatIf } from './WhatIf.tsx';
import { useFileFacts } from './useFileFacts.ts';
import { useLitIntent } from './useLitIntent.ts';
import type { DrawnProject } from './useProjectGraph.ts';

interface ProjectGraphProps {
  roomId: string;
  address: Address;
  project: DrawnProject;
  /** Counts up with every change of the files. */
  version: number;
  isReading: boolean;
  onReadAgain: () => void;
}

/** The graph of a project with everything that can be asked of it. */
export function ProjectGraph({ roomId, address: { run, file, words }, project, version, isReading, onReadAgain }: ProjectGraphProps) {
  const { view, rootPath } = project;
  const [canDraw] = useState(hasWebGl);
  const inks = INKS[useComputedColorScheme('light')];
  const [{ hiddenKinds, focus, view: shown }, report] = useReducer(foldGraph, firstGraphState);
  const [chosenSymbol, setChosenSymbol] = useState<{ file: string; name: string } | null>(null);
  const symbol = chosenSymbol?.file === file ? chosenSymbol.name : null;
  const chosen = file === null ? null : (view.placeOf.get(file) ?? null);
  // What is chosen is a folder where it ends with a slash.
  const folder = file?.endsWith('/') ? file.slice(0, -1) : null;
  const placesBelow = (path: string) => [...view.files.keys()].filter((place) => view.files[place]?.path.startsWith(path));
  const below = folder === null ? [] : placesBelow(`${folder}/`);
  const intent = useLitIntent(run);
  const facts = useFileFacts(roomId, { path: chosen !== null ? file : below.length > 0 ? folder : null, isFolder: folder !== null, symbol, version });

  const predictions = intent && (knownOf(intent)?.predictions ?? null);
  const litIntent = useMemo(() => predictions && lightPaths(view, predictions), [view, predictions]);
  const impact = knownOf(facts)?.impact ?? null;
  const dependents = useMemo(() => impact && lightPaths(view, [...impact.directDependents, ...impact.transitiveDependents].map((dependent) => ({ ...dependent, severity: null }))), [view, impact]);
  const lit = focus.kind === 'dependents' ? dependents : litIntent;
  const painting = useMemo(() => paintScene({ view, hiddenKinds, focus, lit, chosen }, inks), [view, hiddenKinds, focus, lit, chosen, inks]);

  const choose = (path: string | null) => goTo({ room: roomId, tab: 'graph', run, file: path, words });
  const find = (path: string) => {
    const places = path.endsWith('/') ? placesBelow(path) : [view.placeOf.get(path) ?? []].flat();
    if (places.length > 0) report({ kind: 'found', places });
    choose(path);
  };
  const chooseOnCanvas = (place: number | null) => {
    report({ kind: 'chosen' });
    choose(place === null ? null : (view.files[place]?.path ?? null));
  };
  const light = () => report({ kind: 'focused', focus: { kind: 'dependents' }, places: dependents ? [...dependents.onPath] : [] });
  return (
    <div className="graph-tab" data-testid="graph" data-files={view.files.length}>
      <Stack gap="sm" className="shrinks">
        <Group gap="sm" align="flex-end" wrap="nowrap" className="graph-tools">
          <FileSearch paths={view} onFind={find} />
          <Button variant="default" onClick={() => report({ kind: 'whole-wanted' })}>Whole project</Button>
          <CommandButton variant="default" loading={isReading} onClick={onReadAgain}>Read again</CommandButton>
        </Group>
        <KindFilter kinds={view.kinds} hiddenKinds={hiddenKinds} onToggle={(edgeKind) => report({ kind: 'kind-toggled', edgeKind })} />
        {canDraw ? <GraphStage view={view} painting={painting} inks={inks} shown={shown} onChoose={chooseOnCanvas} /> : NO_WEBGL}
        <Text size="xs" c="dimmed">
          {countOf(view.files.length, 'file')}, larger the more files depend on them. A ring marks what is in an import cycle, heavy lines the cycle itself{marksCycles(view) ? '' : ', once it is chosen'}. Beside each kind: the pairs of files that have one; imports of packages are not drawn.
          {view.filesLeftOut > 0 && ` ${countOf(view.filesLeftOut, 'file')} with the fewest neighbours ${view.filesLeftOut === 1 ? 'is' : 'are'} not drawn.`}
        </Text>
        <Disclosure startsOpen={words !== null} label={<Text component="h2" size="sm" fw={600}>What if</Text>}>
          <WhatIf roomId={roomId} asked={words} version={version} onAsk={(said) => goTo({ room: roomId, tab: 'graph', run, file, words: said })} onFind={find} onPlan={(said) => goTo({ room: roomId, words: said })} />
        </Disclosure>
        <Disclosure startsOpen={!canDraw} label={<Text component="h2" size="sm" fw={600}>The most connected files as a table</Text>}><FileTable roomId={roomId} version={version} view={view} onFind={find} /></Disclosure>
        <Disclosure label={<Text component="h2" size="sm" fw={600}>Coupling of the folders, and what is changed together</Text>}><CouplingTables roomId={roomId} version={version} onFind={find} /></Disclosure>
      </Stack>
      <Stack component="aside" gap="sm" className="graph-aside">
        {folder !== null && <FolderPanel key={folder} roomId={roomId} rootPath={rootPath} folder={folder} files={below.length} facts={facts} isLit={focus.kind === 'dependents'} onLight={light} onFind={find} onClose={() => chooseOnCanvas(null)} />}
        {file !== null && folder === null && <FilePanel key={file} roomId={roomId} rootPath={rootPath} path={file} place={chosen} view={view} facts={facts} symbol={symbol} isLit={focus.kind === 'dependents'} onSymbol={(name) => setChosenSymbol(name === null ? null : { file, name })} onLight={light} onFind={find} onClose={() => chooseOnCanvas(null)} />}
        <IntentLight roomId={roomId} runId={run} reading={intent} lit={litIntent} inks={inks} onRun={(next) => goTo({ room: roomId, tab: 'graph', run: next, file, words })} onFind={find} />
        <CycleList view={view} focus={focus} onFocus={(next, places) => report({ kind: 'focused', focus: next, places })} onFind={find} />
        <Legend view={view} inks={inks} focus={focus} onFocus={(next, places) => report({ kind: 'focused', focus: next, places })} />
      </Stack>
    </div>
  );
}
