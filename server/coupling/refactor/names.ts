// What a file is called that is made for a moved export. Owns the style: as the project's other files, in the folder of the old one.
import { posix } from 'node:path';

/** `formatPrice` as `format-price`, or as it is where the folder has files in camel or Pascal case. */
function spell(name: string, siblings: readonly string[]): string {
  const stems = siblings.map((path) => posix.basename(path).replace(/\..*$/, ''));
  const isKebab = stems.some((stem) => stem.includes('-')) || !stems.some((stem) => /[a-z][A-Z]|^[A-Z]/.test(stem));
  return isKebab ? name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').replaceAll('_', '-').toLowerCase() : name;
}

/** A path beside `file` that is free; null where none of two is. */
export function newFileFor(names: readonly string[], file: string, tree: { has(path: string): boolean; paths(): Iterable<string> }): string | null {
  const folder = posix.dirname(file);
  const siblings = [...tree.paths()].filter((path) => posix.dirname(path) === folder);
  const extension = /\.[cm]?[jt]sx?$/.exec(file)?.[0] ?? '.ts';
  const stem = posix.basename(file).slice(0, -extension.length);
  const own = spell(names[0] ?? 'part', siblings);
  const paths = [own, `${stem}-${own}`].map((name) => posix.join(folder, name + extension));
  return paths.find((path) => !tree.has(path) && !siblings.some((other) => other.toLowerCase() === path.toLowerCase())) ?? null;
}
