// Regular expressions that take more than linear time, by scslre's analysis of repetitions. Owns which expressions of a text are analysed.
import { createBreather } from '../../rooms/breather.ts';
import { isNode, type Syntax, type SyntaxNode } from '../../edits/syntax.ts';
import { nodesIn } from '../../edits/syntax-place.ts';
import { widenRepetitions } from './widen-repetitions.ts';

export interface SlowRegexp {
  readonly start: number;
  readonly end: number;
  readonly isExponential: boolean;
  readonly message: string;
}

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** A longer one takes too long to analyse and is seldom written by hand. */
const SOURCE_LIMIT = 1_000;

let loading: Promise<typeof import('scslre')> | null = null;

const textOf = (node: SyntaxNode | undefined): string | null => (node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null);

/** The pattern of a literal, or of a call of RegExp with texts. */
function patternOf(node: SyntaxNode): Pattern | null {
  const regex = node['regex'] as { pattern: string; flags: string } | undefined;
  if (node.type === 'Literal' && regex) return { source: regex.pattern, flags: regex.flags };
  const callee = node['callee'];
  if ((node.type !== 'NewExpression' && node.type !== 'CallExpression') || !isNode(callee) || callee['name'] !== 'RegExp') return null;
  const [pattern, flags] = node['arguments'] as readonly SyntaxNode[];
  const source = textOf(pattern);
  return source === null || (flags !== undefined && textOf(flags) === null) ? null : { source, flags: textOf(flags) ?? '' };
}

/** Two repetitions that can share a text, or one that can be split in many ways; searching from every place (`\s+$`) is not told. */
export async function findSlowRegexps(syntax: Syntax, signal?: AbortSignal): Promise<SlowRegexp[]> {
  const found: SlowRegexp[] = [];
  const breathe = createBreather(signal);
  for (const node of nodesIn(syntax.program)) {
    const pattern = patternOf(node);
    if (!pattern || pattern.source.length > SOURCE_LIMIT || !/[*+{]/.test(pattern.source)) continue;
    await breathe();
    const { analyse } = await (loading ??= import('scslre'));
    const isExponential = isSlow(analyse, pattern);
    if (isExponential === null) continue;
    found.push({ start: node.start, end: node.end, isExponential, message: isExponential ? 'a repetition inside a repetition can match the same text in exponentially many ways' : 'two repetitions can match the same text' });
  }
  return found;
}

/** Whether it is exponentially slow, or only more than linearly; null where it is not, or is no pattern that the analysis reads. */
function isSlow(analyse: typeof import('scslre').analyse, pattern: Pattern): boolean | null {
  const options = { reportTypes: { Move: false } };
  try {
    const { reports, parsed } = analyse(pattern, options);
    if (reports.some(({ exponential }) => exponential)) return true;
    const widened = widenRepetitions(parsed.pattern);
    if (widened !== null && analyse({ ...pattern, source: widened }, options).reports.some(({ exponential }) => exponential)) return true;
    return reports.length > 0 ? false : null;
  } catch {
    return null;
  }
}
