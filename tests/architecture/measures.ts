// Checks of single files: size, length of functions, names, what the first line says, words that stay out.
import { posix } from 'node:path';
import { childrenOf, parseSyntax, positionAt, type SyntaxNode } from '../../server/edits/syntax.ts';

export interface NamedText {
  readonly path: string;
  readonly text: string;
}

export const FILE_LIMIT = 300;
export const FUNCTION_LIMIT = 80;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const BANNED_NAME = /(Manager|Helper|Util|Handler)s?$/;
const BANNED_FILE = /(^|[-.])(manager|helper|util|handler)s?([-.]|$)/i;
const MARKERS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
/** `main.tsx` and `icons.tsx` are no single component. */
const FILE_NAME = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.d)?\.(?:m?ts|mjs)|[A-Z][A-Za-z0-9]*\.tsx|(?:main|icons)\.tsx|use[A-Z][A-Za-z0-9]*\.ts)$/;
const HAS_OPENING = /^server\/(engine|edits|checker)\/|(^|\/)service\.ts$/;
/** A comment of the file, not of the first declaration: at least four words and a full stop. */
const OPENING = /^\/\/ (?:\S+ ){3,}[\s\S]*?\./;
const DECLARES = new Set(['VariableDeclarator', 'FunctionDeclaration', 'ClassDeclaration', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration']);

const lineCount = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export const medianLines = (files: readonly NamedText[]): number => median(files.map(({ text }) => lineCount(text)));

export function findLongFiles(files: readonly NamedText[]): string[] {
  return files.filter(({ text }) => lineCount(text) > FILE_LIMIT).map(({ path, text }) => `${path} has ${lineCount(text)} lines; over ${FILE_LIMIT} it does more than one thing.`);
}

export function findLongFunctions(files: readonly NamedText[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...nodesOf(parseSyntax(path, text).program)].filter(({ type }) => FUNCTIONS.has(type)).flatMap((node) => {
      const { line } = positionAt(text, node.start);
      const lines = positionAt(text, node.end).line - line + 1;
      return lines > FUNCTION_LIMIT ? [`${path}:${line} is a function of ${lines} lines; the limit is ${FUNCTION_LIMIT}.`] : [];
    }),
  );
}

export function findBannedNames(files: readonly NamedText[]): string[] {
  return files.flatMap(({ path, text }) => {
    const inFile = BANNED_FILE.test(posix.basename(path)) ? [`${path}: name the file for what it owns.`] : [];
    const declared = [...nodesOf(parseSyntax(path, text).program)].filter(({ type }) => DECLARES.has(type)).map((node) => String((node['id'] as SyntaxNode | null)?.['name'] ?? ''));
    return [...inFile, ...declared.filter((name) => BANNED_NAME.test(name)).map((name) => `${path}: '${name}' says nothing of what it does.`)];
  });
}

export function findMarkers(files: readonly NamedText[]): string[] {
  return files.flatMap(({ path, text }) => text.split('\n').flatMap((line, i) => (MARKERS.test(line) ? [`${path}:${i + 1} leaves work behind: do it, or file it.`] : [])));
}

export function findBadFileNames(paths: readonly string[]): string[] {
  return paths.filter((path) => !FILE_NAME.test(posix.basename(path))).map((path) => `${path}: files are kebab-case.ts, components PascalCase.tsx, hooks useThing.ts.`);
}

export function findMissingOpenings(files: readonly NamedText[]): string[] {
  return files.filter(({ path, text }) => HAS_OPENING.test(path) && !OPENING.test(text)).map(({ path }) => `${path} does not open with a sentence that says what it owns and what it does not.`);
}

/** `process.exit` anywhere but in main.ts; the launcher, which is no part of the server, passes its child's status on. */
export function findExits(files: readonly NamedText[]): string[] {
  return files.filter(({ path }) => path.startsWith('server/') && path !== 'server/main.ts' && !path.startsWith('server/launch/')).flatMap(({ path, text }) =>
    [...nodesOf(parseSyntax(path, text).program)].flatMap((node) => {
      if (node.type !== 'CallExpression' || text.slice((node['callee'] as SyntaxNode).start, (node['callee'] as SyntaxNode).end) !== 'process.exit') return [];
      return [`${path}:${positionAt(text, node.start).line} ends the process; only main.ts does that, after it closed everything.`];
    }),
  );
}
