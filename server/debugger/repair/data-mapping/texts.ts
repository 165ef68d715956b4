// Strings made of strings: templates of several members, parts of one, a constant head or tail. Owns these searches.
import { candidate, reproduces, thin, type Candidate, type Question } from './candidates.ts';
import { CONVERSIONS } from './conversions.ts';
import { leavesOf, type Leaf } from './leaves.ts';
import { chain, SAME, type Mapping } from './mapping.ts';

const SEPARATORS = [' ', ', ', ',', ' - ', '-', '/', ':', '@', '.', '|', ';', '_', 'T', '#', '?', '=', '\n', '\t'];
const JOINERS = [',', ', ', ' ', '-', '/', ';', '|', '', '\n', '.', ':', '_', ' - ', ' | '];
const MOST_STEPS = 3000;
const MOST_FIELDS = 5;

const HUNDREDTH: Mapping = { kind: 'scale', before: 0, multiply: 1, divide: 100, add: 0, digits: null };

interface Piece {
  readonly text: string;
  readonly mapping: Mapping;
}

/** The texts that a member may stand for in a template. */
function piecesOf({ path, optional, values: [value] }: Leaf): Piece[] {
  const at: Mapping = path.length === 0 ? SAME : { kind: 'path', path, optional };
  const forms: Piece[] = [];
  const add = (text: string, then: Mapping) => {
    if (text !== '' && !forms.some((form) => form.text === text)) forms.push({ text, mapping: chain(at, then) });
  };
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') add(String(value), SAME);
  if (typeof value === 'number') {
    add(value.toFixed(2), { kind: 'convert', name: 'toFixed2' });
    add((value / 100).toFixed(2), chain(HUNDREDTH, { kind: 'convert', name: 'toFixed2' }));
  }
  if (typeof value === 'string') for (const name of ['trim', 'lowerCase', 'upperCase', 'capitalize'] as const) add(String(CONVERSIONS[name].apply(value)), { kind: 'convert', name });
  if (value instanceof Date && !Number.isNaN(value.getTime())) for (const name of ['toIsoDay', 'toIso'] as const) add(String(CONVERSIONS[name].apply(value)), { kind: 'convert', name });
  return forms;
}

const joinText = (parts: readonly (string | Mapping)[], character: string): (string | Mapping)[] => {
  const last = parts.at(-1);
  return typeof last === 'string' ? [...parts.slice(0, -1), last + character] : [...parts, character];
};

/** Ways to cover `text` with pieces and single characters between them, those with the longest pieces first; capped. */
function* coverings(text: string, pieces: readonly Piece[]): Generator<readonly (string | Mapping)[]> {
  const waiting: { at: number; parts: readonly (string | Mapping)[]; fields: number }[] = [{ at: 0, parts: [], fields: 0 }];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const state = waiting.pop();
    if (!state) return;
    if (state.at === text.length) {
      if (state.fields > 0) yield state.parts;
      continue;
    }
    waiting.push({ ...state, at: state.at + 1, parts: joinText(state.parts, text[state.at] ?? '') });
    if (state.fields === MOST_FIELDS) continue;
    for (const piece of pieces) if (text.startsWith(piece.text, state.at)) waiting.push({ at: state.at + piece.text.length, parts: [...state.parts, piece.mapping], fields: state.fields + 1 });
  }
}

/** Texts such as `${first} ${last}` or `$${price}`: found on the first pair, kept where they hold on all. */
export function templateCandidates(question: Question): Candidate[] {
  const [first] = question.pairs;
  if (!first || !question.pairs.every(({ expected }) => typeof expected === 'string')) return [];
  const text = String(first.expected);
  if (text.length < 2 || text.length > 500) return [];
  const pieces = leavesOf([first.actual]).flatMap(piecesOf).filter((piece) => text.includes(piece.text)).sort((a, b) => a.text.length - b.text.length);
  const found: Candidate[] = [];
  for (const parts of coverings(text, pieces)) {
    const mapping: Mapping = { kind: 'template', parts };
    const fields = parts.filter((part) => typeof part !== 'string').length;
    const letters = parts.reduce((sum, part) => sum + (typeof part === 'string' ? (part.match(/[\p{L}\p{N}]/gu)?.length ?? 0) : 0), 0);
    // Letters that stand between the members are constants nobody gave a name; with one pair they may as well be data.
    if (found.length === 8 || (fields === 1 && parts.length === 1) || !reproduces(mapping, question.pairs)) continue;
    found.push(candidate(mapping, 1 + 0.1 * fields + 0.1 * letters, question.pairs.length === 1 ? [thin(question, mapping, 'one example does not settle the text between the members')] : []));
  }
  return found;
}

/** First steps into a text: parts of it, and it without a head or a tail that all pairs share. What follows is asked again. */
export function partsOfText(question: Question): readonly Mapping[] {
  const texts = question.pairs.map(({ actual }) => actual);
  if (!texts.every((text): text is string => typeof text === 'string')) return [];
  const steps: Mapping[] = [];
  for (const separator of SEPARATORS) {
    if (!texts.some((text) => text.includes(separator))) continue;
    const isEverywhere = texts.every((text) => text.includes(separator));
    for (const index of isEverywhere ? ([0, 1, 2, 'last', 'all'] as const) : (['all'] as const)) steps.push({ kind: 'split', separator, index });
  }
  return [...steps, ...cuts(question, texts)];
}

function cuts({ pairs }: Question, texts: readonly string[]): Mapping[] {
  const found: Mapping[] = [];
  for (const [index, text] of texts.slice(0, 1).entries()) {
    const expected = pairs[index]?.expected;
    const wanted = typeof expected === 'string' || typeof expected === 'number' ? String(expected) : '';
    const at = text.indexOf(wanted);
    if (wanted === '' || at === -1 || wanted.length === text.length) continue;
    const [head, tail] = [text.slice(0, at), text.slice(at + wanted.length)];
    // A head that differs between the pairs is data, and cutting it by its length would be chance.
    if (texts.every((other) => other.startsWith(head) && other.endsWith(tail))) found.push({ kind: 'cut', prefix: head.length, suffix: tail.length });
  }
  return found;
}

/** A list put together to a text. */
export function joinCandidates(question: Question): Candidate[] {
  if (!question.pairs.every(({ expected, actual }) => typeof expected === 'string' && Array.isArray(actual))) return [];
  return JOINERS.map((separator, rank) => candidate({ kind: 'joinItems', separator }, 0.8 + rank * 0.02));
}
