import { Checkbox } from '@mantine/core';
import { EDGE_KIND_NAMES } from './edge-kinds.ts';
import type { EdgeKind } from './graph-documents.ts';
import type { ProjectView } from './project-view.ts';

interface KindFilterProps {
  kinds: ProjectView['kinds'];
  hiddenKinds: ReadonlySet<EdgeKind>;
  onToggle: (kind: EdgeKind) => void;
}

/** Which kinds of references are drawn. */
export function KindFilter({ kinds, hiddenKinds, onToggle }: KindFilterProps) {
  return (
    <div className="graph-kinds" role="group" aria-label="Kinds of references that are drawn">
      {kinds.map(({ kind, count }) => (
        <Checkbox key={kind} size="xs" checked={!hiddenKinds.has(kind)} onChange={() => onToggle(kind)} label={<>{EDGE_KIND_NAMES[kind]} <span className="position tabular">{count.toLocaleString('en')}</span></>} data-testid="graph-kind" data-kind={kind} />
      ))}
    </div>
  );
}
