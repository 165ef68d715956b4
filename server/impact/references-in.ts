// The names that a piece of syntax refers to, with the members that it takes of them.
// Owns that reading; may name too many, since it knows no scopes.
import { walkSyntax } from '../graph/syntax-walk.ts';
import { isNode, type SyntaxNode } from '../edits/syntax.ts';
import { touches, type Members } from './dotted-names.ts';

/** By name the chains of members that follow it: none where all of it is used. */
export type References = ReadonlyMap<string, readonly (readonly string[])[]>;

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
const ESCAPE = /\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi;
const LAST_CODE_POINT = 0x10ffff;
const IN_CHAIN = new Set(['MemberExpression', 'JSXMemberExpression', 'TSQualifiedName']);
/** Say where another module is: their names are those of the import. */
const LEADS_ELSEWHERE = new Set(['ImportDeclaration', 'ExportAllDeclaration']);

/** A name may be written with escapes. Those of strings are read as well: a word too many costs time. */
export const unescaped = (text: string): string =>
  text.includes('\\u') ? text.replace(ESCAPE, (_, long?: string, short?: string) => String.fromCodePoint(Math.min(LAST_CODE_POINT, Number.parseInt(long ?? short ?? '', 16)))) : text;

export const wordsIn = (text: string): string[] => unescaped(text).match(WORD) ?? [];

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
    if (!IN_CHAIN.has(at.type)) return null;
    const [object, name]: [unknown, unknown] = at.type === 'TSQualifiedName' ? [at['left'], at['right']] : [at['object'], at['property']];
    if (at['computed'] === true || !isNode(name) || name.type === 'PrivateIdentifier') return null;
    names.push(String(name['name']));
    at = object;
  }
  return null;
}

/** `end`: what lies behind it is left out. */
export function referencesIn(root: SyntaxNode, end = Infinity): References {
  const found: [string, readonly string[]][] = [];
  const passed = new Set<unknown>();
  walkSyntax(root, (node) => {
    if (passed.has(node) || node.start >= end || LEADS_ELSEWHERE.has(node.type) || (node.type === 'ExportNamedDeclaration' && isNode(node['source']))) return false;
    const chain = chainOf(node);
    if (chain) {
      const [name = '', ...members] = chain.reverse();
      found.push([name, members]);
      // A binding has its type beside its name.
      return node.type === 'Identifier';
    }
    for (const name of namesNothing(node)) if (isNode(name)) passed.add(name);
  });
  return gathered(found);
}

function gathered(found: Iterable<readonly [string, readonly string[]]>): References {
  const references = new Map<string, (readonly string[])[]>();
  const seen = new Set<string>();
  for (const [name, members] of found) {
    const key = [name, ...members].join('.');
    if (seen.has(key)) continue;
    seen.add(key);
    const known = references.get(name);
    if (known) known.push(members);
    else references.set(name, [members]);
  }
  return references;
}

/** All of each name. */
export const referencesTo = (names: Iterable<string>): References => gathered([...names].map((name) => [name, []] as const));

export const allReferences = (several: readonly References[]): References =>
  (several.length === 1 && several[0] ? several[0] : gathered(several.flatMap((each) => [...each].flatMap(([name, chains]) => chains.map((chain) => [name, chain] as const)))));

/** Whether one of these members of a name is taken, or all of it. */
export const takesMember = (references: References, local: string, members: Members): boolean => references.get(local)?.some((chain) => touches(members, chain)) === true;
