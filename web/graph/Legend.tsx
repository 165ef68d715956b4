import { Text, UnstyledButton } from '@mantine/core';
import { countOf } from '../shared/format.ts';
import { isSameFocus, type Focus } from './graph-state.ts';
import { inkOfCommunity, type Inks } from './palette.ts';
import { sharedCommunities, type ProjectView } from './project-view.ts';
import { Section } from './Section.tsx';

/** More are not listed; the search finds their files. */
const MOST_LISTED = 60;

interface LegendProps {
  view: ProjectView;
  inks: Inks;
  focus: Focus;
  onFocus: (focus: Focus, places: readonly number[]) => void;
}

/** Communities with their colours; pressing one sets it apart, which needs no colour to be seen. */
export function Legend({ view, inks, focus, onFocus }: LegendProps) {
  const communities = sharedCommunities(view);
  const loneFiles = view.communities.length - communities.length;
  const others = communities.length - inks.communities.length;
  return (
    <Section title={countOf(communities.length, 'community', 'communities')}>
      <ul className="rows graph-list" aria-label="Communities">
        {communities.slice(0, MOST_LISTED).map(({ number, name, files }) => {
          const own: Focus = { kind: 'community', number };
          return (
            <li key={number}>
              <UnstyledButton className="graph-row" aria-pressed={isSameFocus(focus, own)} onClick={() => onFocus(own, files)} data-testid="community">
                <span className="graph-swatch" style={{ background: inkOfCommunity(inks, number) }} />
                <Text component="span" size="xs" className="graph-row-name">{name}</Text>
                <Text component="span" size="xs" c="dimmed" className="tabular">{files.length.toLocaleString('en')}</Text>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      {others > 0 && <Text size="xs" c="dimmed" mt={4}>Those after the {inks.communities.length} largest share one grey{communities.length > MOST_LISTED ? `; ${communities.length - MOST_LISTED} more are not listed` : ''}.</Text>}
      {loneFiles > 0 && <Text size="xs" c="dimmed" mt={4} data-testid="lone-files">{countOf(loneFiles, 'file')} {loneFiles === 1 ? 'is' : 'are'} in none: no import ties {loneFiles === 1 ? 'it' : 'them'} to another file.</Text>}
    </Section>
  );
}
