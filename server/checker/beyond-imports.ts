// Whether what a text declares is seen by files that do not import it: scripts, and modules that add to others or to all. Owns that reading of one text.
import { childrenOf, isNode, moduleSyntaxOf, parseSyntax, withoutComments, type SyntaxNode } from '../edits/syntax.ts';

const IS_TYPESCRIPT = /\.[cm]?tsx?$/;
export const IS_JAVASCRIPT = /\.[cm]?jsx?$/;
/** May be `declare global`, `declare module 'x'` or `export as namespace`; the rest is parsed. */
const DECLARES_OUTSIDE = /\b(?:global|module)\s*(?:['"`{]|\/[*/])|\bas\s+namespace\b/;
const HAS_MODULE_WORD = /\b(?:import|export)\b/;
/** Most modules; the rest is parsed. */
const BEGINS_AS_MODULE = /^(?:\s|\/\/.*[\r\n]|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*(?:export\b|import\s*(?:['"{*]|type\s*[{*]|(?:type\s+)?[\w$]+\s*(?:,|\bfrom\b)))/;
/** In a text with a syntax error, which the compiler takes for a module all the same. */
const LINE_OF_MODULE = /^[ \t]*(?:import|export)\b/m;
/** No module syntax for the parser, but for the compiler. */
const IMPORT_BY_REQUIRE = /^[ \t]*import\s+(?:type\s+)?[\w$]+\s*=\s*require\b/m;
/** Makes JavaScript a module of its own for the compiler. */
export const IS_COMMONJS = /\brequire\s*\(\s*['"`]|\bmodule\s*\.\s*exports\b|\bexports\s*[.[]|\bdefineProperty\s*\(\s*exports\b/;

/** Imported by every file with JSX in it, if anything imports it; or with syntax that is compiled to calls of helpers. */
const IS_RUNTIME = /(?:^|\/)(?:jsx-(?:dev-)?runtime|tslib)(?:\/index)?\.[^/]+$/;

export const isImportedUnasked = (path: string): boolean => IS_RUNTIME.test(path);

/** Types that comments declare: those of a script are for all. */
const DECLARES_IN_COMMENT = /@(?:typedef|callback|enum)\b/;

function isModule(path: string, text: string): boolean {
  return BEGINS_AS_MODULE.test(text) || (HAS_MODULE_WORD.test(text) && (IMPORT_BY_REQUIRE.test(text) || (moduleSyntaxOf(path, text) ?? LINE_OF_MODULE.test(text))));
}

/** Whether a pattern matches the code of a file, comments apart. */
export function codeMatches(path: string, text: string, pattern: RegExp): boolean {
  return pattern.test(text) && pattern.test(withoutComments(path, text));
}

/** What is declared for another module, or for all; a namespace is a name like any other. */
export const isForOthers = ({ type, id, kind }: SyntaxNode): boolean => type === 'TSModuleDeclaration' && (kind === 'global' || !isNode(id) || id.type !== 'Identifier');

/** A module that is declared can hold what is declared for all. */
const declaresForOthers = (node: SyntaxNode): boolean =>
  isForOthers(node) || node.type === 'TSNamespaceExportDeclaration' || (/^(?:Program|TSModule|Export)/.test(node.type) && [...childrenOf(node)].some(declaresForOthers));

function declaresOutside(path: string, text: string): boolean {
  if (!DECLARES_OUTSIDE.test(text)) return false;
  const { program, errors } = parseSyntax(path, text);
  return errors.length > 0 || declaresForOthers(program);
}

/** False only where the text certainly declares nothing for files that do not import it: a module that adds to no other and is imported only where an import says so, data, or no code at all. */
export function reachesBeyondImports(path: string, text: string): boolean {
  if (text !== '' && (isImportedUnasked(path) || (IS_TYPESCRIPT.test(path) && declaresOutside(path, text)))) return true;
  if (!(IS_TYPESCRIPT.test(path) || IS_JAVASCRIPT.test(path)) || isModule(path, text)) return false;
  const code = withoutComments(path, text);
  const saysNothing = code.trim() === '' && !(IS_JAVASCRIPT.test(path) && DECLARES_IN_COMMENT.test(text));
  return !saysNothing && (IS_TYPESCRIPT.test(path) || !IS_COMMONJS.test(code));
}
