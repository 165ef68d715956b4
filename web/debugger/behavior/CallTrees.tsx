import { Button, Group, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { countOf } from '../../shared/format.ts';
import { connectLines, countKinds, foldRows, ROW_LOOKS, type Connector, type TreeLine } from './align-rows.ts';
import type { AlignedRow, PathDifference } from './read-discrepancies.ts';

const LINE_HEIGHT = 28;
const GUTTER = 56;
const DEEPEST_INDENT = 8;
const LINES_SHOWN = 400;

interface CallTreesProps {
  rows: AlignedRow[];
  differences: PathDifference[];
  isApproximate: boolean;
}

function Call({ name, depth, isMissing }: { name: string | null; depth: number; isMissing: boolean }) {
  const indent = { paddingLeft: `calc(8px + ${Math.min(depth, DEEPEST_INDENT)} * var(--indent))` };
  if (name === null) return <span className="tree-nothing" style={indent}>{isMissing ? 'not called' : ''}</span>;
  return <span className="tree-name" style={indent} title={name}>{name}</span>;
}

function Row({ row }: { row: AlignedRow }) {
  const look = ROW_LOOKS[row.difference ?? 'agrees'];
  return (
    <div role="row" className="tree-row" data-difference={row.difference ?? undefined} data-testid={row.difference ? 'tree-difference' : undefined}>
      <span role="cell" className="tree-cell" data-side="expected" data-empty={row.expected === null || undefined}><Call name={row.expected} depth={row.depth} isMissing={false} /></span>
      <span role="cell" className="tree-sign" title={look.meaning}><span aria-hidden="true">{look.sign}</span><span className="visually-hidden">{look.label}</span></span>
      <span role="cell" className="tree-cell" data-side="actual" data-empty={row.actual === null || undefined}><Call name={row.actual} depth={row.depth} isMissing={row.difference === 'missing'} /></span>
    </div>
  );
}

function Folded({ count, onOpen }: { count: number; onOpen: () => void }) {
  return (
    <div role="row" className="tree-row tree-folded">
      <span role="cell" className="tree-fold"><Button size="compact-xs" variant="subtle" color="gray" onClick={onOpen}>{countOf(count, 'call')} as expected. Show</Button></span>
    </div>
  );
}

/** From the middle of one line to the middle of another. */
function pathOf({ expectedLine, actualLine, kind }: Connector): string {
  const [from, to] = [expectedLine, actualLine].map((line) => line * LINE_HEIGHT + LINE_HEIGHT / 2) as [number, number];
  if (from !== to) return `M0 ${from} C${GUTTER / 2} ${from}, ${GUTTER / 2} ${to}, ${GUTTER} ${to}`;
  // The sign stands in the middle of a line that tells a difference.
  return kind === 'agrees' ? `M0 ${from}H${GUTTER}` : `M0 ${from}H${GUTTER / 2 - 9}M${GUTTER / 2 + 9} ${from}H${GUTTER}`;
}

function Connectors({ lines }: { lines: readonly TreeLine[] }) {
  return (
    <svg className="tree-connectors" width={GUTTER} height={lines.length * LINE_HEIGHT} viewBox={`0 0 ${GUTTER} ${lines.length * LINE_HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {connectLines(lines).map((connector) => <path key={`${connector.expectedLine} ${connector.actualLine}`} d={pathOf(connector)} data-kind={connector.kind} />)}
    </svg>
  );
}

/** Expected and actual calls side by side, with lines between the calls that belong together. */
export function CallTrees({ rows, differences, isApproximate }: CallTreesProps) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const all = useMemo(() => foldRows(rows, unfolded), [rows, unfolded]);
  const lines = isWhole ? all : all.slice(0, LINES_SHOWN);
  const kinds = countKinds(rows);
  return (
    <div className="trees">
      <Group gap="md" mb={6} role="group" aria-label="Legend">
        {kinds.map(({ kind, count }) => (
          <Text key={kind} size="xs" component="span" className="tree-legend" data-difference={kind} title={ROW_LOOKS[kind].meaning}><span className="tree-legend-sign" aria-hidden="true">{ROW_LOOKS[kind].sign}</span> {count} {ROW_LOOKS[kind].label}</Text>
        ))}
        {isApproximate && <Text size="xs" c="dimmed">The paths are so different that the alignment is approximate.</Text>}
      </Group>
      <div className="tree-table" role="table" aria-label={`Expected and actual calls, ${countOf(differences.length, 'difference')}`} data-testid="call-trees">
        <div role="row" className="tree-row tree-head">
          <span role="columnheader">Expected</span>
          <span role="columnheader"><span className="visually-hidden">Alignment</span></span>
          <span role="columnheader">Actual</span>
        </div>
        <div className="tree-body" role="rowgroup">
          <Connectors lines={lines} />
          {lines.map((line) => (line.kind === 'row' ? <Row key={line.at} row={line.row} /> : <Folded key={`folded ${line.from}`} count={line.count} onOpen={() => setUnfolded(new Set([...unfolded, line.from]))} />))}
        </div>
      </div>
      {lines.length < all.length && <Button fullWidth size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>Show all {countOf(all.length, 'line')}</Button>}
    </div>
  );
}
