import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Up to so many rows are all drawn, and nothing is measured for them. */
const DRAWN_WHOLE = 60;
const OVERSCAN = 8;

interface LongListProps<Item> {
  items: readonly Item[];
  /** About how high a row is; what it really is gets measured. */
  rowPx: number;
  className: string;
  testId?: string;
  keyOf: (item: Item) => string;
  children: (item: Item) => ReactNode;
}

/** How far below the top of the document an element begins. What stands above it may grow at any time. */
function useTopOf(element: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useEffect(() => {
    const measure = () => element.current && setTop(Math.round(element.current.getBoundingClientRect().top + window.scrollY));
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return top;
}

function RowsInSight<Item>({ items, rowPx, className, testId, keyOf, children }: LongListProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const top = useTopOf(list);
  const virtual = useWindowVirtualizer({ count: items.length, estimateSize: () => rowPx, overscan: OVERSCAN, scrollMargin: top });
  return (
    <ul ref={list} className={className} style={{ position: 'relative', height: virtual.getTotalSize() }} data-testid={testId} data-rows={items.length}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const item = items[index];
        return item !== undefined && (
          <li key={keyOf(item)} ref={virtual.measureElement} data-index={index} aria-posinset={index + 1} aria-setsize={items.length} className="long-row" style={{ transform: `translateY(${start - top}px)` }}>{children(item)}</li>
        );
      })}
    </ul>
  );
}

/** A list in the flow of the page: of a long one only the rows in sight are drawn. What a row remembers is lost out of sight, unless its owner keeps it. */
export function LongList<Item>(props: LongListProps<Item>) {
  const { items, className, testId, keyOf, children } = props;
  if (items.length > DRAWN_WHOLE) return <RowsInSight {...props} />;
  return <ul className={className} data-testid={testId} data-rows={items.length}>{items.map((item) => <li key={keyOf(item)}>{children(item)}</li>)}</ul>;
}
