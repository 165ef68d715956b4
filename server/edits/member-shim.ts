// The old name of a member, kept working: an accessor of a class or a member of an enum that leads to the new one. Owns its text and its tag.
import type { RenameMember } from '../intents/change.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import { findOwners, membersOf, type Member, type Owner } from './members.ts';
import { parseSyntax, type Syntax, type SyntaxNode } from './syntax.ts';
import type { VirtualTree } from './virtual-tree.ts';

const lineEnd = (text: string): string => (/\r\n/.test(text) ? '\r\n' : '\n');

/** The indentation of a member: of its own line, else one step into the line that it shares. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const blanks = /^\s*/.exec(line)?.[0] ?? '';
  return blanks === line ? line : `${blanks}${blanks.includes('\t') ? '\t' : '  '}`;
}

interface Renamed {
  readonly syntax: Syntax;
  readonly owners: readonly Owner[];
  readonly members: readonly Member[];
}

function findRenamed(tree: VirtualTree, { file, owner }: RenameMember, name: string): Renamed {
  const syntax = parseSyntax(file, tree.text(file) ?? '');
  const owners = findOwners(syntax, owner);
  return { syntax, owners, members: owners.flatMap(membersOf).filter((member) => member.name === name) };
}

/** False where nobody outside can have used the old name. */
const isVisible = ({ node, name }: Member): boolean => node['accessibility'] !== 'private' && !name.startsWith('#');

const isAssignable = ({ node }: Member): boolean =>
  node['readonly'] !== true && (node.type === 'PropertyDefinition' || node.type === 'TSAbstractPropertyDefinition' || node.type === 'AccessorProperty' || node.type === 'TSAbstractAccessorProperty' || node.type === 'TSParameterProperty' || node['kind'] === 'set');

/** A getter serves methods too: `x.old()` calls what it returns on `x`, with every overload and type parameter as it is. */
function accessorLines({ file, owner, from, to }: RenameMember, members: readonly Member[]): string[] {
  const [first] = members as [Member, ...Member[]];
  const isTyped = /\.[cm]?tsx?$/.test(file);
  const modifiers = `${first.node['accessibility'] === 'protected' ? 'protected ' : ''}${first.isStatic ? 'static ' : ''}`;
  const type = first.isStatic ? `(typeof ${owner})['${to}']` : `this['${to}']`;
  const lines = [`${modifiers}get ${from}()${isTyped && first.node['accessibility'] !== 'protected' ? `: ${type}` : ''} { return this.${to}; }`];
  if (members.some(isAssignable)) lines.push(`${modifiers}set ${from}(value) { this.${to} = value; }`);
  return lines;
}

/** Inserts lines behind a node, in its indentation. A documentation comment only counts on a line of its own. */
function insertBehind(syntax: Syntax, node: SyntaxNode, lines: readonly string[], separator: string): TextEdit {
  const start = `${lineEnd(syntax.text)}${indentAt(syntax.text, node.start)}`;
  return { start: node.end, end: node.end, text: separator + lines.map((line) => start + line).join('') };
}

/** Behind the constructor for what is declared in its parameters, else behind the member. */
function anchorOf(member: Member): SyntaxNode {
  const body = (member.owner.node['body'] as SyntaxNode)['body'] as SyntaxNode[];
  return body.findLast((node) => node.start <= member.node.start && member.node.end <= node.end) ?? member.node;
}

/** Keeps the old name; empty where it cannot be kept. `tree`: after the change. */
export function memberShim(tree: VirtualTree, change: RenameMember): FileEdit[] {
  const { syntax, members } = findRenamed(tree, change, change.to);
  const visible = members.filter(isVisible);
  const last = visible.at(-1);
  if (!last) return [];
  const edits: TextEdit[] = [];
  if (last.owner.kind === 'enum') edits.push(insertBehind(syntax, last.node, [`${change.from} = ${change.to}`], ','));
  if (last.owner.kind === 'class') {
    for (const isStatic of [true, false]) {
      const own = visible.filter((member) => member.isStatic === isStatic);
      const behind = own.at(-1);
      if (!behind) continue;
      const anchor = anchorOf(behind);
      const needsSemicolon = anchor.type.endsWith('Property') || anchor.type === 'PropertyDefinition' ? !syntax.text.slice(anchor.start, anchor.end).endsWith(';') : false;
      edits.push(insertBehind(syntax, anchor, accessorLines(change, own), needsSemicolon ? ';' : ''));
    }
  }
  return [tree.modify(change.file, edits)].filter((edit) => edit !== null);
}

/** Puts `@deprecated` on what `memberShim` made. */
export function deprecateMember(tree: VirtualTree, change: RenameMember): FileEdit[] {
  const { syntax, members } = findRenamed(tree, change, change.from);
  // Every declaration of a name must have the tag, or its uses are not reported.
  const tags = members.map(({ node, owner }) => {
    const tag = `/** @deprecated Use {@link ${String(owner.id?.['name'] ?? change.owner)}.${change.to}} instead. */`;
    return { start: node.start, end: node.start, text: `${tag}${lineEnd(syntax.text)}${indentAt(syntax.text, node.start)}` };
  });
  return [tree.modify(change.file, tags)].filter((edit) => edit !== null);
}
