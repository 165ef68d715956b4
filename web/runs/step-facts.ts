import { formatDuration, inWords } from '../shared/format.ts';

export interface StepFacts {
  /** The figures and words of a result, and the lengths of its lists. */
  facts: { name: string; value: string }[];
  /** The lists and objects as indented JSON; null where the result has none. */
  details: string | null;
}

const LONGEST_WORDS = 120;

const nameOf = (key: string) => inWords(key.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2'));

function formatNumber(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2);
}

/** Reads the result of any step: its shape depends on the step, and a step the page does not know yet still shows what it found. */
export function readFacts(result: unknown): StepFacts {
  if (typeof result !== 'object' || result === null) return { facts: [], details: null };
  const facts: StepFacts['facts'] = [];
  const nested: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(result)) {
    if (typeof value === 'number' && key.endsWith('Ms')) facts.push({ name: nameOf(key.slice(0, -2)), value: formatDuration(value) });
    else if (typeof value === 'number') facts.push({ name: nameOf(key), value: formatNumber(value) });
    else if (typeof value === 'boolean') facts.push({ name: nameOf(key), value: value ? 'yes' : 'no' });
    else if (typeof value === 'string' && value !== '' && value.length <= LONGEST_WORDS) facts.push({ name: nameOf(key), value });
    else if (Array.isArray(value)) {
      facts.push({ name: nameOf(key), value: value.length === 0 ? 'none' : String(value.length) });
      if (value.length > 0) nested[key] = value;
    } else if (value !== null && value !== '') nested[key] = value;
  }
  return { facts, details: Object.keys(nested).length > 0 ? JSON.stringify(nested, null, 2) : null };
}
