// The migration guide as Markdown. Owns its text and its place in the project.
import { createHash } from 'node:crypto';
import type { NotEdited } from '../edits/edit-plan.ts';
import type { ReadableTree } from '../edits/virtual-tree.ts';
import type { Change } from '../intents/change.ts';
import { wordsOf } from '../intents/words/words-of-change.ts';

export interface GuideContent {
  readonly change: Change;
  /** Files that the plan changed, the guide itself left out. */
  readonly touched: readonly string[];
  readonly notEdited: readonly NotEdited[];
  readonly keepsOldForm: boolean;
  /** Lines about the codemod beside it. */
  readonly codemod?: readonly string[];
}

const slug = (text: string): string => text.replace(/\.[cm]?[jt]sx?(?=-|$)/g, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');

/** File systems allow names of 255 bytes; a long one is cut and told apart by a hash. */
function shorten(name: string): string {
  return Buffer.byteLength(name) <= 120 ? name : `${name.slice(0, 60)}-${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
}

/** A path under docs/migrations that is free; beside the sources where `docs` is a file. */
export function guidePath(tree: Pick<ReadableTree, 'has'>, change: Change): string {
  const name = slug(wordsOf(change).guideName);
  for (let n = 1; ; n += 1) {
    const path = `${tree.has('docs') || tree.has('docs/migrations') ? 'migrations' : 'docs/migrations'}/${shorten(name)}${n === 1 ? '' : `-${n}`}.md`;
    if (!tree.has(path) && !tree.has(path.replace(/\.md$/, '.codemod.cjs'))) return path;
  }
}

/** The guide: what changed, how to adapt, what was adapted already, and what was not. */
export function guideText({ change, touched, notEdited, keepsOldForm, codemod = [] }: GuideContent): string {
  const { guide, oldForm } = wordsOf(change);
  const [works, is] = oldForm.endsWith('s') ? ['work', 'are'] : ['works', 'is'];
  const compatibility = keepsOldForm ? `The old ${oldForm} still ${works} and ${is} marked \`@deprecated\`: your editor strikes every use out.` : `The old ${oldForm} ${is} gone.`;
  return [
    `# ${guide.title}`, '', `${guide.what} ${compatibility}`, '',
    '## How to adapt', '', ...guide.howToAdapt, '', ...codemod,
    '## Adapted already', '', ...touched.map((path) => `- \`${path}\``), '',
    ...(notEdited.length === 0 ? [] : ['## To do by hand', '', ...notEdited.map(({ file, line, column, reason }) => `- \`${file}:${line}:${column}\`: ${reason}`), '']),
  ].join('\n');
}
