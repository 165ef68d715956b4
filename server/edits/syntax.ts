// A parsed source file for the edit engine: the tree, parents, and offsets that fit the text on disk. Owns parsing; decides nothing.
import type { ParserOptions } from 'oxc-parser';
import { parseGuarded } from '../graph/guarded-parse.ts';
import { newlineStarts, positionIn, type Position } from '../graph/line-index.ts';
import { childKeys } from '../graph/syntax-walk.ts';
import { syntaxInParts } from './syntax-parts.ts';

/** A node of the TS-ESTree that oxc-parser makes. `start` and `end` are UTF-16 offsets in the text that was parsed. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface Syntax {
  readonly program: SyntaxNode;
  readonly text: string;
  readonly errors: readonly string[];
  /** In the order of the text; `value` is what stands between the comment marks. */
  readonly comments: readonly { readonly type: 'Line' | 'Block'; readonly value: string; readonly start: number; readonly end: number }[];
  /** True when the file has `import` or `export` statements. */
  readonly isModule: boolean;
  /** The top-level statements around sorted offsets; maybe others as well. */
  statementsWith(positions: readonly number[]): readonly SyntaxNode[];
  /** The top-level statements near an offset: the one around it is among them. */
  statementsAt(offset: number): readonly SyntaxNode[];
  /** Span of the name token; an identifier node of a pattern also spans its type annotation. */
  nameSpan(node: SyntaxNode): { start: number; end: number };
}

export const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

/** The child nodes of a node in source order of their fields. */
export function* childrenOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (const key of childKeys(node.type)) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    } else if (isNode(value)) {
      yield value;
    }
  }
}

const parsable = /\.[cm]?[jt]sx?$/;

/** `.js` files may hold JSX and Flow-free TypeScript-less code; `.ts` is never parsed as JSX. */
function languageOf(path: string): 'ts' | 'tsx' | 'jsx' | 'dts' {
  if (/\.d\.[cm]?ts$/.test(path)) return 'dts';
  if (path.endsWith('.tsx')) return 'tsx';
  return /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx';
}

const optionsFor = (path: string, sourceType: 'unambiguous' | 'module'): ParserOptions => ({ lang: languageOf(path), astType: 'ts', sourceType, preserveParens: false });

/** How a piece of a module is parsed. */
export const moduleOptions = (path: string): ParserOptions => optionsFor(path, 'module');

const nameSpan = (node: SyntaxNode) => ({ start: node.start, end: node.start + String(node['name']).length });

/** Parses a source file. A BOM is skipped for the parser and counted in the offsets, so spans fit the text as it is on disk. */
export function parseSyntax(path: string, text: string): Syntax {
  if (!parsable.test(path)) throw new Error(`${path} is not a source file`);
  // A blank instead of the BOM keeps every offset; the parser would drop the BOM from its counting.
  const source = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  const result = parseGuarded(path, source, optionsFor(path, 'unambiguous'));
  const program = result.program as unknown as SyntaxNode;
  const body = program['body'] as readonly SyntaxNode[];
  return {
    program, text, nameSpan,
    errors: result.errors.filter((error) => error.severity === 'Error').map((error) => error.message),
    comments: result.comments,
    isModule: result.module.hasModuleSyntax,
    statementsWith: () => body,
    statementsAt: () => body,
  };
}

/** The same for a module that has no syntax error: its statements are parsed as they are asked for. `statements`: starts and ends of its imports and exports. */
export function parseInParts(path: string, text: string, statements: readonly number[]): Syntax {
  const options = moduleOptions(path);
  const parts = syntaxInParts(text, statements, (part) => {
    const result = parseGuarded(path, part, options);
    return result.errors.some((error) => error.severity === 'Error') ? null : (result.program.body as unknown as SyntaxNode[]);
  });
  let comments: Syntax['comments'] | null = null;
  return {
    ...parts, nameSpan,
    get program() {
      return parts.program;
    },
    // The tree of this parse is never asked for, and so never made.
    get comments() {
      return (comments ??= parseGuarded(path, text, options).comments);
    },
  };
}

/** Whether a text imports or exports at its top; null where a syntax error hides that. */
export function moduleSyntaxOf(path: string, text: string): boolean | null {
  const { module, errors } = parseGuarded(path, text, optionsFor(path, 'unambiguous'));
  return errors.length > 0 ? null : module.hasModuleSyntax;
}

/** The text with blanks in place of its comments. */
export function blankComments(text: string, comments: readonly { readonly start: number; readonly end: number }[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of comments) {
    rest += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return rest + text.slice(at);
}

/** The same for a text that is not parsed yet; as it is where it cannot be. */
export function withoutComments(path: string, text: string): string {
  const { comments, errors } = parseGuarded(path, text, optionsFor(path, 'unambiguous'));
  return errors.length > 0 ? text : blankComments(text, comments);
}

/** Of the text that was asked about last: a file with thousands of places is asked about for each of them. */
let lastLines: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

function lineStartsOf(text: string): readonly number[] {
  if (lastLines.text === text) return lastLines.starts;
  lastLines = { text, starts: newlineStarts(text) };
  return lastLines.starts;
}

/** 1-based line and column of an offset. */
export const positionAt = (text: string, offset: number): Position => positionIn(lineStartsOf(text), offset);
