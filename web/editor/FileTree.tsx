import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ChevronIcon } from '../shared/icons.tsx';
import { buildTree, findTyped, foldersOf, moveInTree, visibleRows, type TreeRow } from './file-tree.ts';

const ROW_PX = 26;
/** Letters that follow each other faster are one word. */
const WORD_MS = 700;

interface FileTreeProps {
  paths: readonly string[];
  chosen: string | null;
  unsaved: ReadonlySet<string>;
  onChoose: (path: string) => void;
}

/** The files of a room; only the rows in sight are drawn. The library's flat tree knows no levels for screen readers and moves among drawn rows only. */
export function FileTree({ paths, chosen, unsaved, onChoose }: FileTreeProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef({ word: '', at: 0 });
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['src', ...(chosen ? foldersOf(chosen) : [])]));
  const [focused, setFocused] = useState(chosen);
  const tree = useMemo(() => buildTree(paths), [paths]);
  const rows = useMemo(() => visibleRows(tree, open), [tree, open]);
  const at = Math.max(0, rows.findIndex(({ path }) => path === focused));
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => ROW_PX, overscan: 12 });

  useEffect(() => {
    if (!chosen) return;
    setOpen((known) => new Set([...known, ...foldersOf(chosen)]));
    setFocused(chosen);
  }, [chosen]);

  // Only once its folders are open does the chosen file have a row.
  const isAtChosen = rows[at]?.path === chosen;
  useEffect(() => {
    if (isAtChosen) virtual.scrollToIndex(at);
  }, [isAtChosen, at, virtual]);

  const toggle = (path: string, isOpen: boolean) => setOpen((known) => (isOpen ? new Set([...known, path]) : new Set([...known].filter((other) => other !== path))));
  const focus = (index: number) => {
    setFocused(rows[index]?.path ?? null);
    virtual.scrollToIndex(index);
  };
  const choose = (row: TreeRow) => {
    setFocused(row.path);
    if (row.isFolder) toggle(row.path, !row.isOpen);
    else onChoose(row.path);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveInTree(rows, at, event.key);
    if (!move && event.key.length === 1 && event.key !== ' ') {
      const isWord = event.timeStamp - typed.current.at < WORD_MS;
      typed.current = { word: isWord ? typed.current.word + event.key : event.key, at: event.timeStamp };
      const found = findTyped(rows, at, typed.current.word);
      if (found !== null) focus(found);
    }
    if (!move) return;
    typed.current = { word: '', at: 0 };
    event.preventDefault();
    if (move.kind === 'focus') focus(move.index);
    else if (move.kind === 'choose') onChoose(move.path);
    else toggle(move.path, move.kind === 'open');
  };

  return (
    <div ref={box} className="file-tree" role="tree" aria-label="Files of the project" tabIndex={0} aria-activedescendant={rows[at] ? `${id}-${at}` : undefined} onKeyDown={press} data-testid="file-tree">
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return row && (
            <div
              key={row.path} id={`${id}-${index}`} role="treeitem" className="tree-file" style={{ transform: `translateY(${start}px)`, paddingLeft: 6 + (row.level - 1) * 14 }}
              aria-level={row.level} aria-posinset={row.position} aria-setsize={row.siblings} aria-expanded={row.isFolder ? row.isOpen : undefined} aria-selected={row.path === chosen}
              data-focused={index === at || undefined} data-testid="tree-row" data-path={row.path} onClick={() => choose(row)}
            >
              <span className="disclosure-chevron" data-open={row.isOpen || undefined}>{row.isFolder && <ChevronIcon size={12} />}</span>
              <span className="tree-name">{row.name}</span>
              {unsaved.has(row.path) && <span className="unsaved-dot" role="img" aria-label="unsaved" />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
