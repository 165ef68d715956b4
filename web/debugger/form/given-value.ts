// A value as it is typed into a cell: JSON, or an expression that only the sandbox evaluates. Owns the reading of cells.

export interface GivenDraft {
  kind: 'json' | 'expression';
  text: string;
}

export type GivenValueInput = { json: unknown } | { expression: string };

export type ReadGiven = { kind: 'value'; value: GivenValueInput } | { kind: 'empty' } | { kind: 'problem'; message: string };

export const emptyGiven: GivenDraft = { kind: 'json', text: '' };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The value of a cell; an empty cell gives no value. */
export function readGiven({ kind, text }: GivenDraft): ReadGiven {
  const source = text.trim();
  if (source === '') return { kind: 'empty' };
  if (kind === 'expression') return { kind: 'value', value: { expression: source } };
  return isJson(source)
    ? { kind: 'value', value: { json: JSON.parse(source) as unknown } }
    : { kind: 'problem', message: 'This is not JSON. Put text in double quotes, or change the cell to an expression.' };
}

/** The draft that reads back as this value of a stored scenario; what has another shape is an empty cell. */
export function draftOfGiven(value: unknown): GivenDraft {
  if (typeof value !== 'object' || value === null) return emptyGiven;
  if ('kind' in value && value.kind === 'json' && 'value' in value) return { kind: 'json', text: JSON.stringify(value.value) ?? '' };
  if ('source' in value && typeof value.source === 'string') return { kind: 'expression', text: value.source };
  return emptyGiven;
}
