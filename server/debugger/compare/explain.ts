// Discrepancies as one paragraph in plain words, for the page and the terminal. Owns the telling; adds no finding of its own.
import { describeValue } from '../describe-value.ts';
import type { Discrepancy, FirstDivergence } from '../discrepancy.ts';

const NAMED_VALUES = 4;
const VALUE_LIMIT = 40;

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;
const joinWords = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`);

function describeBranch({ branch }: FirstDivergence): string {
  if (!branch) return '';
  const { site, taken, values } = branch;
  const seen = Object.entries(values).slice(0, NAMED_VALUES).map(([name, value]) => `\`${name}\` was ${describeValue(value, VALUE_LIMIT)}`);
  return ` Just before, the condition \`${site.text}\` (${site.file}:${site.line}) was ${taken ? 'true' : 'false'}${seen.length === 0 ? '' : `: ${joinWords(seen)}`}.`;
}

function explainPath({ differences, firstDivergence, isApproximate }: Extract<Discrepancy, { type: 'execution_path_mismatch' }>): string {
  const { difference, agreed } = firstDivergence;
  const start = agreed.length === 0 ? 'The calls differ from the first one on' : `The calls agree up to \`${agreed.at(-1)!}\``;
  const more = differences.length - 1;
  const rest = more === 0 ? '' : ` ${count(more, 'more difference')} in the path follow${more === 1 ? 's' : ''}.`;
  return `${start}: ${difference.message}${describeBranch(firstDivergence)}${rest}${isApproximate ? ' The comparison of the path is approximate.' : ''}`;
}

function explainOutcome({ differences, isTruncated }: Extract<Discrepancy, { type: 'outcome_mismatch' }>): string {
  const [first] = differences;
  const unknown = differences.filter(({ kind }) => kind === 'unknown').length;
  if (unknown === differences.length) return `Whether the outcome is as expected cannot be told: ${count(unknown, 'part')} of it ${unknown === 1 ? 'was' : 'were'} not kept when it was recorded.`;
  const more = differences.length - 1;
  return `In the outcome: ${first!.message}${more === 0 ? '' : ` ${isTruncated ? 'At least ' : ''}${count(more, 'more difference')} in it.`}`;
}

/** One paragraph, the first divergence of each kind in full and the others counted. Names and values stand in backticks. */
export function explainDiscrepancies(discrepancies: readonly Discrepancy[]): string {
  if (discrepancies.length === 0) return 'The behaviour is as expected.';
  return discrepancies.map((discrepancy) => {
    switch (discrepancy.type) {
      case 'execution_path_mismatch': return explainPath(discrepancy);
      case 'outcome_mismatch': return explainOutcome(discrepancy);
      case 'performance_issue': return discrepancy.differences.map(({ message }) => message).join(' ');
    }
  }).join(' ');
}
