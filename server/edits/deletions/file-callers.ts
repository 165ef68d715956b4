// Everything that needs a file: who imports it, by which entry it is offered, what may load it at run time. Owns telling a use from a mention.
import { posix } from 'node:path';
import type { Edge } from '../../graph/facts.ts';
import type { EditSource, NotEdited } from '../edit-plan.ts';
import { moveConfigurations } from '../moves/configurations.ts';
import { moveMentions } from '../moves/mentions.ts';
import { setsWith } from '../moves/module-sets.ts';
import { MoveWork } from '../moves/move-work.ts';
import { moveStylesheets } from '../moves/stylesheets.ts';
import { positionAt } from '../syntax.ts';
import { isUntaken } from './taken-names.ts';

export interface FileUses {
  /** Places that break without the file. */
  readonly callers: readonly NotEdited[];
  /** Re-exports through which nothing is taken: they go with the file. */
  readonly untaken: readonly Edge[];
  /** Places that only name it. */
  readonly mentions: readonly NotEdited[];
}

const HTML = /\.(?:html?|vue|svelte|astro)$/;

/** Whoever would have to follow the file to another path names it: the passes of a move find them. */
function followers(source: EditSource, file: string): MoveWork {
  const to = posix.join(posix.dirname(file), `--gone--${posix.basename(file)}`);
  return new MoveWork(source, { files: new Map([[file, to]]), folder: null, editsMentions: false });
}

function editedPlaces({ tree, dependents }: MoveWork, reason: string): NotEdited[] {
  return [...dependents].flatMap(([path, { imports, references }]) =>
    [...imports, ...references].map((edit) => ({ file: path, ...positionAt(tree.text(path) ?? '', edit.start), reason })),
  );
}

/** Entries of configuration files that name the file, or what is built from it. */
function entriesFor(source: EditSource, file: string): NotEdited[] {
  const work = followers(source, file);
  moveConfigurations(work);
  const listed = work.notEdited.filter(({ reason }) => reason.includes('may name what is built')).map((place) => ({ ...place, reason: `may name what is built from ${file}` }));
  return [...editedPlaces(work, `names ${file} in a configuration file`), ...listed];
}

function usesByEdge(edge: Edge, file: string): NotEdited {
  const how = edge.kind === 'MOCK' ? 'names' : edge.kind === 'REEXPORT' || edge.kind === 'STAR' ? 'passes on' : edge.names.length === 0 ? 'loads' : 'imports';
  const taken = edge.names.map(({ imported }) => imported).filter((name) => name !== '*');
  return { file: edge.from, line: edge.line, column: edge.column, reason: `still ${how} ${taken.length > 0 ? `${taken.join(', ')} of ` : ''}${file}` };
}

/** All uses of a file. Method: the reverse import graph, through barrels; entries, globs and links as a move would find them. */
export function usesOfFile(source: EditSource, file: string): FileUses {
  const { graph } = source;
  const entries = new Map<string, boolean>();
  const isEntry = (path: string): boolean => {
    const known = entries.get(path) ?? entriesFor(source, path).some((place) => /(^|\/)package\.json$/.test(place.file));
    entries.set(path, known);
    return known;
  };
  const edges = graph.edgesTo(file).filter((edge) => edge.from !== file);
  const untaken = edges.filter((edge) => isUntaken({ graph, isEntry }, edge));
  const callers = edges.filter((edge) => !untaken.includes(edge)).map((edge) => usesByEdge(edge, file));
  const sheets = followers(source, file);
  moveStylesheets(sheets);
  const texts = followers(source, file);
  moveMentions(texts);
  const named = texts.notEdited.map((place) => ({ ...place, reason: place.reason.replace(/; it would be .*$/s, '').replace('the old path', 'the path') }));
  const configured = entriesFor(source, file);
  const isConfigured = (place: NotEdited) => configured.some((entry) => entry.file === place.file && entry.line === place.line);
  const computed = setsWith(texts, file).map((edge) => ({ file: edge.from, line: edge.line, column: edge.column, isComputed: edge.specifier.includes('${'), reason: edge.specifier.includes('${') ? `'${edge.specifier}' is put together at run time and can mean ${file}` : `'${edge.specifier}' matches ${file}` }));
  const place = ({ isComputed: _, ...found }: (typeof computed)[number]): NotEdited => found;
  return {
    callers: [...callers, ...configured, ...editedPlaces(sheets, `still takes in ${file}`), ...named.filter((found) => HTML.test(found.file)), ...computed.filter(({ isComputed }) => isComputed).map(place)],
    untaken,
    mentions: [...named.filter((found) => !HTML.test(found.file) && !isConfigured(found)), ...computed.filter(({ isComputed }) => !isComputed).map(place)],
  };
}
