// What is known of the function that a test calls without running it: whether it is a class, and whether it surely returns no promise. Pure reading.
import { findOrigin } from '../../edits/export-names.ts';
import { isNode, parseSyntax, type SyntaxNode } from '../../edits/syntax.ts';
import type { Source } from '../deps.ts';

export interface SubjectFacts {
  readonly isClass: boolean;
  /** Its declared type of result cannot be a promise; false where nothing tells. */
  readonly isSurelySync: boolean;
}

const SYNC_TYPES = new Set(['TSNumberKeyword', 'TSStringKeyword', 'TSBooleanKeyword', 'TSBigIntKeyword', 'TSArrayType', 'TSTupleType', 'TSLiteralType', 'TSNullKeyword', 'TSUndefinedKeyword', 'TSTypePredicate']);

const isSyncType = (type: SyntaxNode): boolean => SYNC_TYPES.has(type.type) || (type.type === 'TSUnionType' && (type['types'] as SyntaxNode[]).every(isSyncType));

function isSync(value: SyntaxNode): boolean {
  const annotation = value['returnType'];
  const type = isNode(annotation) ? annotation['typeAnnotation'] : null;
  return value['async'] !== true && isNode(type) && isSyncType(type);
}

/** What a top-level name of a module is declared as. */
function findDeclared(program: SyntaxNode, local: string | null): SyntaxNode | null {
  for (const statement of program['body'] as SyntaxNode[]) {
    const declaration = isNode(statement['declaration']) ? statement['declaration'] : statement;
    if (local === null && statement.type === 'ExportDefaultDeclaration') return declaration;
    if (declaration.type === 'VariableDeclaration') {
      const found = (declaration['declarations'] as SyntaxNode[]).find(({ id }) => isNode(id) && id['name'] === local);
      if (found && isNode(found['init'])) return found['init'];
    } else if (local !== null && isNode(declaration['id']) && declaration['id']['name'] === local) {
      return declaration;
    }
  }
  return null;
}

/** A method of a class or an object; constructors and getters are none. */
function findMember(owner: SyntaxNode, name: string): SyntaxNode | null {
  const body = isNode(owner['body']) ? (owner['body']['body'] as SyntaxNode[]) : ((owner['properties'] ?? []) as SyntaxNode[]);
  const member = body.find((one) => isNode(one['key']) && one['key']['name'] === name && one['kind'] !== 'get' && one['kind'] !== 'set');
  return member && isNode(member['value']) ? member['value'] : null;
}

/** Facts about `exportName` (a name or a path) of a file, through re-exports. Where the declaration is not found, nothing is claimed. */
export function readSubject({ tree, graph }: Source, file: string, exportName: string): SubjectFacts {
  const [first = '', ...path] = exportName.split('.');
  const origin = findOrigin(graph, file, first) ?? findOrigin(graph, file, 'export=') ?? { file, name: first };
  const fact = graph.facts(origin.file)?.exports.find(({ name }) => name === origin.name);
  const { program } = parseSyntax(origin.file, tree.text(origin.file) ?? '');
  let at = findDeclared(program, fact ? fact.local : origin.name);
  for (const name of path) if (name !== 'prototype' && at) at = findMember(at, name);
  return { isClass: at !== null && /^Class/.test(at.type), isSurelySync: at !== null && isSync(at) };
}
