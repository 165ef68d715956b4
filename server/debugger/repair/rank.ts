// Which of the patches that pass is shown first: cost, marks of unlikely code, and how many others behave alike on inputs near the
// examples. Owns the mixture; the runs are made by the worker.
import type { DocExample } from './doc-examples.ts';
import type { ProbeResult } from './child/messages.ts';
import type { Candidate } from './candidate.ts';
import { generateInputs } from './inputs.ts';
import { editUnit, toRunnable } from './runnable.ts';
import { countSmells } from './smells.ts';
import type { Trial } from './trials.ts';
import type { WorkerClient } from './worker-client.ts';
import { decodeValue } from '../decode-value.ts';
import type { EncodedValue } from '../values.ts';

export interface Ranked {
  readonly candidate: Candidate;
  /** Greater is better. */
  readonly score: number;
  /** What it gave for each of `inputs`; empty where none could be made. */
  readonly results: readonly ProbeResult[];
}

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** Arguments as source code. */
  readonly inputs: readonly string[];
}

const MOST_RANKED = 60;
const MOST_INPUTS = 80;
const SMELL = 1.1;
/** How much agreement of other patches counts beside a patch's own cost. */
const AGREEMENT = 0.6;

/** A documented example that a patch does not keep. */
const CONTRADICTION = 2;

export interface RankRequest {
  readonly client: WorkerClient;
  /** Index of the function that the examples call, and how it is called; null where it is no function of its own. */
  readonly target: { readonly unit: number; readonly callee: string } | null;
  /** What the prose says calls give. */
  readonly documented: readonly DocExample[];
  readonly seed: number;
}

/** The best first. */
export async function rankPassing(passing: readonly Trial[], { client, target, documented, seed }: RankRequest): Promise<Ranking> {
  const priced = passing.map(({ candidate }) => ({ candidate, price: candidate.cost + SMELL * newSmells(candidate) })).sort((a, b) => a.price - b.price).slice(0, MOST_RANKED);
  const inputs = target ? await inputsFor(client, target.unit, seed) : [];
  const rows = target && inputs.length > 0 ? await probe(client, priced.map(({ candidate }) => candidate), inputs.map((input) => `${target.callee}(${input})`)) : null;
  const checks = documented.map(({ call, result }) => `((a, b) => JSON.stringify(a) === JSON.stringify(b))(${call}, ${result})`);
  const kept = checks.length > 0 ? await probe(client, priced.map(({ candidate }) => candidate), checks) : null;
  const contradictions = priced.map((_, at) => kept?.[at]?.filter(({ text }) => text !== 'true').length ?? 0);
  // Where every patch contradicts the prose, the prose is wrong there.
  const least = Math.min(...contradictions);
  const ranked = priced.map(({ candidate, price }, at) => ({ candidate, results: rows?.[at] ?? [], price: price + oddity(rows?.[at] ?? [], rows ?? []) + CONTRADICTION * (contradictions[at]! - least) }));
  const prints = ranked.map(({ results }) => results.map(({ text }) => text).join('\n'));
  const scored = ranked.map((one, at) => {
    const agreeing = ranked.filter((_, other) => prints[other] === prints[at]);
    // Variants of one idea agree anyway: each operator has one vote.
    const votes = new Map<string, number>();
    for (const { candidate, price } of agreeing) votes.set(candidate.operator, Math.min(price, votes.get(candidate.operator) ?? Infinity));
    const weight = [...votes.values()].reduce((sum, price) => sum + Math.exp(-price), 0);
    return { candidate: one.candidate, results: one.results, score: -one.price * (1 - AGREEMENT) + AGREEMENT * Math.log(weight) };
  });
  return { ranked: scored.sort((a, b) => b.score - a.score), inputs };
}

/** How much less likely than the first a patch may be and still be shown. */
const SHOWN_MARGIN = 2.5;

/** The best of each behaviour, so that what is shown differs; all where no behaviour is known. */
export function chooseShown({ ranked, inputs }: Ranking, most: number): Ranked[] {
  const [first] = ranked;
  if (!first) return [];
  const likely = ranked.filter(({ score }) => score >= first.score - SHOWN_MARGIN);
  if (inputs.length === 0) return likely.slice(0, most);
  const seen = new Set<string>();
  const different = likely.filter(({ results }) => {
    const print = results.map(({ text }) => text).join('\n');
    return !seen.has(print) && Boolean(seen.add(print));
  });
  return different.slice(0, most);
}

/** The source of the unit after the edits. */
export function codeOf({ ground, edits }: Candidate): string {
  const { start, end } = ground.unit.node;
  return editUnit(ground.file.text.slice(start, end), start, edits);
}

function newSmells(candidate: Candidate): number {
  const { ground } = candidate;
  const { start, end } = ground.unit.node;
  return Math.max(0, countSmells(ground.file.path, codeOf(candidate)) - countSmells(ground.file.path, ground.file.text.slice(start, end)));
}

async function inputsFor(client: WorkerClient, unit: number, seed: number): Promise<string[]> {
  const answer = await client.ask({ kind: 'capture', unit, most: 40 }, 'captured');
  const examples = (answer?.calls ?? []).map(({ args }) => decodeValue(args as EncodedValue)).filter((args): args is unknown[] => Array.isArray(args));
  return generateInputs(examples, MOST_INPUTS, seed);
}

async function probe(client: WorkerClient, candidates: readonly Candidate[], inputs: readonly string[]): Promise<readonly (readonly ProbeResult[])[] | null> {
  const patches = candidates.map((candidate): [number, string][] => [[candidate.ground.index, toRunnable(candidate.ground.file.path, codeOf(candidate)) ?? '']]);
  const answer = await client.ask({ kind: 'probe', inputs, patches }, 'probed');
  return answer?.results ?? null;
}

/** Crashes and endless loops that other patches do not have, and results that never change, are unlikely to be meant. */
function oddity(own: readonly ProbeResult[], all: readonly (readonly ProbeResult[])[]): number {
  if (own.length === 0) return 0;
  const share = (results: readonly ProbeResult[], end: ProbeResult['end']): number => results.filter((result) => result.end === end).length / results.length;
  const least = (end: ProbeResult['end']): number => Math.min(...all.map((results) => share(results, end)));
  const empty = (results: readonly ProbeResult[]): number => results.filter(({ text }) => /^(?:null|\{"kind":"(?:undefined|number)")/.test(text)).length / results.length;
  const leastEmpty = Math.min(...all.map(empty));
  const isConstant = new Set(own.map(({ text }) => text)).size === 1 && all.some((results) => new Set(results.map(({ text }) => text)).size > 1);
  return 2 * (share(own, 'endless') - least('endless')) + 1.5 * (share(own, 'threw') - least('threw')) + (empty(own) - leastEmpty) + (isConstant ? 1.5 : 0);
}
