// The assertions of a test in the words of its runner. Owns their text; knows no scenario.
import { stringSource } from '../repair/data-mapping/value-source.ts';
import type { TestStyle } from './test-style.ts';

/** `actual` is an expression; where it may be a promise it is awaited. */
export interface Actual {
  readonly text: string;
  /** Surely no promise. */
  readonly isSync: boolean;
}

export type Check =
  /** `isPrimitive`: identical. `isStrict`: `undefined` and classes count. `isJson`: they do not. */
  | { readonly kind: 'equals'; readonly expected: string; readonly isPrimitive: boolean; readonly isStrict: boolean; readonly isJson: boolean }
  /** Part of the message; null: whatever it says. */
  | { readonly kind: 'throws'; readonly message: string | null }
  | { readonly kind: 'runs' }
  | { readonly kind: 'holds' };

const WIDTH = 110;
/** Makes of a value what JSON makes of it; a name that the test file declares where it is used. */
export const AS_JSON = 'asJson';

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
const valueOf = ({ text, isSync }: Actual): string => (isSync ? text : `await ${text}`);

function expectEqual(value: string, check: Extract<Check, { kind: 'equals' }>, { runner }: TestStyle): string {
  const { expected, isPrimitive, isStrict } = check;
  if (runner === 'vitest' || runner === 'jest') return `expect(${value}).${isPrimitive ? 'toBe' : isStrict ? 'toStrictEqual' : 'toEqual'}(${expected})`;
  return isPrimitive ? `assert.strictEqual(${value}, ${expected})` : `assert.deepStrictEqual(${needsJson(check) ? `${AS_JSON}(${value})` : value}, ${expected})`;
}

/** Node compares prototypes and `undefined` too, which an expected value in JSON says nothing of. */
export const needsJson = (check: Check): boolean => check.kind === 'equals' && check.isJson && !check.isPrimitive && check.expected.includes('{');

function expectThrow({ text, isSync }: Actual, message: string | null, { runner, source }: TestStyle): string {
  const call = `${isSync ? '' : 'async '}() => ${text.startsWith('{') ? `(${text})` : text}`;
  if (runner === 'vitest' || runner === 'jest') {
    const words = message === null || message === '' ? '' : stringSource(message, source.quote);
    return isSync ? `expect(${call}).toThrow(${words})` : `await expect(${call}).rejects.toThrow(${words})`;
  }
  const pattern = message === null || message === '' ? '' : `, /${escapePattern(message)}/`;
  return isSync ? `assert.throws(${call}${pattern})` : `await assert.rejects(${call}${pattern})`;
}

/** The statements of one check, without their last semicolon. */
function statements(actual: Actual, check: Check, style: TestStyle): string[] {
  const isExpect = style.runner === 'vitest' || style.runner === 'jest';
  switch (check.kind) {
    case 'runs': return [valueOf(actual)];
    case 'throws': return [expectThrow(actual, check.message, style)];
    case 'holds': return [isExpect ? `expect(${valueOf(actual)}).toBeTruthy()` : `assert.ok(${valueOf(actual)})`];
    case 'equals': {
      const short = expectEqual(valueOf(actual), check, style);
      const isShort = !actual.text.includes('\n') && (short.split('\n')[0] ?? '').length <= WIDTH;
      return isShort ? [short] : [`const actual = ${valueOf(actual)}`, expectEqual('actual', check, style)];
    }
  }
}

/** The lines of a check. */
export function writeCheck(actual: Actual, check: Check, style: TestStyle): string[] {
  return statements(actual, check, style).map((line) => (style.source.hasSemicolons ? `${line};` : line));
}
