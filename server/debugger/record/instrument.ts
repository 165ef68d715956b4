// Instrumentation of one source file: its text with calls to the recorder, types and lines as they were. Owns parsing and the beginning of the
// module; the parts are in instrument-*.ts, the recorder in child/runtime.ts.
import type { ParseResult } from 'oxc-parser';
import type { SyntaxNode } from '../../edits/syntax.ts';
import { parseGuarded } from '../../graph/guarded-parse.ts';
import { LineIndex } from '../../graph/line-index.ts';
import { writeSlots } from './instrument-functions.ts';
import { Insertions } from './instrument-insertions.ts';
import { visitEach, visitNode } from './instrument-visit.ts';
import { RECORDER, asNodes, type Frame, type InstrumentOptions, type Work } from './instrument-work.ts';
import type { SiteTable } from './site-table.ts';

export interface Instrumented {
  /** The instrumented source, in the language of the original; the original where there is a problem. */
  readonly code: string;
  /** Why the file stays as it is: it does not parse, or nests too deeply. */
  readonly problem: string | null;
}

/**
 * Adds calls to the recorder (`globalThis.__supernova`) to a source file. No line is added or moved and nothing is evaluated twice or in another
 * order; functions keep name and arity, but not their text. `path` is what the sites are told with, and its extension the language.
 */
export function instrument(file: { readonly path: string; readonly text: string }, sites: SiteTable, options: InstrumentOptions): Instrumented {
  // A blank instead of the BOM keeps every offset.
  const text = file.text.startsWith('\uFEFF') ? ` ${file.text.slice(1)}` : file.text;
  const parsed = parse(file.path, text);
  const error = parsed.errors.find(({ severity }) => severity === 'Error');
  if (error) return { code: file.text, problem: error.message };
  const work = makeWork(file.path, { text, sites, options });
  try {
    return { code: instrumentProgram(parsed.program as unknown as SyntaxNode, work), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return { code: file.text, problem: 'The source is nested too deeply.' };
  }
}

/** Scripts that only CommonJS allows are read as that, also where the extension says nothing. */
function parse(path: string, text: string): ParseResult {
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  const options = { lang: isTypeScript ? (path.endsWith('x') ? 'tsx' : 'ts') : 'jsx', astType: 'ts', preserveParens: true } as const;
  const kinds = /\.c[jt]s$/.test(path) ? (['commonjs', 'module'] as const) : (['unambiguous', 'module', 'commonjs'] as const);
  let best: ParseResult | null = null;
  for (const sourceType of kinds) {
    const result = parseGuarded(path, text, { ...options, sourceType });
    if (result.errors.length === 0) return result;
    best ??= result;
  }
  return best!;
}

function makeWork(path: string, { text, sites, options }: { text: string; sites: SiteTable; options: InstrumentOptions }): Work {
  let prefix = '__sn';
  while (text.includes(prefix)) prefix += '_';
  const work: Work = {
    path, text, sites, options, prefix,
    lines: new LineIndex(text),
    insertions: new Insertions(),
    ancestors: [],
    constructors: new Map(),
    visit: (node, frame) => visitNode(node, frame, work),
    visitChildren: (node, frame) => visitEach(node, frame, work),
  };
  return work;
}

function instrumentProgram(program: SyntaxNode, work: Work): string {
  const body = asNodes(program['body']);
  const [first] = body;
  if (!first) return work.text;
  const directive = body.filter((statement) => typeof statement['directive'] === 'string').at(-1);
  const opening = work.insertions.open(directive?.end ?? first.start, '');
  const frame: Frame = {
    id: null, before: null, name: '', depth: 0, isAsync: false, isGenerator: false, canDeclare: true, hasValues: false, returnsRestore: false,
    slots: { count: 0, used: 0 }, safeNames: new Set(),
  };
  visitNode(program, frame, work);
  const root = work.options.calls ? `const ${work.prefix}c0=${RECORDER}.root();` : '';
  const text = `${root}${writeSlots(frame, work)}`;
  opening.text = `${directive && text !== '' ? ';' : ''}${text}`;
  return work.insertions.apply(work.text);
}
