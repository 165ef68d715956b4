// References to a module by its address alone: mocks of test runners, `require.resolve`, `import.meta.resolve`, `new URL(x, import.meta.url)`.

import type { CrossingName } from './facts.ts';
import { isRelative } from './resolve.ts';
import { child, children, nameOf, type SyntaxNode } from './syntax-walk.ts';

const WHOLE: readonly CrossingName[] = [{ imported: '*', local: null, exported: null, isType: false }];
const NONE: readonly CrossingName[] = [];

/** By object and method, the names that the call hands over. */
const CALLS: ReadonlyMap<string, ReadonlyMap<string, readonly CrossingName[]>> = new Map([
  ['vi', new Map([['mock', NONE], ['doMock', NONE], ['unmock', NONE], ['doUnmock', NONE], ['importActual', WHOLE], ['importMock', WHOLE]])],
  [
    'jest',
    new Map([
      ['mock', NONE], ['doMock', NONE], ['unmock', NONE], ['dontMock', NONE], ['setMock', NONE],
      ['requireActual', WHOLE], ['requireMock', WHOLE], ['createMockFromModule', NONE],
    ]),
  ],
  ['require', new Map([['resolve', NONE]])],
]);

export interface AddressReference {
  readonly source: SyntaxNode;
  readonly names: readonly CrossingName[];
}

/** The module that a call or a `new URL` names; null for all other nodes. */
export function addressReference(node: SyntaxNode): AddressReference | null {
  const names = node.type === 'CallExpression' ? namesOfCall(node) : isModuleUrl(node) ? NONE : null;
  const source = children(node, 'arguments')[0];
  return names && source ? { source, names } : null;
}

function namesOfCall(call: SyntaxNode): readonly CrossingName[] | null {
  const callee = child(call, 'callee', 'MemberExpression');
  const method = callee && callee['computed'] !== true ? nameOf(child(callee, 'property')) : null;
  if (method === null) return null;
  const object = child(callee, 'object');
  if (isImportMeta(object)) return method === 'resolve' ? NONE : null;
  const methods = object?.type === 'Identifier' ? CALLS.get(nameOf(object) ?? '') : undefined;
  return methods?.get(method) ?? null;
}

/** A URL of a folder (`.`, `../data/`) names no file, though a resolver would find an index file in it. */
function isModuleUrl(node: SyntaxNode): boolean {
  if (node.type !== 'NewExpression' || nameOf(child(node, 'callee', 'Identifier')) !== 'URL') return false;
  const [source, base] = children(node, 'arguments');
  const isBeside = base?.type === 'MemberExpression' && isImportMeta(child(base, 'object')) && nameOf(child(base, 'property')) === 'url';
  const specifier = source?.type === 'TemplateLiteral' ? plainText(source) : nameOf(source ?? null);
  return isBeside && specifier !== null && isRelative(specifier) && !/(?:^|\/)\.{0,2}$/.test(specifier);
}

function isImportMeta(node: SyntaxNode | null): boolean {
  return node?.type === 'MetaProperty' && nameOf(child(node, 'meta')) === 'import' && nameOf(child(node, 'property')) === 'meta';
}

function plainText(template: SyntaxNode): string | null {
  const [part, ...more] = children(template, 'quasis');
  const value = part?.['value'];
  const isPlain = more.length === 0 && typeof value === 'object' && value !== null && 'cooked' in value;
  return isPlain && typeof value.cooked === 'string' ? value.cooked : null;
}
