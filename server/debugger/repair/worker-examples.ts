// The examples of a scenario as expressions that the worker evaluates in the scenario's file. Owns the translation.
import type { SyntaxNode } from '../../edits/syntax.ts';
import type { Example, GivenValue } from '../scenario.ts';
import type { WorkerExample } from './child/messages.ts';
import type { SearchedFile } from './units.ts';

/** `exportName` is what `call` examples call: `total`, `default`, `Cart.prototype.total`. */
export function toWorkerExamples(examples: readonly Example[], exportName: string, file: SearchedFile): WorkerExample[] {
  const callee = calleeOf(exportName, file);
  return examples.map((example) => {
    if (example.kind === 'expression') return { actual: example.actual, expected: example.expected, compare: example.expected === null ? 'truthy' : 'same' };
    const actual = `${callee}(${example.args.map(sourceOf).join(', ')})`;
    const { expected } = example;
    if (expected === null) return { actual, expected: null, compare: 'ends' };
    if (expected.kind === 'throws') return { actual, expected: expected.message === null ? null : JSON.stringify(expected.message), compare: 'throws' };
    return { actual, expected: sourceOf(expected.value), compare: 'same' };
  });
}

/** Source code of a value; each evaluation makes a fresh one. */
export const sourceOf = (given: GivenValue): string => (given.kind === 'expression' ? `(${given.source})` : given.value === undefined ? 'undefined' : `(${JSON.stringify(given.value)})`);

const isCommonJs = (file: SearchedFile): boolean => !file.syntax.isModule && /\bmodule\.exports\b|\bexports\./.test(file.text);

/** How the scenario's file reaches what it exports, whatever is exchanged. */
export function calleeOf(exportName: string, file: SearchedFile): string {
  if (isCommonJs(file)) return exportName === 'default' ? 'module.exports' : `module.exports.${exportName}`;
  const [first = '', ...rest] = exportName.split('.');
  const names = exportNames(file);
  if (first === 'default' || names.includes(first)) return ['globalThis.__svNamespace', first, ...rest].join('.');
  return exportName;
}

/** Names the module exports under another name than its own, or not at all in its scope. */
export function foreignExports(file: SearchedFile): string[] {
  const declared = new Set(file.units.map(({ name }) => name));
  return exportNames(file).filter((name) => name !== 'default' && !declared.has(name) && !isDeclared(file, name));
}

function isDeclared(file: SearchedFile, name: string): boolean {
  return new RegExp(`(?:function\\*?|class|const|let|var|import)\\s+[^;]*\\b${name.replace(/\$/g, '\\$')}\\b`).test(file.text);
}

function exportNames(file: SearchedFile): string[] {
  const names: string[] = [];
  for (const statement of file.syntax.program['body'] as SyntaxNode[]) {
    if (statement.type !== 'ExportNamedDeclaration' || statement['exportKind'] === 'type') continue;
    for (const specifier of (statement['specifiers'] ?? []) as SyntaxNode[]) names.push(nameOf(specifier['exported'] as SyntaxNode));
    const declaration = statement['declaration'] as SyntaxNode | null;
    if (!declaration || declaration.type.startsWith('TS')) continue;
    if (declaration['id']) names.push(nameOf(declaration['id'] as SyntaxNode));
    for (const declarator of (declaration['declarations'] ?? []) as SyntaxNode[]) if ((declarator['id'] as SyntaxNode).type === 'Identifier') names.push(nameOf(declarator['id'] as SyntaxNode));
  }
  return names;
}

const nameOf = (node: SyntaxNode): string => String(node['name'] ?? node['value']);
