// Encoded values as text for people, in the manner of source code. Owns the wording; imports types only.
import type { EncodedKey, EncodedObject, EncodedValue } from './values.ts';

function* describeList(opening: string, parts: Iterable<Iterable<string>>, end: { left: number | undefined; closing: string }): Generator<string> {
  let between = opening;
  for (const part of parts) {
    yield between;
    yield* part;
    between = ', ';
  }
  if (between === opening) yield opening;
  if (end.left !== undefined) yield `${between === opening ? '' : ', '}… ${end.left} more`;
  yield end.closing;
}

const describeKey = (key: EncodedKey): string => (typeof key === 'string' ? (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : JSON.stringify(key)) : key.kind === 'string' ? key.json : `[Symbol(${key.name ?? ''})]`);
function* describeFields(encoded: EncodedObject): Generator<Iterable<string>> {
  for (const [key, value] of encoded.fields ?? []) yield (function* () {
    yield `${describeKey(key)}: `;
    yield* describeParts(value);
  })();
}

function* describeEntry([key, value]: readonly [EncodedValue, EncodedValue]): Generator<string> {
  yield* describeParts(key);
  yield ' => ';
  yield* describeParts(value);
}

const namesOfKinds: Readonly<Record<string, string>> = { map: 'Map', set: 'Set', error: 'Error', boxed: 'Object' };

function* describeContainer(encoded: EncodedObject): Generator<string> {
  const name = typeof encoded.class === 'string' ? encoded.class || '(anonymous)' : encoded.kind === 'typed' ? encoded.type : (namesOfKinds[encoded.kind] ?? '');
  const [left, prefix] = [encoded.left, name === '' ? '' : `${name} `];
  if (encoded.id !== undefined) yield `*${encoded.id} `;
  switch (encoded.kind) {
    case 'array': return yield* describeList(`${prefix}[`, [...encoded.items.map(describeParts), ...describeFields(encoded)], { left, closing: ']' });
    case 'typed': return yield* describeList(`${prefix}[`, encoded.items.map(describeParts), { left, closing: ']' });
    case 'set': return yield* describeList(`${prefix}{`, [...encoded.items.map(describeParts), ...describeFields(encoded)], { left, closing: '}' });
    case 'map': return yield* describeList(`${prefix}{`, [...encoded.entries.map(describeEntry), ...describeFields(encoded)], { left, closing: '}' });
    case 'date': return yield encoded.ms === null ? 'Invalid Date' : `Date ${new Date(encoded.ms).toISOString()}`;
    case 'regexp': return yield `/${encoded.source}/${encoded.flags}`;
    case 'url': return yield `URL ${encoded.href}`;
    case 'opaque': return yield `(${name || 'object'})`;
    case 'boxed': return yield* describeList(`${prefix}(`, [describeParts(encoded.value)], { left: undefined, closing: ')' });
    case 'error': {
      yield typeof encoded.name === 'string' ? encoded.name : name;
      yield ': ';
      yield typeof encoded.message === 'string' ? encoded.message : '';
      if (encoded.fields) yield* describeList(' {', describeFields(encoded), { left, closing: '}' });
      return;
    }
  }
  yield* describeList(`${encoded.class === null ? '(no prototype) ' : prefix}{`, describeFields(encoded), { left, closing: '}' });
}

function* describeParts(encoded: EncodedValue): Generator<string> {
  if (encoded === null || typeof encoded !== 'object') return yield JSON.stringify(encoded);
  switch (encoded.kind) {
    case 'undefined': return yield 'undefined';
    case 'hole': return yield '(empty)';
    case 'accessor': return yield '(getter)';
    case 'number': return yield encoded.is;
    case 'string': return yield encoded.json;
    case 'bigint': return yield `${encoded.digits}n`;
    case 'symbol': return yield `Symbol(${encoded.name ?? ''})`;
    case 'function': return yield `(function ${encoded.name || 'anonymous'})`;
    case 'ref': return yield `*${encoded.to}`;
    case 'truncated': {
      if (encoded.kept !== undefined) yield* describeParts(encoded.kept);
      return yield encoded.kept === undefined ? `(not kept: ${encoded.why})` : ` … ${encoded.left} more`;
    }
  }
  yield* describeContainer(encoded);
}

/**
 * A value on one line: `{id: 3, tags: ["a"]}`, `Map {"a" => 1}`, `Cart {items: []}`. At most `maxLength` characters, the last of them `…`
 * where it was longer. `*0` marks an object that is referred to and the reference to it.
 */
export function describeValue(encoded: EncodedValue, maxLength: number): string {
  let text = '';
  for (const part of describeParts(encoded)) {
    text += part;
    if (text.length > maxLength) return `${text.slice(0, Math.max(0, maxLength - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
  }
  return text;
}
