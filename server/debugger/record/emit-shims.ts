// The names of CommonJS for files that are emitted as modules and yet use them (`__dirname`, `require`, `module`). Owns their definitions.
import { childrenOf, type SyntaxNode } from '../../edits/syntax.ts';

const filename = 'process.getBuiltinModule("node:url").fileURLToPath(import.meta.url)';

/** A program tells by `require.main === module` whether it was started itself; `require` of a module knows no main. */
const shims: Readonly<Record<string, string>> = {
  __filename: `const __filename=${filename};`,
  __dirname: `const __dirname=process.getBuiltinModule("node:path").dirname(${filename});`,
  module: `const module={exports:{},id:import.meta.url,filename:${filename}};`,
  exports: 'const exports={};',
  require: `const require=process.getBuiltinModule("node:module").createRequire(import.meta.url);Object.defineProperty(require,"main",{get(){return process.argv[1]===${filename}&&typeof module==="object"?module:undefined}});`,
};

/** Definitions for the names of CommonJS that a module uses without declaring them. */
export function listShims(program: SyntaxNode, code: string): string[] {
  const names = Object.keys(shims).filter((name) => code.includes(name));
  if (names.length === 0) return [];
  const { used, declared } = collectNames(program);
  return names.filter((name) => used.has(name) && !declared.has(name)).map((name) => shims[name]!);
}

/** Names that are read somewhere and names that are declared anywhere: a local `module` is no use of the global one. */
function collectNames(program: SyntaxNode): { used: Set<string>; declared: Set<string> } {
  const [used, declared] = [new Set<string>(), new Set<string>()];
  const waiting: { node: SyntaxNode; isPattern: boolean }[] = [{ node: program, isPattern: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, isPattern } = next;
    if (node.type === 'Identifier') (isPattern ? declared : used).add(String(node['name']));
    for (const child of childrenOf(node)) {
      if (isPlainKey(node, child)) continue;
      waiting.push({ node: child, isPattern: isDeclaring(node, child) || (isPattern && isPatternPart(node, child)) });
    }
  }
  return { used, declared };
}

const isPlainKey = (parent: SyntaxNode, node: SyntaxNode): boolean => parent['computed'] === false && (parent['property'] === node || (parent['key'] === node && parent['shorthand'] !== true));
const isPatternPart = (parent: SyntaxNode, node: SyntaxNode): boolean => !(parent.type === 'AssignmentPattern' && parent['right'] === node) && parent['key'] !== node;

function isDeclaring(parent: SyntaxNode, node: SyntaxNode): boolean {
  if (parent.type === 'VariableDeclarator') return parent['id'] === node;
  if (parent.type === 'CatchClause') return parent['param'] === node;
  if (/^Import(Default|Namespace)?Specifier$/.test(parent.type)) return parent['local'] === node;
  const isFunction = /Function|^Class(Declaration|Expression)$/.test(parent.type);
  return isFunction && (parent['id'] === node || (Array.isArray(parent['params']) && parent['params'].includes(node)));
}
