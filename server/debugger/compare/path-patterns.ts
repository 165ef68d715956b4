// Patterns of paths into values, followed step by step. Owns their syntax; what a match means is decided by who follows them.
import { findOwn } from './value-parts.ts';
import type { PathSegment } from './value-paths.ts';

/** A scrubber's path that is everywhere. */
export const ANYWHERE = '**';

type PatternPart = { readonly key: string } | { readonly identity: string; readonly value: string };
type PathPattern = readonly PatternPart[];

/** What is known of the patterns at a place. The same object wherever nothing can match any more, so that it can be told by identity. */
export interface PathState {
  readonly isIgnored: boolean;
  readonly isUnordered: boolean;
  /** No pattern can match below: what is found there depends on the value alone. */
  readonly isSettled: boolean;
  readonly step: (segment: PathSegment, value: unknown) => PathState;
}

function parsePattern(text: string): PathPattern {
  const parts: PatternPart[] = [];
  for (const [, bracket, quoted, key] of text.matchAll(/\[(?:"((?:[^"\\]|\\.)*)"|([^\]]*))\]|([^.[\]]+)/g)) {
    const identity = quoted === undefined ? null : /^([^=]+)=(.*)$/.exec(quoted);
    if (identity) parts.push({ identity: identity[1]!.trim(), value: identity[2]!.trim().replace(/^(["'])(.*)\1$/, '$2') });
    else parts.push({ key: bracket ?? quoted ?? key! });
  }
  return parts;
}

export const parsePathPatterns = (texts: readonly string[]): readonly PathPattern[] => texts.map(parsePattern).filter((parts) => parts.length > 0);

function fitsPart(part: PatternPart, segment: PathSegment, value: unknown): boolean {
  if ('identity' in part) return String(findOwn(value, part.identity)?.[0]) === part.value;
  if (part.key === '*') return true;
  if (segment.kind === 'key') return String(segment.key) === part.key || (typeof segment.key === 'symbol' && segment.key.description === part.key);
  return segment.kind === 'index' ? String(segment.index) === part.key : segment.kind === 'map' && String(segment.key) === part.key;
}

interface Follow {
  readonly pattern: PathPattern;
  readonly at: number;
}

const isDone = ({ pattern, at }: Follow): boolean => at === pattern.length;

/** Where no pattern is followed any more every step leads to the same state. */
function makeSettled(isUnordered: boolean): PathState {
  const state: PathState = { isIgnored: false, isUnordered, isSettled: true, step: () => state };
  return state;
}

function follow(follows: readonly Follow[], segment: PathSegment, value: unknown): Follow[] {
  return follows.filter(({ pattern, at }) => at < pattern.length && fitsPart(pattern[at]!, segment, value)).map(({ pattern, at }) => ({ pattern, at: at + 1 }));
}

function makeState(ignored: readonly Follow[], unordered: readonly Follow[], settled: PathState): PathState {
  return {
    isIgnored: ignored.some(isDone),
    isUnordered: settled.isUnordered || unordered.some(isDone),
    isSettled: false,
    step: (segment, value) => {
      const [nextIgnored, nextUnordered] = [follow(ignored, segment, value), follow(unordered, segment, value)];
      return nextIgnored.length + nextUnordered.length === 0 ? settled : makeState(nextIgnored, nextUnordered, settled);
    },
  };
}

/** The state at the root, and the one below all patterns, which are the same where there are none. */
export function startPaths(ignored: readonly PathPattern[], unordered: readonly PathPattern[], isUnordered: boolean): { start: PathState; settled: PathState } {
  const settled = makeSettled(isUnordered);
  const begin = (patterns: readonly PathPattern[]): Follow[] => patterns.map((pattern) => ({ pattern, at: 0 }));
  return { start: ignored.length + unordered.length === 0 ? settled : makeState(begin(ignored), begin(unordered), settled), settled };
}
