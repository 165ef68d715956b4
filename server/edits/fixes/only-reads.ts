// Whether a call only reads, so that it shows nowhere when and in which order it runs: told by what it calls, down through the functions of the
// project, and never by how these are called. Owns the judgement; errs towards no.
import { identifier, isFunction, isWithin, listIn, nodeIn, nodesIn, occurrencesOf } from '../syntax-place.ts';
import { isNode, type Syntax, type SyntaxNode } from '../syntax.ts';

export interface Module {
  readonly path: string;
  readonly syntax: Syntax;
}

/** The file of the project that an import leads to; null for a package, and where it is not known. */
export type Imported = (from: string, specifier: string) => Module | null;

const PURE_FUNCTIONS = /^(?:String|Number|Boolean|BigInt|Symbol|parseInt|parseFloat|isNaN|isFinite|(?:en|de)codeURI(?:Component)?|structuredClone)$/;
const PURE_OBJECTS = /^(?:JSON|Math|Number|String|BigInt|Date|Promise|Array|Buffer|URL)$/;
const PURE_OF_OBJECT = /^(?:keys|values|entries|fromEntries|is|hasOwn|getOwnPropertyNames)$/;
const PURE_CLASSES = /^(?:URL|URLSearchParams|Map|Set|Date|RegExp|Headers|Text(?:De|En)coder|\w*Error)$/;
/** Of any value: nothing that has a method by such a name changes anything by it. */
const READING_METHODS = /^(?:map|filter|find(?:Last)?(?:Index)?|slice|split|trim(?:Start|End)?|to(?:String|Fixed|ISOString|JSON|LowerCase|UpperCase|Sorted|Reversed)|includes|(?:last)?indexOf|has|at|concat|flat|flatMap|some|every|reduce|startsWith|endsWith|match|pad(?:Start|End)|keys|values|entries|then|catch|getTime)$/;
/** Of a response that came; with arguments those of a server send one. */
const BODY_METHODS = /^(?:json|text|arrayBuffer|blob|bytes)$/;
/** Of texts and lists; what a module holds may be a socket that joins a room, or a router. */
const LOCAL_METHODS = /^(?:join|replace(?:All)?)$/;
/** Of Prisma, whose clients are made elsewhere. */
const READING_QUERIES = /^(?:findUnique|findFirst)(?:OrThrow)?$|^(?:findMany|aggregate|groupBy)$/;
const READING_FILES = /^(?:readFile|stat|lstat|access|readdir|readlink|realpath)$/;
const FILES = /^(?:node:)?fs(?:\/promises)?$/;
/** Of a list, map or set that the function itself has made. */
const FILLING_METHODS = /^(?:push|unshift|add|set|append)$/;
/** Functions are followed this far into each other. */
const DEPTH = 6;

interface Scope {
  readonly module: Module;
  /** The function whose body is judged; null for a call alone. */
  readonly own: SyntaxNode | null;
  readonly imported: Imported;
  readonly seen: ReadonlySet<SyntaxNode>;
}

function declarationOf({ module: { syntax } }: Scope, name: SyntaxNode) {
  return occurrencesOf(syntax, name).find(({ role }) => role === 'declaration') ?? null;
}

/** A name of the function itself, or a part of a value that it made, so that nobody else holds it. */
function isOwnValue(scope: Scope, node: SyntaxNode | null): boolean {
  const root = node?.type === 'MemberExpression' ? nodeIn(node, 'object') : node;
  const declared = root?.type === 'Identifier' ? declarationOf(scope, root) : null;
  if (!declared || !scope.own || !isWithin(scope.own, declared.node)) return false;
  if (node?.type === 'Identifier') return true;
  const made = nodeIn(declared.ancestors.at(-1), 'init');
  return made?.type === 'ArrayExpression' || made?.type === 'ObjectExpression' || (made?.type === 'NewExpression' && PURE_CLASSES.test(identifier(made['callee'])));
}

/** A request that asks for something and sends nothing. */
function isGet(call: SyntaxNode): boolean {
  const [, options, ...more] = listIn(call, 'arguments');
  if (!options) return true;
  return more.length === 0 && options.type === 'ObjectExpression' && listIn(options, 'properties').every((property) => property.type === 'Property' && property['computed'] !== true && /^(?:headers|signal|cache|credentials|redirect|mode)$/.test(identifier(property['key'])));
}

/** What an import names, where it leads to a file of the project or reads files. */
function isReadingImport(scope: Scope, clause: SyntaxNode, specifier: SyntaxNode): boolean {
  const source = String(nodeIn(clause, 'source')?.['value'] ?? '');
  const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : identifier(specifier['imported']);
  if (FILES.test(source)) return READING_FILES.test(name);
  const found = name === '' ? null : scope.imported(scope.module.path, source);
  const exported = found ? exportedFunction(found, name) : null;
  return found !== null && exported !== null && onlyReadsIn({ ...scope, module: found, own: exported });
}

