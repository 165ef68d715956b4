import './diffs.css';
import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { rowsOf, type DiffLayout, type DiffRow } from './diff-rows.ts';
import { Row, type LineMarks } from './DiffRows.tsx';
import type { DiffFile } from './parse-unified-diff.ts';

const LINE_PX = 20;
const FILE_PX = 40;
const REASON_PX = 19;
const NO_REASONS: ReadonlyMap<string, readonly string[]> = new Map();
const NO_MARKS: LineMarks = { before: new Map(), after: new Map() };

interface DiffSheetProps {
  files: readonly DiffFile[];
  layout: DiffLayout;
  label: string;
  /** Why each file is edited. */
  reasons?: ReadonlyMap<string, readonly string[]>;
  marks?: LineMarks;
  /** It stands among other things and is not what the page is about. */
  isInset?: boolean;
  startsClosed?: boolean;
  /** Left out where what stands above names the only file. */
  hasFileRows?: boolean;
}

/** A diff of any length: only the rows in sight are drawn. */
export function DiffSheet({ files, layout, label, reasons = NO_REASONS, marks = NO_MARKS, isInset = false, startsClosed = false, hasFileRows = true }: DiffSheetProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(startsClosed ? files.map(({ path }) => path) : []));
  const rows = useMemo(() => rowsOf(files, { layout, closed }).filter(({ kind }) => hasFileRows || kind !== 'file'), [files, layout, closed, hasFileRows]);
  const sheet = useRef<HTMLDivElement>(null);
  const heightOf = (row: DiffRow | undefined): number => (row?.kind === 'file' ? FILE_PX + (row.isOpen ? (reasons.get(row.file.path)?.length ?? 0) * REASON_PX : 0) : LINE_PX);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => sheet.current, estimateSize: (index) => heightOf(rows[index]), overscan: 20 });
  const toggle = useCallback((path: string) => setClosed((known) => (known.has(path) ? new Set([...known].filter((each) => each !== path)) : new Set([...known, path]))), []);
  const items = virtual.getVirtualItems();
  if (files.length === 0) return <Text size="sm" c="dimmed">No file to show.</Text>;
  return (
    <div ref={sheet} className="sheet" role="region" aria-label={label} tabIndex={0} data-testid="diff-sheet" data-rows={rows.length} data-layout={layout} data-inset={isInset || undefined}>
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
