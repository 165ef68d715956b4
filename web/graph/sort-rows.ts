/** A column that a table can be sorted by. */
export interface SortColumn<Row> {
  readonly name: string;
  /** What its rows are ordered by; null where a row has no such value. */
  readonly valueOf: (row: Row) => string | number | null;
}

export interface SortOrder {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

const nameOrder = new Intl.Collator('en', { numeric: true });

/** The rows in an order; those without a value last, and equal ones as they came. No order leaves all as they came. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly SortColumn<Row>[], order: SortOrder | null): readonly Row[] {
  const valueOf = columns.find(({ name }) => name === order?.column)?.valueOf;
  if (!order || !valueOf) return rows;
  const sign = order.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : nameOrder.compare(String(x), String(y)));
  });
}

/** What the next press of a column's head asks for: numbers the largest first and names from A, then the other way round, then the order in which the rows came. */
export function nextOrder(order: SortOrder | null, column: string, isNumeric: boolean): SortOrder | null {
  const [first, second] = isNumeric ? (['descending', 'ascending'] as const) : (['ascending', 'descending'] as const);
  if (order?.column !== column) return { column, direction: first };
  return order.direction === first ? { column, direction: second } : null;
}
