// Tells a change of layout from a change of what the code says: the trees of the parser are compared without positions. Pure.
import { isPureDeclaration } from './pure-expressions.ts';
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from './syntax.ts';
import { declarationIn } from './top-level.ts';
import { positionsOf } from './words.ts';

const SOURCE = /\.[cm]?[jt]sx?$/i;
/** Longer texts are looked at like any other change. */
const MOST_CHARACTERS = 1_000_000;
const POSITIONS = new Set(['start', 'end', 'range', 'loc', 'raw', 'parent']);

/** The text between tags as JSX has it: white space around line breaks counts for nothing, and neither do empty lines. */
function jsxText(value: string): string {
  const lines = value.split(/\r\n|\n|\r/);
  const trimmed = lines.map((line, i) => line.replace(i > 0 ? /^[ \t]+/ : /^$/, '').replace(i < lines.length - 1 ? /[ \t]+$/ : /$^/, ''));
  return trimmed.filter((line) => line !== '').join(' ');
}

const isEmptyText = (node: { readonly type?: string; readonly value?: unknown }): boolean => node.type === 'JSXText' && jsxText(String(node.value)) === '';

/** A comment can turn the compiler off or carry a type, so only its own layout may differ; what runs does not read it. */
type Reading = 'WITH_COMMENTS' | 'WITHOUT_COMMENTS';

/** The tree without positions. */
function treeOf(root: SyntaxNode): string {
  return JSON.stringify(root, function (this: { readonly type?: string }, key: string, value: unknown) {
    if (POSITIONS.has(key)) return undefined;
    if (typeof value === 'bigint') return String(value);
    if (key === 'children' && Array.isArray(value)) return value.filter((child: object) => !isEmptyText(child));
    if (key === 'value' && this.type === 'JSXText') return jsxText(String(value));
    // `{ raw, cooked }` of a template: its raw text is what a tag sees.
    if (key === 'value' && this.type === 'TemplateElement') return (value as { readonly raw?: string }).raw;
    return value;
  });
}

function canonical(path: string, text: string, reading: Reading): string | null {
  const { program, comments, errors } = parseSyntax(path, text);
  if (errors.length > 0) return null;
  const tree = treeOf(program);
  return reading === 'WITHOUT_COMMENTS' ? tree : `${tree}\n${comments.map(({ value }) => value.replace(/[\s*]+/g, ' ').trim()).join('\n')}`;
}

/** True when both texts are the same program, laid out differently: white space, quotes, semicolons, commas at ends. False where that is not sure. */
export function isSameProgram(path: string, before: string, after: string): boolean {
  return isSame({ path, before, after }, 'WITH_COMMENTS');
}

/** The same, with any difference in comments: the compiler may say something else of it, and it runs the same. */
export function runsTheSame(path: string, before: string, after: string): boolean {
  return isSame({ path, before, after }, 'WITHOUT_COMMENTS');
}

function isSame({ path, before, after }: { readonly path: string; readonly before: string; readonly after: string }, reading: Reading): boolean {
  if (before.length > MOST_CHARACTERS || after.length > MOST_CHARACTERS) return false;
  try {
    if (path.endsWith('.json')) return JSON.stringify(JSON.parse(before)) === JSON.stringify(JSON.parse(after));
    if (!SOURCE.test(path)) return before.replace(/\s+/g, ' ').trim() === after.replace(/\s+/g, ' ').trim();
    const tree = canonical(path, before, reading);
    return tree !== null && tree === canonical(path, after, reading);
  } catch {
    return false;
  }
}

/** The names that a statement declares, if it does nothing else when it is evaluated; else null. */
function namesOfPure(statement: SyntaxNode, text: string): string[] | null {
  const declared = statement.type === 'ExportDefaultDeclaration' ? statement : declarationIn(statement);
  const each = declared.type === 'VariableDeclaration' ? (declared['declarations'] as SyntaxNode[]) : [declared];
  if (!each.every((one) => isNode(one['id']) && one['id'].type === 'Identifier' && isPureDeclaration(one, text))) return null;
  return each.map(({ id }) => String((id as SyntaxNode)['name']));
}

/** True when the later text says all that the earlier one does, in its order, and otherwise only declares names that the earlier one does not say. False where that is not sure. */
export function onlyDeclaresMore(path: string, before: string, after: string): boolean {
  if (!SOURCE.test(path) || before.length > MOST_CHARACTERS || after.length > MOST_CHARACTERS) return false;
  const [old, now] = [parseSyntax(path, before), parseSyntax(path, after)];
  if (old.errors.length + now.errors.length > 0 || !old.isModule || !now.isModule) return false;
  const waiting = [...childrenOf(old.program)];
  // Writing a tree out takes longest: only where the texts differ, and until the first difference that counts.
  const isSaid = (one: SyntaxNode, other: SyntaxNode) => before.slice(one.start, one.end) === after.slice(other.start, other.end) || treeOf(one) === treeOf(other);
  let at = 0;
  for (const statement of childrenOf(now.program)) {
    const next = waiting[at];
    if (next && isSaid(next, statement)) at += 1;
    else if (namesOfPure(statement, after)?.every((name) => positionsOf(before, name).length === 0) !== true) return false;
  }
  return at === waiting.length;
}
