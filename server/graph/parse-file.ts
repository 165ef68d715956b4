// Turns one source text into its module facts. Reads the parser's module record; the syntax tree only where the record is silent.

import type { EcmaScriptModule, ParseResult, StaticExport, StaticExportEntry, StaticImport } from 'oxc-parser';
import { blankBodies, type TextComment } from './blank-bodies.ts';
import { commentDrafts } from './comment-facts.ts';
import type { ExportDraft, ImportDraft } from './fact-drafts.ts';
import type { CrossingName, EdgeKind, ExportFact, FileFacts, ImportFact, ParseProblem } from './facts.ts';
import { LineIndex } from './line-index.ts';
import { parseOutline, parseText, parseTextAside } from './parse-text.ts';
import { readTree } from './tree-facts.ts';
import { needsTree, saysMoreThanRecord, signsIn } from './tree-need.ts';

export interface SourceText {
  readonly path: string;
  /** The text as on disk, a BOM included. */
  readonly text: string;
  readonly hash: string;
  readonly bytes: number;
}

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/i;
const TYPE_DECLARATION = /^(?:declare\s+)?(?:interface|type)\b/;

/** True for files whose imports can be read. */
export function isSourcePath(path: string): boolean {
  return SOURCE.test(path);
}

/** On the caller's thread. */
export function parseFile(source: SourceText): FileFacts {
  const signs = lookForSigns(source);
  return outlineFacts(source, signs) ?? wholeFacts(source, parseText({ ...source, isWhole: signs !== null }), signs);
}

/** The same facts, with a long text parsed on another thread. */
export async function parseFileAside(source: SourceText): Promise<FileFacts> {
  const signs = lookForSigns(source);
  return outlineFacts(source, signs) ?? wholeFacts(source, await parseTextAside({ ...source, isWhole: signs !== null }), signs);
}

/** Offsets of what only the tree tells; null for a text of which the module record tells everything, comments included. */
type Signs = readonly number[] | null;

const lookForSigns = ({ text }: SourceText): Signs => (saysMoreThanRecord(text) ? signsIn(text) : null);

/** From the text without its bodies, which take most of the time; they are parsed when somebody asks for the file's problems. Null where that says less. */
function outlineFacts(source: SourceText, signs: Signs): FileFacts | null {
  const { path, text } = source;
  const outline = blankBodies(path, text, signs ?? []);
  if (!outline) return null;
  const parsed = parseOutline(path, outline);
  if (parsed.errors.length > 0) return null;
  let problems: readonly ParseProblem[] | null = null;
  return {
    ...factsOf(source, parsed.module, unrecordedIn(source, parsed, { comments: signs ? outline.comments : [], hasSign: outline.hasSign })),
    get problems() {
      return (problems ??= problemsOf(parseText({ ...source, isWhole: false }), new LineIndex(text)));
    },
  };
}

function wholeFacts(source: SourceText, parsed: ParseResult, signs: Signs): FileFacts {
  const { comments } = parsed;
  const unrecorded = unrecordedIn(source, parsed, { comments: signs ? comments : [], hasSign: signs !== null && needsTree(signs, comments) });
  return { ...factsOf(source, parsed.module, unrecorded), problems: problemsOf(parsed, new LineIndex(source.text)) };
}

interface Unrecorded {
  readonly imports: ImportDraft[];
  readonly exports: ExportDraft[];
}

/** What the module record is silent about. */
function unrecordedIn({ text }: SourceText, parsed: ParseResult, { comments, hasSign }: { comments: readonly TextComment[]; hasSign: boolean }): Unrecorded {
  const found = hasSign ? readTree(parsed.program, text) : { imports: [], exports: [] };
  return { imports: [...commentDrafts(comments, text), ...found.imports], exports: found.exports };
}

function factsOf({ path, text, hash, bytes }: SourceText, module: EcmaScriptModule, unrecorded: Unrecorded): Omit<FileFacts, 'problems'> {
  const imports = [...importDrafts(module, text), ...reexportDrafts(module, text), ...unrecorded.imports];
  const exports = [...exportDrafts(module, text), ...unrecorded.exports];
  const lines = new LineIndex(text);
  imports.sort(byStart);
  exports.sort(byStart);
  const indexes = new Map(imports.map((draft, index) => [draft.start, index]));
  return {
    path,
    hash,
    bytes,
    imports: imports.map((draft) => importFact(draft, lines)),
    exports: exports.map((draft) => exportFact(draft, lines, indexes)),
    statements: statementsOf(module),
  };
}

