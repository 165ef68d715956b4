// What a change would do to the structure of a project: measures, cycles and coupling before it and after it. Owns the comparison; nothing is stored or written.
import { filePlaces, folderCoupling, structureOf, type FilePlace, type Structure, type StructureMetrics } from '../graph/structure.ts';
import type { Codebase } from '../impact/codebase.ts';
import { resolveSaid, type Said } from '../intents/resolve-intent.ts';
import { wordsOf } from '../intents/words/words-of-change.ts';
import { measureChange } from './refactor/measure-change.ts';

/** A file or folder whose coupling the change alters. */
export interface PlaceChange {
  /** As it is called after the change, or before it where it is gone. */
  readonly path: string;
  /** Null where there is none. */
  readonly before: FilePlace | null;
  readonly after: FilePlace | null;
}

export interface WhatIf {
  readonly understood: string;
  readonly before: StructureMetrics;
  readonly after: StructureMetrics;
  /** Where the old form stays for callers as well; null where the change has none to keep. */
  readonly keeping: StructureMetrics | null;
  /** Files of each run-time cycle that the change closes or makes larger, the largest first. */
  readonly newCycles: readonly (readonly string[])[];
  /** Files of each run-time cycle that it opens or makes smaller. */
  readonly openedCycles: readonly (readonly string[])[];
  /** Those with the greatest change first, as are the folders. */
  readonly files: readonly PlaceChange[];
  readonly folders: readonly PlaceChange[];
}

type NameOf = (path: string) => string;

function cyclesOf({ modules, cycleOf }: Structure): string[][] {
  const cycles: string[][] = [];
  for (const [place, number] of cycleOf.entries()) if (number !== null) (cycles[number] ??= []).push(modules.files[place] ?? '');
  return cycles;
}

/** The cycles of one structure that are not within one cycle of the other; `nameIn` says what the other calls a file. */
function cyclesApart(of: Structure, other: Structure, nameIn: NameOf): string[][] {
  const numberIn = (file: string) => other.cycleOf[other.modules.placeOf.get(nameIn(file)) ?? -1] ?? null;
  return cyclesOf(of).filter((files) => {
    const numbers = new Set(files.map(numberIn));
    return numbers.size > 1 || numbers.has(null);
  });
}

const folderPlaces = ({ modules }: Structure): Map<string, FilePlace> => new Map(folderCoupling(modules).map(({ folder, ca, ce, instability }) => [folder, { ca, ce, instability }]));

const sizeOf = ({ before, after }: PlaceChange): number => Math.abs((after?.ca ?? 0) - (before?.ca ?? 0)) + Math.abs((after?.ce ?? 0) - (before?.ce ?? 0));
const isOther = ({ before, after }: PlaceChange): boolean => before === null || after === null || before.ca !== after.ca || before.ce !== after.ce;

function placeChanges(before: ReadonlyMap<string, FilePlace>, after: ReadonlyMap<string, FilePlace>, nameBefore: NameOf): PlaceChange[] {
  const kept = [...after].map(([path, place]): PlaceChange => ({ path, before: before.get(nameBefore(path)) ?? null, after: place }));
  const known = new Set([...after.keys()].map(nameBefore));
  const gone = [...before].filter(([path]) => !known.has(path)).map(([path, place]): PlaceChange => ({ path, before: place, after: null }));
  return [...kept, ...gone].filter(isOther).sort((a, b) => sizeOf(b) - sizeOf(a) || (a.path < b.path ? -1 : 1));
}

/** Makes the change on the graph in memory. The codebase must be in step with the disk. Throws what resolving an intent throws. */
export async function whatIf(codebase: Codebase, said: Said, signal?: AbortSignal): Promise<WhatIf> {
  const change = resolveSaid(codebase, said);
  const before = structureOf(codebase.graph);
  const { structure: after, keeping, nameBefore } = await measureChange(codebase, change, signal);
  const oldName: NameOf = (path) => nameBefore.get(path) ?? path;
  // A file that only gets an export of another one is new beside it.
  const movedFrom: NameOf = (path) => (after.modules.placeOf.has(oldName(path)) ? path : oldName(path));
  const newNames = new Map([...nameBefore].map(([now, old]) => [old, now]));
  return {
    understood: wordsOf(change).understood,
    before: before.metrics,
    after: after.metrics,
    keeping: keeping?.().metrics ?? null,
    newCycles: cyclesApart(after, before, oldName),
    openedCycles: cyclesApart(before, after, (path) => newNames.get(path) ?? path),
    files: placeChanges(filePlaces(before.modules), filePlaces(after.modules), movedFrom),
    folders: placeChanges(folderPlaces(before), folderPlaces(after), (path) => path),
  };
}
