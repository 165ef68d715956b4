// Mappings to objects and short lists: for each member of what is expected, where it comes from. Owns the choice of sources and its doubts.
import { accept, candidate, isSame, strengthOf, type Candidate, type Doubt, type Question, type Solve } from './candidates.ts';
import { leavesOf, type Leaf } from './leaves.ts';
import { chain, isRecord, SAME, type FieldMapping, type Mapping, type ValuePair } from './mapping.ts';
import { nameCost } from './names.ts';
import { constantCandidates, scalarCandidates, singleSteps } from './scalars.ts';
import { templateCandidates } from './texts.ts';

const MOST_KEYS = 80;
const MOST_DEEP = 5;
const CERTAIN = 0.35;
/** Another source whose cost is not far above the best is told. */
const isNear = (cost: number, best: number): boolean => cost <= best * 1.5 + 0.3;

const at = (leaf: Leaf): Mapping => (leaf.path.length === 0 ? SAME : { kind: 'path', path: leaf.path, optional: leaf.optional });

const pairsAt = (leaf: Leaf, wanted: readonly unknown[]): ValuePair[] => wanted.map((expected, index) => ({ expected, actual: leaf.values[index] }));

interface Member {
  readonly question: Question;
  readonly wanted: readonly unknown[];
  readonly leaves: readonly (readonly [Leaf, number])[];
}

/** The values are equal, or one step away, at a place of any name; equal values that tell much make up for the name. */
function* nearSources({ question, wanted, leaves }: Member): Generator<Candidate> {
  const relief = 1 - 0.6 * strengthOf(wanted.filter((value) => typeof value !== 'object'));
  for (const [leaf, name] of leaves) {
    const found = singleSteps({ ...question, pairs: pairsAt(leaf, wanted) });
    for (const { mapping, cost, doubts } of found) yield candidate(chain(at(leaf), mapping), name * (name > 0.3 ? relief : 1) + cost, doubts);
    // The nearest names come first: behind such a one no other is looked for.
    if (found.some(({ cost }) => cost + name <= CERTAIN)) return;
  }
}

/** Any mapping from the places whose names are nearest. */
function* deepSources({ question, wanted, leaves }: Member, solve: Solve): Generator<Candidate> {
  const near = leaves.filter(([leaf, cost]) => cost <= 1.2 && leaf.path.length > 0).slice(0, MOST_DEEP);
  for (const [leaf, name] of near) {
    const found = solve({ ...question, pairs: pairsAt(leaf, wanted), depth: question.depth - 1 });
    for (const { mapping, cost, doubts } of found) yield candidate(chain(at(leaf), mapping), name + cost, doubts);
    if (found.some(({ cost }) => cost + name < 0.5)) return;
  }
  for (const [leaf, name] of leaves.filter(([leaf]) => !near.some(([other]) => other === leaf)).slice(0, 12)) {
    for (const { mapping, cost, doubts } of scalarCandidates({ ...question, pairs: pairsAt(leaf, wanted) })) yield candidate(chain(at(leaf), mapping), name + cost, doubts);
  }
}

/** The sources of one member of what is expected, the most natural first. */
function memberCandidates(question: Question, leaves: readonly Leaf[], solve: Solve): Candidate[] {
  const wanted = question.pairs.map(({ expected }) => expected);
  const named = leaves.map((leaf) => [leaf, nameCost(question.names, leaf.path)] as const).sort((a, b) => a[1] - b[1] || a[0].path.length - b[0].path.length);
  const member: Member = { question, wanted, leaves: named };
  const near = accept(nearSources(member), question);
  if (near[0] && near[0].cost <= CERTAIN) return near;
  const found = [...near, ...deepSources(member, solve), ...constantCandidates(question), ...templateCandidates(question)];
  // An object of its own around members of this one.
  if (question.depth > 0 && wanted.every(isRecord)) found.push(...objectCandidates({ ...question, depth: question.depth - 1 }, solve).map((inner) => ({ ...inner, cost: inner.cost + 0.5 })));
  if (question.depth > 0 && wanted.every(Array.isArray)) found.push(...tupleCandidates({ ...question, depth: question.depth - 1 }, solve).map((inner) => ({ ...inner, cost: inner.cost + 0.5 })));
  return accept(found, question);
}

const withoutConversions = (mapping: Mapping): Mapping | null => {
  if (mapping.kind === 'convert') return SAME;
  if (mapping.kind !== 'sequence') return mapping;
  const [first, second] = [withoutConversions(mapping.first), withoutConversions(mapping.second)];
  return first && second ? chain(first, second) : null;
};

/** The same source read by another conversion: both are right for every value of that kind. */
const isVariant = (a: Mapping, b: Mapping): boolean => isSame(withoutConversions(a), withoutConversions(b));

function doubtOf(question: Question, found: readonly Candidate[]): Doubt[] {
  const [best, ...others] = found;
  if (!best) return [];
  const rivals = others.filter(({ mapping, cost }) => isNear(cost, best.cost) && !isVariant(mapping, best.mapping)).slice(0, 3).map(({ mapping }) => mapping);
  return rivals.length === 0 ? [] : [{ at: question.names.join('.'), chosen: best.mapping, others: rivals, why: 'other sources fit every example as well' }];
}

interface Solved {
  readonly key: string;
  readonly isOptional: boolean;
  readonly found: readonly Candidate[];
  readonly doubts: readonly Doubt[];
}

