// Places in values: `items[id=3].price`, `map.get("a")`. Owns their form for reading.
import { describeValue } from '../describe-value.ts';
import { encodePart } from './encode-part.ts';

export type PathSegment =
  | { readonly kind: 'key'; readonly key: PropertyKey }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'identity'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'map'; readonly key: unknown }
  | { readonly kind: 'member'; readonly value: unknown };

/** A place, linked to the one around it; null is the root. */
export type ValuePath = { readonly around: ValuePath; readonly segment: PathSegment } | null;

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
/** Segments that are told of a path, half of them from each end. */
const SEGMENT_LIMIT = 40;

function formatSegment(segment: PathSegment): string {
  switch (segment.kind) {
    case 'index': return `[${segment.index}]`;
    case 'identity': return `[${segment.name}=${describeValue(encodePart(segment.value), 60)}]`;
    case 'map': return `.get(${describeValue(encodePart(segment.key), 60)})`;
    case 'member': return `.has(${describeValue(encodePart(segment.value), 60)})`;
    case 'key': {
      if (typeof segment.key === 'symbol') return `[${String(segment.key)}]`;
      return typeof segment.key === 'string' && IDENTIFIER.test(segment.key) ? `.${segment.key}` : `[${JSON.stringify(segment.key)}]`;
    }
  }
}

/** The path from the root, whose own path is empty. Of more than 40 segments those in the middle are left out with `…`. */
export function formatPath(path: ValuePath): string {
  const segments: PathSegment[] = [];
  for (let at = path; at; at = at.around) segments.push(at.segment);
  segments.reverse();
  const [head, tail] = segments.length <= SEGMENT_LIMIT ? [segments, []] : [segments.slice(0, SEGMENT_LIMIT / 2), segments.slice(-SEGMENT_LIMIT / 2)];
  const text = head.map(formatSegment).join('') + (tail.length === 0 ? '' : `…${tail.map(formatSegment).join('')}`);
  return text.replace(/^\./, '');
}
