// The names that a piece of syntax refers to, with the members that it takes of them: `core.T.x` for a chain, `core` where all of it is used.
// Owns that reading; may name too many, since it knows no scopes.
import { walkSyntax } from '../graph/syntax-walk.ts';
import { isNode, type SyntaxNode } from '../edits/syntax.ts';

/** Longer chains stand for themselves with all that follows. */
const MOST_NAMES = 5;
/** Say where another module is: their names are those of the import. */
const LEADS_ELSEWHERE = new Set(['ImportDeclaration', 'ExportAllDeclaration']);

/** By the field that holds it, a name that refers to nothing. */
function namesNothing(node: SyntaxNode): unknown[] {
  const { key, computed, shorthand, id, label, property, right, type } = node;
  const isOwnName = isNode(id) && id.type === 'Identifier' && !isNode(id['typeAnnotation']);
  return [
    computed !== true && shorthand !== true ? key : null, isOwnName ? id : null, label, type === 'MemberExpression' && computed !== true ? property : null,
    type === 'JSXMemberExpression' ? property : null, type === 'TSQualifiedName' ? right : null, type === 'TSImportType' ? node['qualifier'] : null,
    type === 'JSXAttribute' ? node['name'] : null, type === 'ExportSpecifier' ? node['exported'] : null,
  ];
}

/** The parts of a chain that is names alone, the last one first. */
function chainOf(node: SyntaxNode): string[] | null {
  const names: string[] = [];
  for (let at: unknown = node; isNode(at); ) {
    if (at.type === 'Identifier' || at.type === 'JSXIdentifier') return [...names, String(at['name'])];
    const [object, name]: [unknown, unknown] = at.type === 'TSQualifiedName' ? [at['left'], at['right']] : [at['object'], at['property']];
    if (!/^(?:JSX)?MemberExpression$|^TSQualifiedName$/.test(at.type) || at['computed'] === true || !isNode(name) || name.type === 'PrivateIdentifier') return null;
    names.push(String(name['name']));
    at = object;
  }
  return null;
}

/** Dotted names. `end`: what lies behind it is left out. */
export function referencesIn(root: SyntaxNode, end = Infinity): Set<string> {
  const found = new Set<string>();
  const passed = new Set<unknown>();
  walkSyntax(root, (node) => {
    if (passed.has(node) || node.start >= end || LEADS_ELSEWHERE.has(node.type) || (node.type === 'ExportNamedDeclaration' && isNode(node['source']))) return false;
    const chain = chainOf(node);
    if (chain) {
      found.add(chain.reverse().slice(0, MOST_NAMES).join('.'));
      // A binding has its type beside its name.
      return node.type === 'Identifier';
    }
    for (const name of namesNothing(node)) if (isNode(name)) passed.add(name);
  });
  return found;
}

export const rootOf = (name: string): string => name.slice(0, name.indexOf('.') === -1 ? undefined : name.indexOf('.'));

/** A member behind a name; `''` is all of it. */
export const joined = (name: string, member: string): string => (member === '' ? name : `${name}.${member}`.split('.', MOST_NAMES).join('.'));

/** What is behind a name in a dotted one; null where it is another name. */
export const behind = (name: string, dotted: string): string | null => (dotted === name ? '' : dotted.startsWith(`${name}.`) ? dotted.slice(name.length + 1) : null);

/** Whether one of the references takes one of these members of a name, or all of it. */
export function takesMember(references: Iterable<string>, local: string, members: Iterable<string>): boolean {
  const wanted = [...members];
  for (const reference of references) {
    const taken = behind(local, reference);
    if (taken !== null && (taken === '' || wanted.some((member) => member === '' || behind(taken, member) !== null || behind(member, taken) !== null))) return true;
  }
  return false;
}
