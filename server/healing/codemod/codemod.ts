// The codemod beside a migration guide: a jscodeshift transform that other projects run on their own code. Owns its text and what the guide says of it.
import type { Change } from '../../intents/change.ts';
import { codemodTable, type CodemodSource, type PublicChange } from './table.ts';
import { TRANSFORM } from './transform-text.ts';

/** The version that the transforms are tried with. */
const RUNNER = 'jscodeshift@17.4.0';

export interface Codemod {
  readonly path: string;
  readonly text: string;
}

export interface CodemodAnswer {
  /** Null where none can be made. */
  readonly codemod: Codemod | null;
  /** Lines of the guide's section, Markdown; empty where there is nothing to say. */
  readonly section: readonly string[];
}

const sentence = ({ from, to }: PublicChange): string => (from[1] === '*' ? `'${from[0]}' is now '${to[0]}'` : `${from[1]} of '${from[0]}' is now ${to[1]} of '${to[0]}'`);
const command = (path: string): string => `npx ${RUNNER} --extensions=ts,tsx,mts,cts,js,jsx,mjs,cjs -t ${path} src`;

function textOf(changes: readonly PublicChange[], path: string): string {
  const shown = changes.slice(0, 5).map((change) => `//   ${sentence(change)}`);
  const more = changes.length > shown.length ? [`//   and ${changes.length - shown.length} more`] : [];
  const rows = changes.map(({ from, to }) => `  { from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)} },`);
  return [
    '// @ts-nocheck', '// A codemod for projects that depend on this package:', ...shown, ...more, `// Run it there: ${command(path)}`, "'use strict';", '',
    'const CHANGES = [', ...rows, '];', TRANSFORM.trimEnd(), '',
  ].join('\n');
}

/** The codemod of a change, to stand beside the guide at `guide`, and what the guide says of it. */
export function codemodOf(source: CodemodSource, change: Change, guide: string): CodemodAnswer {
  const found = codemodTable(source, change);
  if (found === null) return { codemod: null, section: [] };
  if (found.kind === 'none') return { codemod: null, section: ['## Codemod', '', `None is needed or possible for other packages. ${found.reason}`, ''] };
  const path = guide.replace(/\.md$/, '.codemod.cjs');
  const section = ['## Codemod', '', `Projects that depend on this package run [${path.split('/').at(-1)}](./${encodeURI(path.split('/').at(-1) ?? '')}) on their own code:`, '', '```sh', command(path), '```', '', ...found.changes.slice(0, 20).map((change) => `- ${sentence(change)}`), ''];
  return { codemod: { path, text: textOf(found.changes, path) }, section };
}
