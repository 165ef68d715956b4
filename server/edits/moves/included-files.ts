// Sets of files that a move changes without any path in them being wrong: what a tsconfig takes in, what a package offers by a pattern. Owns listing them.
import { posix, relative } from 'node:path';
import { includedBy } from '../../graph/tsconfigs.ts';
import type { TsconfigFile } from '../../graph/tsconfig-file.ts';
import type { JsonPlace } from '../json-places.ts';
import { emittedName, withoutExtension } from '../specifier.ts';
import type { MoveWork } from './move-work.ts';

interface Listed {
  readonly file: string;
  readonly places: readonly JsonPlace[];
  readonly isPackage: boolean;
}

/** The same set with its literal folders where they will be. */
function configAfter(work: MoveWork, config: TsconfigFile): TsconfigFile {
  const after = (path: string): string => {
    const parts = relative(work.graph.root, path).split('/');
    const first = parts.findIndex((part) => /[*?]/.test(part));
    const folder = (first === -1 ? parts : parts.slice(0, first)).join('/');
    return posix.join(work.graph.root, work.pathAfter(folder), ...(first === -1 ? [] : parts.slice(first)));
  };
  const list = (paths: readonly string[] | null) => paths?.map(after) ?? null;
  return { ...config, files: list(config.files), include: list(config.include), exclude: list(config.exclude) };
}

function listIncluded(work: MoveWork, { file, places }: Listed): void {
  const config = work.graph.tsconfigs.all.find(({ path }) => path === file)?.config;
  if (!config || work.moves.files.has(file)) return;
  const [before, after] = [includedBy(config), includedBy(configAfter(work, config))];
  const at = (path: string) => posix.join(work.graph.root, path);
  const changed = [...work.moves.files].filter(([from, to]) => work.graph.facts(from) && before(at(from)) !== after(at(to)));
  const [from, to] = changed[0] ?? [];
  if (from === undefined || to === undefined) return;
  const place = places.find(({ path }) => path[0] === 'include') ?? places.find(({ path }) => path[0] === 'files' || path[0] === 'exclude');
  const more = changed.length > 1 ? ` and ${changed.length - 1} more` : '';
  const what = before(at(from)) ? `takes in ${from}${more}, but not ${to}` : `takes in ${to}${more}, which it did not at ${from}`;
  work.skip(file, place?.start ?? 0, `${posix.basename(file)} ${what}; extend its files, include or exclude if that is not meant`);
}

/** What stands for the star of a pattern, in any of the forms that an entry names a file by; null where it does not fit. */
function starOf(pattern: string, file: string): string | null {
  const [before = '', after = ''] = pattern.split('*');
  const form = [file, emittedName(file) ?? file, withoutExtension(file)].find((path) => path.startsWith(before) && path.endsWith(after) && path.length > before.length + after.length);
  return form === undefined ? null : form.slice(before.length, form.length - after.length);
}

function listOffered(work: MoveWork, { file, places }: Listed): void {
  if (work.moves.files.has(file)) return;
  const folder = posix.dirname(file);
  for (const place of places) {
    const key = place.path[1];
    if (place.path[0] !== 'exports' || typeof key !== 'string' || !key.includes('*') || !place.value.includes('*')) continue;
    const pattern = posix.join(folder, place.value);
    if (work.pathAfter(posix.dirname(pattern.split('*')[0] + 'x')) !== posix.dirname(pattern.split('*')[0] + 'x')) continue;
    for (const [from, to] of work.moves.files) {
      const [star, now] = [starOf(pattern, from), starOf(pattern, to)];
      if (star === null || star === now) continue;
      work.skip(file, place.start, `the package offered ${from} as '${key.replace('*', star)}'${now === null ? ' and does not any more' : `; now it is '${key.replace('*', now)}'`}`);
      break;
    }
  }
}

/** Lists what leaves or enters the sets of one configuration file. */
export function listChangedSets(work: MoveWork, listed: Listed): void {
  if (listed.isPackage) listOffered(work, listed);
  else listIncluded(work, listed);
}
