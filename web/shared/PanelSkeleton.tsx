import { Skeleton } from '@mantine/core';
import { LinesSkeleton, RowsSkeleton } from './Skeletons.tsx';
import type { Tab } from './useAddress.ts';

/** Where the list of a tab stands beside its main part. */
const LISTS: Record<Tab, { side: 'left' | 'right' | 'none'; widthPx: number }> = {
  dev: { side: 'left', widthPx: 250 },
  diffs: { side: 'right', widthPx: 280 },
  receipts: { side: 'left', widthPx: 300 },
  graph: { side: 'right', widthPx: 340 },
  healing: { side: 'right', widthPx: 280 },
  debugger: { side: 'right', widthPx: 280 },
  preview: { side: 'none', widthPx: 0 },
  usage: { side: 'none', widthPx: 0 },
  settings: { side: 'none', widthPx: 0 },
};

/** A tab whose code is still loading, in the columns that it will have. */
export function PanelSkeleton({ tab }: { tab: Tab }) {
  const { side, widthPx } = LISTS[tab];
  const list = side !== 'none' && <div className="panel-skeleton-list"><RowsSkeleton rows={6} height={48} /></div>;
  return (
    <div className="panel-skeleton" data-side={side} style={{ '--list-width': `${widthPx}px` } as React.CSSProperties} aria-busy="true" role="status" aria-label="Opening the tab" data-testid="loading">
      {side === 'left' && list}
      <div><Skeleton height={130} mb="md" /><LinesSkeleton lines={12} /></div>
      {side === 'right' && list}
    </div>
  );
}
