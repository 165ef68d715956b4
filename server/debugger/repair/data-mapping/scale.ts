// Units: the factor and offset that turn one number into another. Owns the table of known units and the exact fit of a line.
import { candidate, thin, type Candidate, type Question } from './candidates.ts';
import { applyMapping } from './apply.ts';
import type { Mapping } from './mapping.ts';

type Scale = Extract<Mapping, { kind: 'scale' }>;

const line = (parts: Partial<Scale>): Scale => ({ kind: 'scale', before: 0, multiply: 1, divide: 1, add: 0, digits: null, ...parts });

/** Seconds, cents and percent, bytes, minutes, hours, days, temperatures. */
const KNOWN: readonly Scale[] = [
  ...[1000, 100, 60, 1024, 3600, 24, 7, 12, 1_000_000, 1_048_576, 1_073_741_824, 86_400, 86_400_000, 60_000, 3_600_000, 1_000_000_000].flatMap((factor) => [line({ multiply: factor }), line({ divide: factor })]),
  line({ multiply: 9, divide: 5, add: 32 }), line({ before: -32, multiply: 5, divide: 9 }), line({ add: 273.15 }), line({ add: -273.15 }),
  line({ multiply: 1.609344 }), line({ divide: 1.609344 }), line({ multiply: 0.45359237 }), line({ divide: 0.45359237 }), line({ multiply: 2.54 }), line({ divide: 2.54 }),
  line({ add: 1 }), line({ add: -1 }), line({ multiply: -1 }), line({ multiply: -1, add: 1 }), line({ multiply: -1, add: 100 }),
  line({ multiply: Math.PI, divide: 180 }), line({ multiply: 180, divide: Math.PI }),
];
const OFFSETS = new Set([1, -1]);
const ROUNDINGS = [null, 0, 2, 1, 3] as const;

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Numerator and denominator of a short fraction, else the number itself. Source: continued fractions. */
function fraction(value: number): { multiply: number; divide: number } {
  let [h0, h1, k0, k1, rest] = [0, 1, 1, 0, value];
  for (let round = 0; round < 12; round += 1) {
    const whole = Math.floor(rest);
    [h0, h1] = [h1, whole * h1 + h0];
    [k0, k1] = [k1, whole * k1 + k0];
    if (Math.abs(h1) > 1_000_000 || k1 > 100_000) break;
    if (Math.abs(h1 / k1 - value) <= Math.abs(value) * 1e-12) return { multiply: h1, divide: k1 };
    rest = 1 / (rest - whole);
    if (!Number.isFinite(rest)) break;
  }
  return { multiply: value, divide: 1 };
}

/** The line through two pairs with different inputs; null where there are none, or the outputs are all one. */
function fitted(points: readonly (readonly [number, number])[]): Scale | null {
  const [first] = points;
  const second = points.find(([input]) => first && input !== first[0]);
  if (!first || !second || first[1] === second[1]) return null;
  const slope = (second[1] - first[1]) / (second[0] - first[0]);
  const add = Number((first[1] - slope * first[0]).toPrecision(12));
  return line({ ...fraction(Number(slope.toPrecision(14))), add: Math.abs(add) < 1e-9 ? 0 : add });
}

const fits = (scale: Scale, points: readonly (readonly [number, number])[]): boolean => points.every(([input, output]) => Object.is(applyMapping(scale, input), output));

/** A line is told as uncertain with one pair, and with two where neither is its factor known nor does it pass through zero. */
export function scaleCandidates(question: Question): Candidate[] {
  const points = question.pairs.map(({ expected, actual }) => [actual, expected] as const);
  if (points.length === 0 || !points.every((point): point is readonly [number, number] => isNumber(point[0]) && isNumber(point[1]))) return [];
  const distinct = new Set(points.map(([input]) => input)).size;
  // Zero is zero in any unit.
  const telling = new Set(points.filter(([input, output]) => input !== 0 || output !== 0).map(([input]) => input)).size;
  if (telling === 0) return [];
  const found: Candidate[] = [];
  const propose = (scale: Scale, base: number, isThin: boolean) => {
    for (const [rank, digits] of ROUNDINGS.entries()) {
      const rounded = { ...scale, digits };
      if (!fits(rounded, points)) continue;
      const doubts = isThin ? [thin(question, rounded, `${telling === 1 ? 'one pair of numbers does' : 'two pairs of numbers do'} not settle the factor`)] : [];
      found.push(candidate(rounded, base + rank * 0.1 + (isThin ? 0.8 : 0), doubts));
      return;
    }
  };
  for (const [rank, scale] of KNOWN.entries()) propose(scale, (OFFSETS.has(scale.add) && scale.multiply === 1 ? 1.3 : 0.7) + rank * 0.005, telling < 2);
  if (found.length > 0) return found;
  const scale = distinct >= 2 ? fitted(points) : singleFactor(points[0]);
  if (scale) propose(scale, 1.4, distinct < 2 || (distinct === 2 && scale.add !== 0));
  return found;
}

/** One pair only: a whole factor or divisor, else an offset. */
function singleFactor(point: readonly [number, number] | undefined): Scale | null {
  if (!point || point[0] === 0 || point[1] === 0) return null;
  const [input, output] = point;
  if (Number.isInteger(output / input)) return line({ multiply: output / input });
  if (Number.isInteger(input / output)) return line({ divide: input / output });
  return null;
}
