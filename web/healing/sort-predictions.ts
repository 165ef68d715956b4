const CERTAINTY_ORDER = { CERTAIN: 0, POSSIBLE: 1, UNKNOWN: 2 } as const;

interface Sortable {
  severity: number;
  certainty: keyof typeof CERTAINTY_ORDER;
  file: string;
}

/** The most severe first; among equals what is certain, then by file. */
export function sortPredictions<P extends Sortable>(predictions: readonly P[]): P[] {
  return [...predictions].sort(
    (a, b) => b.severity - a.severity || CERTAINTY_ORDER[a.certainty] - CERTAINTY_ORDER[b.certainty] || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0),
  );
}
