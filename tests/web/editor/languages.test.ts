import { expect, test } from 'vitest';
import { loadLanguage } from '../../../web/editor/languages.ts';

/** Names of the nodes that a text is parsed into. */
async function nodesOf(path: string, text: string): Promise<string[]> {
  const support = await loadLanguage(path);
  const names = new Set<string>();
  support?.language.parser.parse(text).iterate({ enter: ({ name }) => void names.add(name) });
  return [...names];
}

test.each([
  ['src/a.ts', 'const a = <T,>(b: T): T => b;', 'TypeParamList'],
  ['src/a.mts', 'type A = string;', 'TypeAliasDeclaration'],
  ['src/A.tsx', 'const a = <b>{c as d}</b>;', 'JSXElement'],
  ['src/a.cjs', 'const a = <b />;', 'JSXSelfClosingTag'],
  ['package.json', '{ "a": [1, null] }', 'PropertyName'],
  ['src/a.css', '.a { color: red; }', 'ClassSelector'],
  ['index.html', '<p class="a">b</p>', 'AttributeName'],
  ['README.md', '# a\n\n| b | c |\n|---|---|\n| d | e |\n', 'TableRow'],
  ['.github/workflows/a.YML', 'on:\n  - push\n', 'BlockSequence'],
])('%s is read in its language', async (path, text, node) => {
  const nodes = await nodesOf(path, text);
  expect(nodes).toContain(node);
  expect(nodes).not.toContain('⚠');
});

test.each(['Makefile', 'logo.svgz', 'notes.txt'])('%s is shown plain', async (path) => {
  expect(await loadLanguage(path)).toBeNull();
});
