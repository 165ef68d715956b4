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

const ADAPTED = '## Adapted already';
const BY_HAND = '## To do by hand';

const lineOfFile = (path: string): string => `- \`${path}\``;
const lineOfPlace = ({ file, line, column, reason }: NotEdited): string => `- \`${file}:${line}:${column}\`: ${reason}`;

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
    ADAPTED, '', ...touched.map(lineOfFile), '',
    ...(notEdited.length === 0 ? [] : [BY_HAND, '', ...notEdited.map(lineOfPlace), '']),
  ].join('\n');
}

/** The same guide where edits were left out: without the files that none of them changes any more, and with their places among what is to be done by hand. */
export function correctGuide(text: string, { untouched, leftOut }: { readonly untouched: readonly string[]; readonly leftOut: readonly NotEdited[] }): string {
  const gone = new Set(untouched.map(lineOfFile));
  const lines = text.split('\n');
  const [adapted, byHand] = [lines.indexOf(ADAPTED), lines.indexOf(BY_HAND)];
  if (adapted === -1 || leftOut.length === 0) return text;
  const kept = lines.filter((line, index) => index < adapted || (byHand !== -1 && index >= byHand) || !gone.has(line));
  const places = [...leftOut.map(lineOfPlace), ''];
  return (byHand === -1 ? [...kept, BY_HAND, '', ...places] : [...kept.slice(0, -1), ...places]).join('\n');
}
