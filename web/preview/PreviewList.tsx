import { Text, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { inWords } from '../shared/format.ts';
import type { PreviewedFile } from './preview-documents.ts';
import { compareErrors, isWorse } from './preview-words.ts';

const ROW_PX = 56;

interface PreviewListProps {
  files: readonly PreviewedFile[];
  chosen: string | null;
  onChoose: (path: string) => void;
}

/** The files of a plan; only those in sight are drawn. */
export function PreviewList({ files, chosen, onChoose }: PreviewListProps) {
  const list = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: files.length, getScrollElement: () => list.current, estimateSize: () => ROW_PX, overscan: 10 });
  const items = virtual.getVirtualItems();
  return (
    <nav ref={list} className="preview-list" aria-label="Files of the plan">
      <div className="sheet-rows" style={{ height: virtual.getTotalSize() }}>
        <div className="sheet-window" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map(({ index, key }) => {
            const file = files[index];
            return file && (
              <div key={key} data-index={index} ref={virtual.measureElement}>
                <UnstyledButton className="preview-file" aria-current={file.path === chosen || undefined} onClick={() => onChoose(file.path)} data-testid="preview-file" data-file={file.path}>
                  <span className="path">{file.path}</span>
                  <Text component="span" size="xs" c={isWorse(file) ? 'var(--danger-text)' : 'dimmed'}>{inWords(file.kind)}{file.from && ` from ${file.from}`} · {compareErrors(file)}</Text>
                </UnstyledButton>
              </div>
            );
          })}
        </div>
      </div>
    </nav>
  );
}
