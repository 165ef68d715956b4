// Ranked refactorings, each tried on the graph: nothing is proposed that does not measurably help. Owns the ranking.
import { createBreather, type Breather } from '../../rooms/breather.ts';
import { modularity } from '../../graph/communities.ts';
import { structureOf, type Structure } from '../../graph/structure.ts';
import { DomainError } from '../../errors.ts';
import type { Codebase } from '../../impact/codebase.ts';
import type { Change } from '../../intents/change.ts';
import { resolveWish } from '../../intents/resolve-intent.ts';
import type { Refactoring } from '../refactoring.ts';
import type { Candidate } from './candidate.ts';
import { exportUsers } from './export-users.ts';
import { filePlace, measureChange } from './measure-change.ts';
import { cycleBreakers, exportsToTheirUser, filesToTheirNeighbours } from './moves.ts';
import { findDivisions, splitModule } from './split-module.ts';
import { typeOnlyImports } from './type-only-imports.ts';

export interface SuggestOptions {
  /** Only refactorings of these files; without it any. */
  readonly files?: ReadonlySet<string>;
  readonly limit: number;
  /** Whether a run of the change would keep the old form; asked for those that are listed. */
  readonly keepsOldForm: (change: Change) => Promise<boolean>;
  readonly signal: AbortSignal;
}

/** The most candidates that are tried, the most promising first. */
const MOST_TRIED = 40;
const MOST_SPLITS = 10;
/** The search takes a minute in a large project, in pieces of up to a second: so much of their time is left to others. */
const REST_SHARE = 0.25;

/** A gain below this is noise. */
const LEAST_GAIN = 0.001;
/** The share of the reach that must go, where nothing else is won. */
const LEAST_REACH = 0.01;
/** Of the users of a module that is split, the share that may need both parts, and the share that must not need the old one any more. */
const [MOST_SHARED, LEAST_FREED] = [0.25, 0.1];

/** The communities of one structure as groups of the files of another; a file that only the other has is a group of its own. */
function asGroups(of: Structure, files: readonly string[], nameIn: (file: string) => string): (number | string)[] {
  return files.map((file) => of.communities.of[of.modules.placeOf.get(nameIn(file)) ?? -1] ?? file);
}

/** How much better the best communities fit. Louvain's are not always the best: those of either side are tried on both, so that a lucky find wins nothing. */
function modularityGain(before: Structure, after: Structure, { before: old, after: now }: Candidate['focus']): number {
  const best = (own: Structure, other: Structure, nameIn: (file: string) => string) => Math.max(own.metrics.modularity, modularity(own.ties, asGroups(other, own.modules.files, nameIn)));
  return best(after, before, (file) => (file === now ? old : file)) - best(before, after, (file) => (file === old ? now : file));
}

/** The sum of what a refactoring can win, each part between -1 and 1: files freed of cycles, modularity of the folders and of the communities, ties within folders, and reach of changes. */
export function gainOf(before: Structure, after: Structure, focus: Candidate['focus']): number {
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  const files = before.modules.files.length;
  const [old, now] = [before.metrics, after.metrics];
  const gain = share(old.cyclicFiles - now.cyclicFiles, files) + (now.folderModularity - old.folderModularity) + modularityGain(before, after, focus) + share(old.crossFolderTies, old.ties) - share(now.crossFolderTies, now.ties) + share(old.reach - now.reach, files * files);
  return Math.round(gain * 1e6) / 1e6;
}

/** Whether the users of a module that is split mostly need one part. */
function isUsedApart(before: Structure, after: Structure, { before: old, after: now }: Candidate['focus']): boolean {
  const usersOf = (of: Structure, file: string): number => filePlace(of, file)?.ca ?? 0;
  const known = new Set(before.modules.files);
  const made = after.modules.files.filter((file) => !known.has(file) && file !== now);
  const [was, is] = [usersOf(before, old), usersOf(after, now)];
  return is <= was * (1 - LEAST_FREED) && made.reduce((sum, file) => sum + usersOf(after, file), is) <= was * (1 + MOST_SHARED);
}

/**
 * Whether something that can be counted gets better: files in cycles, ties across folders, reach of changes, or, for a split, users that load
 * only what they need. Modularity alone is no win: it moves with every file and tie, wherever they are. What is offered for its folder must win
 * there: an export that goes to its user within a cycle leaves one file less in it, opens nothing, and may undo the move of its file.
 */
export function winsSomething({ kind, focus, isForFolders = false }: Pick<Candidate, 'kind' | 'focus' | 'isForFolders'>, before: Structure, after: Structure): boolean {
  const [old, now] = [before.metrics, after.metrics];
  if (isForFolders) return now.crossFolderTies < old.crossFolderTies;
  if (now.cyclicFiles < old.cyclicFiles || now.crossFolderTies < old.crossFolderTies || now.reach <= old.reach * (1 - LEAST_REACH)) return true;
  return kind === 'SPLIT_MODULE' && isUsedApart(before, after, focus);
}

