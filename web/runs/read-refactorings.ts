/** A measure that is not what it was. */
export interface ShownMeasure {
  name: string;
  before: string;
  after: string;
  /** What it became, where that is known. */
  measured?: string;
}

/** A refactoring as the page shows it. */
export interface ShownRefactoring {
  title: string;
  why: string;
  /** What to say to start it. */
  intent: string;
  keepsOldForm: boolean;
  /** What it changes, in words; what stays the same is left out. */
  measures: ShownMeasure[];
}

type Numbers = Readonly<Record<string, unknown>>;

const NAMES: readonly (readonly [key: string, name: string])[] = [
  ['cycles', 'Cycles'],
  ['cyclicFiles', 'Files in cycles'],
  ['folderModularity', 'Modularity of folders'],
  ['modularity', 'Modularity of communities'],
  ['crossFolderTies', 'Ties across folders'],
  ['crossCommunityTies', 'Ties across communities'],
  ['reach', 'Reach of changes'],
  ['ca', 'Importers of the file'],
  ['ce', 'Imports of the file'],
  ['instability', 'Instability of the file'],
];

const isObject = (value: unknown): value is Numbers => typeof value === 'object' && value !== null;
const inWords = (value: number): string => (Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(3));

/** The measures of a standing as one object, however it came: from the result of a step or from a query. */
function numbersOf(standing: unknown): Numbers {
  if (!isObject(standing)) return {};
  const { metrics, place } = standing;
  return { ...standing, ...(isObject(metrics) ? metrics : {}), ...(isObject(place) ? place : {}) };
}

/** The measures that differ between two standings, or between the metrics of two structures, or from what they were measured to have become. */
export function readMeasures(before: unknown, after: unknown, measured: unknown = null): ShownMeasure[] {
  const [olds, nows, ends] = [numbersOf(before), numbersOf(after), numbersOf(measured)];
  return NAMES.flatMap(([key, name]) => {
    const [old, now, end] = [olds[key], nows[key], ends[key]];
    if (typeof old !== 'number' || typeof now !== 'number') return [];
    const said = { name, before: inWords(old), after: inWords(now), ...(typeof end === 'number' && { measured: inWords(end) }) };
    return said.before === said.after && (said.measured ?? said.after) === said.after ? [] : [said];
  });
}

/** Those of a list that can be started; anything else in it is left to the details of the step. */
export function readRefactorings(list: unknown): ShownRefactoring[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap(({ title, why, intent, keepsOldForm, before, after }) => {
    if (typeof title !== 'string' || typeof why !== 'string' || typeof intent !== 'string') return [];
    return [{ title, why, intent, keepsOldForm: keepsOldForm === true, measures: readMeasures(before, after) }];
  });
}