/** Null where some member has no source. */
function solveMembers(question: Question, solve: Solve): Solved[] | null {
  const keys = [...new Set(question.pairs.flatMap(({ expected }) => Object.keys(expected as object)))];
  // A member of this name would set the prototype of what is built.
  if (keys.length > MOST_KEYS || keys.includes('__proto__')) return null;
  const leaves = leavesOf(question.pairs.map(({ actual }) => actual));
  const solved: Solved[] = [];
  for (const key of keys) {
    const pairs = question.pairs.map(({ expected, actual }) => ({ expected: (expected as Readonly<Record<string, unknown>>)[key], actual }));
    const inner = { pairs, depth: question.depth, names: [...question.names, key] };
    const found = memberCandidates(inner, leaves, solve);
    if (!found[0]) return null;
    const isOptional = question.pairs.some(({ expected }) => !Object.hasOwn(expected as object, key));
    solved.push({ key, isOptional, found, doubts: [...found[0].doubts, ...doubtOf(inner, found)] });
  }
  return solved;
}

const isKept = (field: FieldMapping): boolean => field.value.kind === 'path' && field.value.path.length === 1 && field.value.path[0] === field.key && !field.value.optional[0];

/** The object as a literal, or as the input with some members changed where nothing of it is dropped. */
function assemble(question: Question, fields: readonly FieldMapping[]): Mapping {
  const keys = new Set(fields.map(({ key }) => key));
  const inputs = question.pairs.map(({ actual }) => actual);
  const drops = [...new Set(inputs.flatMap((input) => (isRecord(input) ? Object.keys(input) : [])))].filter((key) => !keys.has(key));
  const kept = fields.filter(isKept);
  const changed = fields.filter((field) => !kept.includes(field));
  const keepsRest = inputs.every(isRecord) && kept.length > 0 && (drops.length === 0 || kept.length > 10);
  return keepsRest ? { kind: 'object', fields: changed, keepsRest, drops } : { kind: 'object', fields, keepsRest: false, drops: [] };
}

export function objectCandidates(question: Question, solve: Solve): Candidate[] {
  if (question.depth < 0 || !question.pairs.every(({ expected }) => isRecord(expected))) return [];
  const solved = solveMembers(question, solve);
  if (!solved || solved.length === 0) return [];
  const build = (choice: readonly number[]): Candidate => {
    const fields = solved.map(({ key, isOptional, found }, index) => ({ key, isOptional, value: found[choice[index] ?? 0]?.mapping ?? SAME }));
    const cost = solved.reduce((sum, { found }, index) => sum + (found[choice[index] ?? 0]?.cost ?? 0), 0.2 + 0.05 * solved.length);
    return candidate(assemble(question, fields), cost, solved.flatMap(({ doubts }) => doubts));
  };
  const best = solved.map(() => 0);
  // The whole with one member taken from its next source, for those that are in doubt.
  const swaps = solved.flatMap(({ found, doubts }, index) => (doubts.some(({ others }) => others.length > 0) && found[1] ? [best.with(index, 1)] : []));
  return accept([best, ...swaps.slice(0, 4)].map(build), question);
}

/** A short list of fixed length from members: `[x.lat, x.lng]`, `[x]`. */
export function tupleCandidates(question: Question, solve: Solve): Candidate[] {
  const [first] = question.pairs;
  const length = Array.isArray(first?.expected) ? first.expected.length : 0;
  if (length === 0 || length > 4 || !question.pairs.every(({ expected }) => Array.isArray(expected) && expected.length === length)) return [];
  const leaves = leavesOf(question.pairs.map(({ actual }) => actual));
  const items = Array.from({ length }, (_, index) => {
    const pairs = question.pairs.map(({ expected, actual }) => ({ expected: (expected as readonly unknown[])[index], actual }));
    return memberCandidates({ pairs, depth: question.depth, names: question.names }, leaves, solve);
  });
  const best = items.flatMap((found) => found.slice(0, 1));
  if (best.length < length) return [];
  return [candidate({ kind: 'tuple', items: best.map(({ mapping }) => mapping) }, best.reduce((sum, { cost }) => sum + cost, 0.6), best.flatMap(({ doubts }) => doubts))];
}

const membersOf = (question: Question): Leaf[] =>
  leavesOf(question.pairs.map(({ actual }) => actual)).filter(({ path, values }) => path.length > 0 && values.some((value) => value !== undefined)).slice(0, 60);

/** One member of the input: what is around it is an envelope. */
export function pickCandidates(question: Question): Candidate[] {
  const relief = 1 - 0.5 * strengthOf(question.pairs.map(({ expected }) => expected));
  const exact = membersOf(question).filter(({ values }) => values.every((value, index) => isSame(value, question.pairs[index]?.expected)));
  return exact.map((leaf) => candidate(at(leaf), 0.25 * leaf.path.length * (question.pairs.every(({ expected }) => isRecord(expected)) ? 0.8 : relief + 0.5)));
}

const ignoresInput = (mapping: Mapping): boolean => mapping.kind === 'constant' || (mapping.kind === 'fallback' && ignoresInput(mapping.then)) || (mapping.kind === 'object' && mapping.fields.every(({ value }) => ignoresInput(value)));

/** What can be made of one member of the input. */
export function openCandidates(question: Question, solve: Solve): Candidate[] {
  if (question.depth <= 0) return [];
  const wanted = question.pairs.map(({ expected }) => expected);
  return membersOf(question).filter(({ path }) => path.length <= 2).slice(0, 20).flatMap((leaf) => {
    const found = solve({ ...question, pairs: pairsAt(leaf, wanted), depth: question.depth - 2 }).filter(({ mapping }) => !ignoresInput(mapping));
    return found.map(({ mapping, cost, doubts }) => candidate(chain(at(leaf), mapping), cost + 0.8 + 0.4 * leaf.path.length, doubts));
  });
}