function importFact({ kind, specifier, start, end, names }: ImportDraft, lines: LineIndex): ImportFact {
  const { line, column } = lines.at(start);
  return { kind, specifier, start, end, line, column, names };
}

function exportFact({ name, local, from, isType, start, end }: ExportDraft, lines: LineIndex, indexes: ReadonlyMap<number, number>): ExportFact {
  const { line, column } = lines.at(start);
  const importIndex = from === null ? null : (indexes.get(from) ?? null);
  return { name, local, importIndex, isType, start, end, line, column };
}

/** The record lists an import that is exported again once more among the exports. */
function statementsOf({ staticImports, staticExports }: EcmaScriptModule): number[] {
  const statements = [...staticImports, ...staticExports].sort(byStart);
  return statements.flatMap(({ start, end }, i) => (start === statements[i - 1]?.start ? [] : [start, end]));
}

function importDrafts(module: EcmaScriptModule, text: string): ImportDraft[] {
  return module.staticImports.map((statement) => {
    const names = statement.entries.map((entry): CrossingName => ({
      imported: entry.importName.kind === 'Default' ? 'default' : (entry.importName.name ?? '*'),
      local: entry.localName.value,
      exported: null,
      isType: entry.isType,
    }));
    return draftAt(text, statement.moduleRequest, { kind: isErased(statement, text) ? 'TYPE' : 'STATIC', names });
  });
}

function isErased(statement: StaticImport, text: string): boolean {
  if (statement.entries.length > 0) return statement.entries.every((entry) => entry.isType);
  return /^import\s+type\b/.test(text.slice(statement.start, statement.moduleRequest.start));
}

function reexportDrafts(module: EcmaScriptModule, text: string): ImportDraft[] {
  return module.staticExports.flatMap((statement) => {
    const entries = statement.entries.filter((entry) => isReexport(statement, entry));
    const request = entries[0]?.moduleRequest;
    if (!request) return [];
    const isStar = entries[0]?.importName.kind === 'AllButDefault';
    const names = entries.map((entry): CrossingName => ({
      imported: entry.importName.name ?? '*',
      local: null,
      exported: entry.exportName.name ?? '*',
      isType: entry.isType,
    }));
    return [draftAt(text, request, { kind: isStar ? 'STAR' : 'REEXPORT', names })];
  });
}

/** The record also lists `import { a } from 'x'; export { a }` under the import's span; that is a local export here. */
function isReexport(statement: StaticExport, entry: StaticExportEntry): boolean {
  return entry.moduleRequest !== null && entry.start >= statement.start && entry.start < statement.end;
}

function exportDrafts(module: EcmaScriptModule, text: string): ExportDraft[] {
  return module.staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry): ExportDraft[] => {
      const name = entry.exportName.kind === 'Default' ? 'default' : entry.exportName.name;
      const { start, end } = entry.exportName;
      // Recovery from a syntax error leaves entries with an empty name.
      if (!name || start === null || end === null) return [];
      const reexport = isReexport(statement, entry);
      return [
        {
          name,
          local: reexport ? null : entry.moduleRequest ? importedLocal(module, entry) : entry.localName.name,
          from: reexport ? (entry.moduleRequest?.start ?? null) : null,
          isType: entry.isType && isTypeForSure(statement, entry, text),
          start,
          end,
        },
      ];
    }),
  );
}

function importedLocal(module: EcmaScriptModule, entry: StaticExportEntry): string | null {
  const statement = module.staticImports.find((candidate) => candidate.moduleRequest.start === entry.moduleRequest?.start);
  const binding = statement?.entries.find((candidate) => candidate.importName.start === entry.importName.start);
  return binding?.localName.value ?? null;
}

/** The record calls `export declare const` and an abstract default class types as well; both are values. */
function isTypeForSure(statement: StaticExport, entry: StaticExportEntry, text: string): boolean {
  const isDeclaration = entry.moduleRequest === null && entry.end === statement.end;
  return !isDeclaration || TYPE_DECLARATION.test(text.slice(entry.start, entry.start + 200));
}

function draftAt(text: string, span: { start: number; end: number }, rest: { kind: EdgeKind; names: CrossingName[] }): ImportDraft {
  return { ...rest, specifier: text.slice(span.start + 1, span.end - 1), start: span.start, end: span.end };
}

function problemsOf(parsed: ParseResult, lines: LineIndex): ParseProblem[] {
  return parsed.errors
    .filter((error) => error.severity === 'Error')
    .map((error) => ({ message: error.message, ...lines.at(error.labels[0]?.start ?? 0) }));
}

function byStart(a: { start: number }, b: { start: number }): number {
  return a.start - b.start;
}
