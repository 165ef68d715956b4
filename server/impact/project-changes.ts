// Whether a change can make the projects of the room consist of other files, or mean something else by them. Owns that reading of what is written.
import type { EditSource } from '../edits/edit-plan.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import { parseJsonc } from '../graph/jsonc.ts';
import { isSourcePath } from '../graph/parse-file.ts';
import { isTsconfigPath } from '../graph/tsconfigs.ts';
import { factsIn } from './written-texts.ts';

/** What the compiler reads in a package.json. */
const READ_OF_MANIFEST = ['name', 'version', 'type', 'main', 'module', 'types', 'typings', 'typesVersions', 'imports', 'exports', 'tsconfig', 'peerDependencies'];
const IS_MANIFEST = /(?:^|\/)package\.json$/;
/** Comments that take other files in, or name what JSX imports unasked. */
const DIRECTIVE = /^\s*\/\/\/\s*<reference\b.*$|@jsx\w*[^\n]*/gm;

function meaningOf(path: string, text: string | null): string {
  if (text === null) return '';
  try {
    const json: unknown = parseJsonc(text);
    if (!IS_MANIFEST.test(path) || typeof json !== 'object' || json === null) return JSON.stringify(json);
    return JSON.stringify(READ_OF_MANIFEST.map((name) => (json as Readonly<Record<string, unknown>>)[name]));
  } catch {
    return text;
  }
}

/** Whether it configures projects, or says where imports lead, and does so otherwise now. Then any file can break. */
export function reconfigures({ graph }: EditSource, { path, before, after }: TextPair): boolean {
  return (IS_MANIFEST.test(path) || isTsconfigPath(path) || graph.tsconfigs.inputs.has(path)) && meaningOf(path, before) !== meaningOf(path, after);
}

function importsOf(source: EditSource, path: string, text: string): string {
  return JSON.stringify([factsIn(source, path, text).imports.map(({ kind, specifier }) => `${kind} ${specifier}`).sort(), text.match(DIRECTIVE)]);
}

/** False only where every project certainly has the same files afterwards. */
export function changesContents(source: EditSource, pair: TextPair): boolean {
  const { path, before, after } = pair;
  if (before === null || after === null) return before !== after;
  return before !== after && (reconfigures(source, pair) || (isSourcePath(path) && importsOf(source, path, before) !== importsOf(source, path, after)));
}
