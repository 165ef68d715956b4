// The text of a test file from its draft and the project's style. Owns imports of the runner, nesting, names and indent.
import type { Source } from '../deps.ts';
import { stringSource } from '../repair/data-mapping/value-source.ts';
import { AS_JSON } from './checks.ts';
import type { TestCase, TestDraft } from './draft.ts';
import { importBindings, importNames, importWhole } from './imports.ts';
import type { TestStyle } from './test-style.ts';

const INTENT_LIMIT = 120;

const inLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > INTENT_LIMIT ? `${line.slice(0, INTENT_LIMIT - 1)}…` : line;
};

/** Moves lines in, but not the lines of a template literal, which are its value. */
function indented(lines: readonly string[], indent: string): string[] {
  return lines.flatMap((text) => (text.includes('`') ? [`${indent}${text}`] : text.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`))));
}

function caseLines({ name, lines, timeoutMs }: TestCase, style: TestStyle): string[] {
  const { source, runner, word } = style;
  const title = stringSource(name, source.quote);
  const end = source.hasSemicolons ? ';' : '';
  const body = indented(lines, source.indent);
  const isAwaiting = lines.some((line) => /\bawait\b/.test(line));
  if (runner === 'mocha' && timeoutMs !== null) return [`${word}(${title}, ${isAwaiting ? 'async ' : ''}function () {`, `${source.indent}this.timeout(${timeoutMs})${end}`, ...body, `})${end}`];
  const options = runner === 'node:test' && timeoutMs !== null ? `{ timeout: ${timeoutMs} }, ` : '';
  const last = runner !== 'node:test' && timeoutMs !== null ? `, ${timeoutMs}` : '';
  return [`${word}(${title}, ${options}${isAwaiting ? 'async ' : ''}() => {`, ...body, `}${last})${end}`];
}

/** Equal names would be taken for one test that ran twice. */
function named(cases: readonly TestCase[]): TestCase[] {
  const counts = new Map<string, number>();
  return cases.map((one) => {
    const count = (counts.get(one.name) ?? 0) + 1;
    counts.set(one.name, count);
    return count === 1 ? one : { ...one, name: `${one.name} (${count})` };
  });
}

function runnerImports(style: TestStyle, body: string): string[] {
  const { runner, hasGlobals, word, hasDescribe, assertModule } = style;
  const words = [...(hasDescribe ? ['describe'] : []), ...(runner === 'vitest' || runner === 'jest' ? (/\bexpect\(/.test(body) ? ['expect'] : []) : []), word];
  const lines: string[] = [];
  if ((runner === 'node:test' || runner === 'mocha') && /\bassert\./.test(body)) lines.push(importWhole(style, 'assert', assertModule));
  if (runner === 'node:test') lines.push(importNames(style, words, 'node:test'));
  if (!hasGlobals && (runner === 'vitest' || runner === 'jest')) lines.push(importNames(style, words, runner === 'vitest' ? 'vitest' : '@jest/globals'));
  return lines;
}

function asJsonSource({ isTypeScript, source }: TestStyle): string {
  const types = isTypeScript ? { value: ': unknown', result: ': unknown' } : { value: '', result: '' };
  return `// What is expected was given as JSON: classes and undefined do not count.\nconst ${AS_JSON} = (value${types.value})${types.result} => JSON.parse(JSON.stringify(value))${source.hasSemicolons ? ';' : ''}`;
}

/** The whole file. `userIntent` is the name of its group, or a comment where the project's tests have none. */
export function writeTestFile(source: Source, style: TestStyle, draft: TestDraft, userIntent: string): string {
  const { hasDescribe, source: { indent, lineEnd, quote, hasSemicolons } } = style;
  const intent = inLine(userIntent) || inLine(draft.subject);
  const blocks = named(draft.cases).map((one) => caseLines(one, style));
  const separated = blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]));
  const tests = hasDescribe ? [`describe(${stringSource(intent, quote)}, () => {`, ...indented(separated, indent), `})${hasSemicolons ? ';' : ''}`] : separated;
  const body = tests.join('\n');
  const isJson = body.includes(`${AS_JSON}(`);
  const nodeImports = Object.entries(draft.nodeImports).map(([specifier, names]) => importNames(style, names, specifier));
  const imports = [...nodeImports, ...runnerImports(style, body), ...importBindings(source, style, draft.bindings)];
  const environment = draft.needsNodeEnvironment && style.isBrowserLike ? [style.runner === 'jest' ? '/** @jest-environment node */' : '// @vitest-environment node'] : [];
  const head = [...environment, ...(hasDescribe ? [] : [`// ${intent}`])];
  const declarations = [...draft.declarations, ...(isJson ? [asJsonSource(style)] : [])].flatMap((text) => ['', text]);
  const text = `${[...head, ...imports, ...declarations, '', ...tests].join('\n')}\n`;
  return lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd);
}