/** A function that a file exports under a name where it declares it. */
function exportedFunction({ syntax }: Module, name: string): SyntaxNode | null {
  for (const statement of listIn(syntax.program, 'body')) {
    const declared = nodeIn(statement, 'declaration');
    if (statement.type === 'ExportDefaultDeclaration') {
      if (name === 'default' && declared && isFunction(declared)) return declared;
    } else if (statement.type === 'ExportNamedDeclaration' && declared) {
      if (declared.type === 'FunctionDeclaration' && identifier(declared['id']) === name) return declared;
      const init = nodeIn(listIn(declared, 'declarations').find(({ id }) => identifier(id) === name), 'init');
      if (declared['kind'] === 'const' && init && isFunction(init)) return init;
    }
  }
  return null;
}

function isReadingName(scope: Scope, call: SyntaxNode, callee: SyntaxNode): boolean {
  const name = identifier(callee);
  const declared = declarationOf(scope, callee);
  if (!declared) return (name === 'fetch' && isGet(call)) || PURE_FUNCTIONS.test(name);
  const declaration = declared.ancestors.at(-1);
  const clause = declared.ancestors.at(-2);
  if (declaration && clause?.type === 'ImportDeclaration') return isReadingImport(scope, clause, declaration);
  const made = declaration?.type === 'FunctionDeclaration' && nodeIn(declaration, 'id')?.start === declared.node.start ? declaration : clause?.['kind'] === 'const' ? nodeIn(declaration, 'init') : null;
  return made !== null && isFunction(made) && onlyReadsIn({ ...scope, own: made });
}

function isReadingMember(scope: Scope, call: SyntaxNode, callee: SyntaxNode): boolean {
  const object = nodeIn(callee, 'object');
  const method = callee['computed'] === true ? '' : identifier(callee['property']);
  const declared = object?.type === 'Identifier' ? declarationOf(scope, object) : null;
  if (object?.type === 'Identifier' && !declared) {
    const name = identifier(object);
    return (name === 'Object' && PURE_OF_OBJECT.test(method)) || PURE_OBJECTS.test(name);
  }
  const clause = declared?.ancestors.at(-2);
  if (clause?.type === 'ImportDeclaration' && FILES.test(String(nodeIn(clause, 'source')?.['value']))) return READING_FILES.test(method);
  const isOfFiles = object?.type === 'MemberExpression' && identifier(object['property']) === 'promises' && READING_FILES.test(method) && identifier(object['object']) === 'fs';
  if (BODY_METHODS.test(method)) return listIn(call, 'arguments').length === 0;
  if (LOCAL_METHODS.test(method)) return object?.type !== 'Identifier' || (declared !== null && scope.own !== null && isWithin(scope.own, declared.node));
  return isOfFiles || READING_METHODS.test(method) || READING_QUERIES.test(method) || (FILLING_METHODS.test(method) && isOwnValue(scope, callee));
}

function isReadingCall(scope: Scope, call: SyntaxNode): boolean {
  const callee = nodeIn(call, 'callee');
  if (callee?.type === 'Identifier') return isReadingName(scope, call, callee);
  return callee?.type === 'MemberExpression' && isReadingMember(scope, call, callee);
}

function isQuiet(scope: Scope, node: SyntaxNode): boolean {
  switch (node.type) {
    case 'CallExpression': return isReadingCall(scope, node);
    case 'NewExpression': {
      const callee = nodeIn(node, 'callee');
      return callee?.type === 'Identifier' && PURE_CLASSES.test(identifier(callee)) && declarationOf(scope, callee) === null;
    }
    case 'AssignmentExpression': return isOwnValue(scope, nodeIn(node, 'left'));
    case 'UpdateExpression': return isOwnValue(scope, nodeIn(node, 'argument'));
    case 'UnaryExpression': return node['operator'] !== 'delete';
    case 'ForOfStatement': return node['await'] !== true;
    case 'TaggedTemplateExpression':
    case 'ImportExpression': return false;
    default: return true;
  }
}

function onlyReadsIn(scope: Scope): boolean {
  const { own, seen } = scope;
  if (!own || seen.has(own) || seen.size >= DEPTH || own['generator'] === true) return false;
  const within = { ...scope, seen: new Set([...seen, own]) };
  return [...nodesIn(own)].every((node) => isQuiet(within, node));
}

/** `used` are names that what is called must not say: they change between the calls. */
export function onlyReads(module: Module, call: SyntaxNode, { imported, used }: { readonly imported: Imported; readonly used: ReadonlySet<string> }): boolean {
  const scope: Scope = { module, own: null, imported, seen: new Set() };
  const callee = nodeIn(call, 'callee');
  const declaration = callee?.type === 'Identifier' ? declarationOf(scope, callee)?.ancestors.at(-1) : undefined;
  const says = [call, ...(isNode(declaration) ? [declaration] : [])].flatMap((node) => [...nodesIn(node)]);
  return call.type === 'CallExpression' && isReadingCall(scope, call) && !says.some((node) => used.has(identifier(node)));
}
