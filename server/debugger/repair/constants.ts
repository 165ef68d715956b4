// Constants and words that a correction may need: from the source, the examples, the doc comments and the intent. Owns their order.
import { childrenOf, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';
import type { WorkerExample } from './child/messages.ts';
import type { Constants } from './ground.ts';
import type { SearchedFile } from './units.ts';

/** Those of the source come first, then those of comments and intent, then those of the examples. */
export function collectConstants(files: readonly SearchedFile[], examples: readonly WorkerExample[], intent: string): Constants {
  const numbers = new Set<number>();
  const strings = new Set<string>();
  const read = (node: SyntaxNode): void => {
    if (node.type === 'Literal' && typeof node['value'] === 'number') numbers.add(node['value']);
    if (node.type === 'Literal' && typeof node['value'] === 'string' && node['value'].length <= 40) strings.add(node['value']);
    for (const child of childrenOf(node)) read(child);
  };
  for (const { syntax } of files) read(syntax.program);
  const prose = [intent, ...files.map(({ text }) => [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].join('\n'))].join('\n');
  for (const [, , quoted = ''] of prose.matchAll(/(["'`])([^"'`\n]{1,20})\1/g)) strings.add(quoted);
  for (const [number] of prose.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?!\w)/g)) numbers.add(Number(number));
  const given: readonly [readonly number[], readonly string[]] = [[...numbers], [...strings]];
  const characters = new Map<string, number>();
  for (const { actual, expected } of examples) {
    for (const source of [expected, actual]) {
      if (source === null) continue;
      const { program, errors } = parseSyntax('example.ts', `(${source}\n)`);
      if (errors.length === 0) read(program);
    }
  }
  for (const text of strings) for (const character of new Set(text)) if (!/\w/.test(character)) characters.set(character, (characters.get(character) ?? 0) + 1);
  const common = [...characters].sort((a, b) => b[1] - a[1]).map(([character]) => character);
  const ordered = [...strings];
  return { numbers: [...numbers], strings: [...new Set([...ordered.slice(0, 20), ...common.slice(0, 20), ...ordered.slice(20)])], own: { numbers: given[0], strings: [...given[1].slice(0, 20), ...common.slice(0, 12)] }, words: new Set(prose.toLowerCase().match(/[a-z]{3,}/g) ?? []) };
}
