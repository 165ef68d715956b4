// Recorded values in words of the language, for reading. Owns the display of the server's encoding (JSON where JSON can tell it, else `{ kind, … }`).
import { asList, asNumber, asRecord, asText, type JsonRecord } from './read-json.ts';

const DEEPEST = 24;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

const LEFT_WORDS: Readonly<Record<string, string>> = { depth: 'nested deeper', entries: 'more', string: 'more characters', size: 'too large to keep', unreadable: 'cannot be read' };

/** Text is collected up to a limit, so that a value of megabytes costs no more than what is shown of it. */
class Writer {
  #text = '';
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  get isFull(): boolean {
    return this.#text.length > this.#limit;
  }
  put(text: string): void {
    if (!this.isFull) this.#text += text;
  }
  end(): string {
    return this.isFull ? `${this.#text.slice(0, Math.max(0, this.#limit - 1))}…` : this.#text;
  }
}

/** Strings that JSON columns cannot hold are kept as JSON within JSON. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const record = asRecord(value);
  if (record?.['kind'] !== 'string') return '';
  try {
    return String(JSON.parse(asText(record['json']) ?? '""'));
  } catch {
    return asText(record['json']) ?? '';
  }
}

function keyText(key: unknown): string {
  const record = asRecord(key);
  if (record?.['kind'] === 'symbol') return `[Symbol(${asText(record['name']) ?? ''})]`;
  const text = textOf(key);
  return IDENTIFIER.test(text) ? text : JSON.stringify(text);
}

function putList(writer: Writer, values: readonly unknown[], options: { open: string; close: string; left: number; put: (value: unknown) => void }): void {
  writer.put(options.open);
  for (const [at, value] of values.entries()) {
    if (writer.isFull) return;
    if (at > 0) writer.put(', ');
    options.put(value);
  }
  if (options.left > 0) writer.put(`${values.length > 0 ? ', ' : ''}… ${options.left.toLocaleString('en')} more`);
  writer.put(options.close);
}

const fieldsOf = (record: JsonRecord) => asList(record['fields']);
const leftOf = (record: JsonRecord): number => asNumber(record['left']) ?? 0;

function putFields(writer: Writer, record: JsonRecord, depth: number): void {
  const fields = fieldsOf(record);
  if (fields.length === 0 && leftOf(record) === 0) return writer.put('{}');
  const putField = (field: unknown) => {
    const [key, value] = asList(field);
    writer.put(`${keyText(key)}: `);
    putValue(writer, value, depth + 1);
  };
  putList(writer, fields, { open: '{ ', close: ' }', left: leftOf(record), put: putField });
}

/** Own properties of what is no plain object, such as the `code` of an error. */
function putExtras(writer: Writer, record: JsonRecord, depth: number): void {
  if (fieldsOf(record).length === 0) return;
  writer.put(' ');
  putFields(writer, { fields: record['fields'] }, depth);
}

function putTruncation(writer: Writer, record: JsonRecord, depth: number): void {
  const why = asText(record['why']) ?? '';
  if ('kept' in record) putValue(writer, record['kept'], depth);
  const count = why === 'string' || why === 'entries' ? `${leftOf(record).toLocaleString('en')} ` : '';
  writer.put(`…(${count}${LEFT_WORDS[why] ?? 'not kept'})`);
}

type Put = (writer: Writer, record: JsonRecord, depth: number) => void;

const putItems: Put = (writer, record, depth) =>
  putList(writer, asList(record['items']), { open: '[', close: ']', left: leftOf(record), put: (item) => putValue(writer, item, depth + 1) });

const classPrefix = (record: JsonRecord): string => {
  if (record['class'] === null) return '[no prototype] ';
  const name = asText(record['class']);
  return name ? `${name} ` : '';
};

const KINDS: Readonly<Record<string, Put>> = {
  undefined: (writer) => writer.put('undefined'),
  hole: (writer) => writer.put('<empty>'),
  accessor: (writer) => writer.put('<getter>'),
  number: (writer, record) => writer.put(asText(record['is']) ?? 'NaN'),
  string: (writer, record) => writer.put(JSON.stringify(textOf(record))),
  bigint: (writer, record) => writer.put(`${asText(record['digits']) ?? '?'}n`),
  symbol: (writer, record) => writer.put(`Symbol(${asText(record['name']) ?? ''})`),
  function: (writer, record) => writer.put(`[Function ${asText(record['name']) || 'anonymous'}]`),
  ref: (writer, record) => writer.put(`<the same as #${asNumber(record['to']) ?? '?'}>`),
  truncated: putTruncation,
  object: (writer, record, depth) => {
    writer.put(classPrefix(record));
    putFields(writer, record, depth);
  },
  opaque: (writer, record) => writer.put(`[${asText(record['class']) ?? 'object'}]`),
  array: (writer, record, depth) => {
    writer.put(classPrefix(record));
    putItems(writer, record, depth);
    putExtras(writer, record, depth);
  },
  set: (writer, record, depth) => {
    writer.put(`${asText(record['class']) ?? 'Set'} `);
    putList(writer, asList(record['items']), { open: '{ ', close: ' }', left: leftOf(record), put: (item) => putValue(writer, item, depth + 1) });
  },
  map: (writer, record, depth) => {
    writer.put(`${asText(record['class']) ?? 'Map'} `);
    const putEntry = (entry: unknown) => {
      const [key, value] = asList(entry);
      putValue(writer, key, depth + 1);
      writer.put(' => ');
      putValue(writer, value, depth + 1);
    };
    putList(writer, asList(record['entries']), { open: '{ ', close: ' }', left: leftOf(record), put: putEntry });
  },
  typed: (writer, record, depth) => {
    writer.put(`${asText(record['type']) ?? 'TypedArray'} `);
    putItems(writer, record, depth);
  },
  date: (writer, record, depth) => {
    const ms = asNumber(record['ms']);
    writer.put(ms === null || Math.abs(ms) > 8.64e15 ? 'Invalid Date' : `Date ${new Date(ms).toISOString()}`);
    putExtras(writer, record, depth);
  },
  regexp: (writer, record) => writer.put(`/${asText(record['source']) ?? ''}/${asText(record['flags']) ?? ''}`),
  url: (writer, record) => writer.put(`URL ${asText(record['href']) ?? ''}`),
  boxed: (writer, record, depth) => {
    writer.put('[boxed ');
    putValue(writer, record['value'], depth + 1);
    writer.put(']');
  },
  error: (writer, record, depth) => {
    writer.put(`${textOf(record['name']) || 'Error'}: ${textOf(record['message'])}`);
    putExtras(writer, record, depth);
  },
};

function putValue(writer: Writer, value: unknown, depth: number): void {
  if (writer.isFull) return;
  if (depth > DEEPEST) return writer.put('…');
  if (value === undefined) return writer.put('undefined');
  const record = asRecord(value);
  const kind = asText(record?.['kind']);
  const put = record && kind !== null && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (record && put) {
    const id = asNumber(record['id']);
    if (id !== null) writer.put(`#${id} `);
    return put(writer, record, depth);
  }
  // Plain JSON, as it is handed in.
  if (Array.isArray(value)) return putItems(writer, { items: value }, depth);
  if (record) return putFields(writer, { fields: Object.entries(record) }, depth);
  writer.put(JSON.stringify(value) ?? 'undefined');
}

/** A recorded or handed-in value as a person reads it, in at most `maxLength` characters. */
export function describeValue(value: unknown, maxLength = 4_000): string {
  const writer = new Writer(maxLength);
  putValue(writer, value, 0);
  return writer.end();
}