type Source = Pick<Codebase, 'tree' | 'graph' | 'checker'> & { aliasesFor: Codebase['aliasesFor'] };

/** The most promising of all sorts, found with room for other work between them. */
async function candidatesOf(source: Source, structure: Structure, files: ReadonlySet<string> | undefined, breathe: Breather): Promise<Candidate[]> {
  const users = exportUsers(source.graph);
  const isWanted = (file: string) => !files || files.has(file);
  const splits = async (): Promise<Candidate[]> => {
    const divisions = (await findDivisions(source, users, breathe)).filter(({ file }) => isWanted(file)).sort((a, b) => b.modularity - a.modularity);
    const made: Candidate[] = [];
    for (const division of divisions.slice(0, MOST_SPLITS)) {
      const split = await splitModule(source, division, breathe);
      if (split) made.push(split);
    }
    return made;
  };
  const sorts = [() => typeOnlyImports(source, structure), () => cycleBreakers(source, breathe), splits, () => exportsToTheirUser(source, users), () => filesToTheirNeighbours(source, structure)];
  const all: Candidate[] = [];
  for (const find of sorts) {
    await breathe();
    all.push(...(await find()));
  }
  return all.filter(({ focus }) => isWanted(focus.before)).sort((a, b) => b.promise - a.promise || (a.title < b.title ? -1 : 1)).slice(0, MOST_TRIED);
}

/** Null where it is not worth while. */
function gainIfWorthwhile(candidate: Candidate, before: Structure, after: Structure): number | null {
  if (after.metrics.cyclicFiles > before.metrics.cyclicFiles || !winsSomething(candidate, before, after)) return null;
  const gain = gainOf(before, after, candidate.focus);
  return gain >= LEAST_GAIN ? gain : null;
}

/** Null where the change cannot be made, or wins nothing. */
async function tryCandidate(source: Source, before: Structure, candidate: Candidate, { breathe, signal }: { breathe: Breather; signal: AbortSignal }): Promise<Tried | null> {
  try {
    const change = resolveWish(source, candidate.wish);
    await breathe();
    const { structure, keeping } = await measureChange(source, change, signal);
    const gain = gainIfWorthwhile(candidate, before, structure);
    return gain === null ? null : { candidate, change, structure, keeping, gain };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

interface Tried {
  readonly candidate: Candidate;
  readonly change: Change;
  readonly structure: Structure;
  readonly keeping: (() => Structure) | null;
  readonly gain: number;
}

/** The best first. `source` must be in step with the disk. */
export async function suggestRefactorings(source: Source, { files, limit, keepsOldForm, signal }: SuggestOptions): Promise<Refactoring[]> {
  const breathe = createBreather(signal, { restShare: REST_SHARE });
  const before = structureOf(source.graph);
  const tried: Tried[] = [];
  for (const candidate of await candidatesOf(source, before, files, breathe)) {
    await breathe();
    const one = await tryCandidate(source, before, candidate, { breathe, signal });
    if (one) tried.push(one);
  }
  tried.sort((a, b) => b.gain - a.gain || (a.candidate.title < b.candidate.title ? -1 : 1));
  // Nothing need be moved to open a cycle that goes by marking an import.
  const marked = new Set(tried.flatMap(({ candidate: { kind, cycle } }) => (kind === 'TYPE_ONLY_IMPORT' ? (cycle ?? []) : [])));
  const worthwhile = tried.filter(({ candidate: { kind, cycle } }) => kind === 'TYPE_ONLY_IMPORT' || cycle === undefined || !marked.has(cycle));
  const suggestions: Refactoring[] = [];
  for (const { candidate, change, structure, keeping, gain: withoutOldForm } of worthwhile) {
    if (suggestions.length >= limit) break;
    await breathe();
    const kept = keeping && (await keepsOldForm(change)) ? keeping() : null;
    const after = kept ?? structure;
    const { kind, title, why, intent, focus } = candidate;
    // What is left for callers may cost what the change wins.
    const gain = kept ? gainIfWorthwhile(candidate, before, kept) : withoutOldForm;
    if (gain === null) continue;
    suggestions.push({
      kind, title, why, intent, keepsOldForm: kept !== null, gain,
      before: { metrics: before.metrics, file: focus.before, place: filePlace(before, focus.before) },
      after: { metrics: after.metrics, file: focus.after, place: filePlace(after, focus.after) },
    });
  }
  return suggestions.sort((a, b) => b.gain - a.gain || (a.title < b.title ? -1 : 1));
}
