import { Table, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { nextOrder, sortRows, type SortColumn, type SortOrder } from './sort-rows.ts';

interface SortedRows<Row> {
  rows: readonly Row[];
  order: SortOrder | null;
  onColumn: (column: SortColumn<Row>) => void;
}

/** The rows of a table in the order that a person chose, as they come until then. */
export function useSortedRows<Row>(rows: readonly Row[], columns: readonly SortColumn<Row>[]): SortedRows<Row> {
  const [order, setOrder] = useState<SortOrder | null>(null);
  const sorted = useMemo(() => sortRows(rows, columns, order), [rows, columns, order]);
  const onColumn = ({ name, valueOf }: SortColumn<Row>) => setOrder(nextOrder(order, name, rows.some((row) => typeof valueOf(row) === 'number')));
  return { rows: sorted, order, onColumn };
}

/** The head of a table whose columns sort it. */
export function SortableHead<Row>({ columns, order, onColumn }: { columns: readonly SortColumn<Row>[] } & Omit<SortedRows<Row>, 'rows'>) {
  return (
    <Table.Thead>
      <Table.Tr>
        {columns.map((column) => {
          const direction = order?.column === column.name ? order.direction : null;
          return (
            <Table.Th key={column.name} aria-sort={direction ?? undefined}>
              <UnstyledButton className="sort-head" onClick={() => onColumn(column)}>
                {column.name}
                <span className="sort-arrow" aria-hidden="true">{direction === null ? '↕' : direction === 'ascending' ? '↑' : '↓'}</span>
              </UnstyledButton>
            </Table.Th>
          );
        })}
      </Table.Tr>
    </Table.Thead>
  );
}
