// Limited repetitions inside unlimited ones, written without their limit. The analysis follows only unlimited ones, and `([a-z]{2,4})+` can split a text
// in exponentially many ways as `([a-z]{2,})+` can. Owns which limits make no difference to that.
import type { AnalysisResult } from 'scslre';

type Pattern = AnalysisResult['parsed']['pattern'];
type Alternative = Pattern['alternatives'][number];
type Element = Alternative['elements'][number];
type Quantifier = Extract<Element, { type: 'Quantifier' }>;

function elementsIn(element: Element): readonly Alternative[] {
  if (element.type === 'Quantifier') return elementsIn(element.element);
  return 'alternatives' in element ? element.alternatives : [];
}

const repeats = (element: Element): boolean => element.type === 'Quantifier' || elementsIn(element).some(({ elements }) => elements.some(repeats));

/** Of one that may match nothing something else must stand beside it: an empty round ends the outer repetition. */
function canSplit({ min, max, element }: Quantifier, beside: readonly Element[]): boolean {
  return max > min && max !== Infinity && !repeats(element) && (min > 0 || beside.length > 1);
}

/** Those whose next repetition around them is an unlimited one: within a limited one there are only so many ways. */
function collect(alternatives: readonly Alternative[], isRepeated: boolean): Quantifier[] {
  return alternatives.flatMap(({ elements }) => elements.flatMap((element) => {
    const isLimited = element.type === 'Quantifier' && isRepeated && canSplit(element, elements);
    return [...(isLimited ? [element] : []), ...collect(elementsIn(element), element.type === 'Quantifier' ? element.max === Infinity : isRepeated)];
  }));
}

/** The same pattern with these repetitions unlimited; null where it has none. */
export function widenRepetitions({ raw, start, alternatives }: Pattern): string | null {
  const limited = collect(alternatives, false);
  if (limited.length === 0) return null;
  return limited.reduceRight((source, { min, greedy, element, end }) => {
    const sign = min === 0 ? '*' : `{${min},}`;
    return source.slice(0, element.end - start) + sign + (greedy ? '' : '?') + source.slice(end - start);
  }, raw);
}
