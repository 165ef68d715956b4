import './diffs.css';
import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { rowsOf, type DiffLayout } from './diff-rows.ts';
import { Row, type LineMarks } from './DiffRows.tsx';
import type { DiffFile } from './parse-unified-diff.ts';

const LINE_PX = 20;
const FILE_PX = 56;
const NO_REASONS: ReadonlyMap<string, readonly string[]> = new Map();
const NO_MARKS: LineMarks = { before: new Map(), after: new Map() };

interface DiffSheetProps {
  files: readonly DiffFile[];
  layout: DiffLayout;
  label: string;
  /** Why each file is edited. */
  reasons?: ReadonlyMap<string, readonly string[]>;
  marks?: LineMarks;
}

/** A diff of any length: only the rows in sight are drawn. */
export function DiffSheet({ files, layout, label, reasons = NO_REASONS, marks = NO_MARKS }: DiffSheetProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(files, { layout, closed }), [files, layout, closed]);
  const sheet = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => sheet.current, estimateSize: (index) => (rows[index]?.kind === 'file' ? FILE_PX : LINE_PX), overscan: 20 });
  const toggle = (path: string) => setClosed((known) => (known.has(path) ? new Set([...known].filter((each) => each !== path)) : new Set([...known, path])));
  const items = virtual.getVirtualItems();
  if (files.length === 0) return <Text size="sm" c="dimmed">No file to show.</Text>;
  return (
    <div ref={sheet} className="sheet" role="region" aria-label={label} tabIndex={0} data-testid="diff-sheet" data-rows={rows.length} data-layout={layout}>
      <div className="sheet-rows" style={{ height: virtual.getTotalSize() }}>
        <div className="sheet-window" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map(({ index, key }) => {
            const row = rows[index];
            return row && <div key={key} data-index={index} ref={virtual.measureElement}><Row row={row} reasons={reasons} marks={marks} onToggle={toggle} /></div>;
          })}
        </div>
      </div>
    </div>
  );
}
