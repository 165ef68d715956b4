import { Text, UnstyledButton } from '@mantine/core';
import { countOf } from '../shared/format.ts';
import { isSameFocus, type Focus } from './graph-state.ts';
import type { ProjectView } from './project-view.ts';
import { Section } from './Section.tsx';

const MOST_LISTED = 50;
const MOST_FILES = 12;

interface CycleListProps {
  view: ProjectView;
  focus: Focus;
  onFocus: (focus: Focus, places: readonly number[]) => void;
  onFind: (path: string) => void;
}

/** Cycles of the imports that are not marked as types; pressing one sets it apart and shows its files. */
export function CycleList({ view: { cycles, files }, focus, onFocus, onFind }: CycleListProps) {
  if (cycles.length === 0) return <Text size="xs" c="dimmed" px="xs" data-testid="no-cycles">No import cycle, imports marked as types left out.</Text>;
  return (
    <Section title={countOf(cycles.length, 'import cycle')}>
      <Text size="xs" c="dimmed">Of imports that are not marked as types. Those that are used for types only count until they are marked.</Text>
      <ul className="rows graph-list" aria-label="Import cycles">
        {cycles.slice(0, MOST_LISTED).map((cycle) => {
          const own: Focus = { kind: 'cycle', number: cycle.number };
          const isShown = isSameFocus(focus, own);
          const paths = cycle.files.flatMap((place) => files[place]?.path ?? []);
          return (
            <li key={cycle.number}>
              <UnstyledButton className="graph-row" aria-pressed={isShown} onClick={() => onFocus(own, cycle.files)} data-testid="cycle">
                <span className="graph-swatch graph-ring" />
                <Text component="span" size="xs" className="graph-row-name">{paths[0]}</Text>
                <Text component="span" size="xs" c="dimmed" className="tabular">{countOf(paths.length, 'file')}</Text>
              </UnstyledButton>
              {isShown && (
                <ul className="rows graph-inner">
                  {paths.slice(0, MOST_FILES).map((path) => <li key={path}><UnstyledButton className="path graph-link" onClick={() => onFind(path)}>{path}</UnstyledButton></li>)}
                  {paths.length > MOST_FILES && <Text component="li" size="xs" c="dimmed">and {paths.length - MOST_FILES} more</Text>}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      {cycles.length > MOST_LISTED && <Text size="xs" c="dimmed">{cycles.length - MOST_LISTED} smaller ones are not listed.</Text>}
    </Section>
  );
}
