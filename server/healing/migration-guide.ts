// The migration guide as Markdown. Owns its text and its place in the project.
import { createHash } from 'node:crypto';
import type { NotEdited } from '../edits/rename-export.ts';
import type { ReadableTree } from '../edits/virtual-tree.ts';
import type { Change } from '../intents/change.ts';

export interface GuideContent {
  readonly change: Change;
  /** Files that the plan changed, the guide itself left out. */
  readonly touched: readonly string[];
  readonly notEdited: readonly NotEdited[];
  readonly keepsOldForm: boolean;
}

const slug = (text: string): string => text.replace(/\.[cm]?[jt]sx?$/, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');

/** File systems allow names of 255 bytes; a long one is cut and told apart by a hash. */
function shorten(name: string): string {
  return Buffer.byteLength(name) <= 120 ? name : `${name.slice(0, 60)}-${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
}

/** A path under docs/migrations that is free; beside the sources where `docs` is a file. */
export function guidePath(tree: Pick<ReadableTree, 'has'>, change: Change): string {
  const name = change.kind === 'MOVE_FILE' ? `move-${slug(change.from)}-to-${slug(change.to)}` : `rename-${slug(change.from)}-to-${slug(change.to)}`;
  for (let n = 1; ; n += 1) {
    const path = `${tree.has('docs') || tree.has('docs/migrations') ? 'migrations' : 'docs/migrations'}/${shorten(name)}${n === 1 ? '' : `-${n}`}.md`;
    if (!tree.has(path)) return path;
  }
}

function howToAdapt(change: Change): string[] {
  if (change.kind === 'MOVE_FILE') {
    return [`Import from the new path instead of the old one.`, '', '| before | after |', '|---|---|', `| \`${change.from}\` | \`${change.to}\` |`];
  }
  return [
    'Import the new name; where you need the old one locally, import it with an alias.', '',
    '```ts', '// before', `import { ${change.from} } from '…';`, '// after', `import { ${change.to} } from '…';`, '// or, keeping the name in your file', `import { ${change.to} as ${change.from} } from '…';`, '```',
  ];
}

/** The guide: what changed, how to adapt, what was adapted already, and what was not. */
export function guideText({ change, touched, notEdited, keepsOldForm }: GuideContent): string {
  const title = change.kind === 'MOVE_FILE' ? `\`${change.from}\` moved to \`${change.to}\`` : `\`${change.from}\` is now \`${change.to}\``;
  const where = change.kind === 'MOVE_FILE' ? 'The file offers the same exports as before.' : `It is declared in \`${change.file}\` and does what it did before.`;
  const old = change.kind === 'MOVE_FILE' ? 'old path' : 'old name';
  const compatibility = keepsOldForm ? `The ${old} still works and is marked \`@deprecated\`: your editor strikes every use of it out.` : `The ${old} is gone.`;
  return [
    `# ${title}`, '', `${where} ${compatibility}`, '',
    '## How to adapt', '', ...howToAdapt(change), '',
    '## Adapted already', '', ...touched.map((path) => `- \`${path}\``), '',
    ...(notEdited.length === 0 ? [] : ['## To do by hand', '', ...notEdited.map(({ file, line, column, reason }) => `- \`${file}:${line}:${column}\`: ${reason}`), '']),
  ].join('\n');
}
