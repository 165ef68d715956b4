// Turns the names of scrubbers into what the comparison takes, and back. Owns the names; the comparison owns their meaning.
import { InvalidInputError } from '../errors.ts';
import type { Scrubber } from './compare/scrubbers.ts';

const LIMIT = 100;
const PATH_LIMIT = 500;

function parseScrubber(text: string): Scrubber {
  const [kind = '', ...rest] = text.trim().split(':');
  const path = rest.join(':').trim();
  if (path.length > PATH_LIMIT) throw new InvalidInputError(`The path '${path.slice(0, 40)}' of a scrubber is longer than ${PATH_LIMIT} characters.`, 'Use * for the parts that do not matter.');
  if ((kind === 'ids' || kind === 'dates') && path === '') return { kind };
  if (kind === 'order') return path === '' ? { kind } : { kind, path };
  if (kind === 'ignore' && path !== '') return { kind: 'path', path };
  throw new InvalidInputError(`'${text.slice(0, 60)}' is no scrubber.`, 'Use ids, dates, order, order: and a path, or ignore: and a path such as ignore:items.*.updatedAt.');
}

/** Throws InvalidInputError for the first one that is not known. */
export function parseScrubbers(texts: readonly string[]): Scrubber[] {
  if (texts.length > LIMIT) throw new InvalidInputError(`${texts.length} scrubbers were given; at most ${LIMIT} are taken.`, 'Use * in a path to cover several places.');
  return texts.map(parseScrubber);
}

/** The name that `parseScrubbers` reads back. */
export function nameScrubber(scrubber: Scrubber): string {
  if (scrubber.kind === 'path') return `ignore:${scrubber.path}`;
  return scrubber.kind === 'order' && scrubber.path !== undefined ? `order:${scrubber.path}` : scrubber.kind;
}
