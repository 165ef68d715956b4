// Writes a module specifier for a new target in the style of the old one. Owns extensions, index files and prefixes; resolves nothing.
import { posix } from 'node:path';

/** How the last part of a specifier names its file. */
type Form =
  | { readonly kind: 'folder' } // './cart' for cart/index.ts
  | { readonly kind: 'bare' } // './totals'
  | { readonly kind: 'extension' } // './totals.ts'
  | { readonly kind: 'emitted'; readonly jsx: boolean }; // './totals.js' for totals.ts, './totals.jsx' for totals.tsx

const SOURCE = /(\.d)?\.([cm]?[jt]sx?|json)$/;
const EMITTED: Readonly<Record<string, string>> = { '.ts': '.js', '.tsx': '.js', '.mts': '.mjs', '.cts': '.cjs', '.d.ts': '.js', '.d.mts': '.mjs', '.d.cts': '.cjs', '.jsx': '.js' };

const extensionOf = (path: string): string => SOURCE.exec(path)?.[0] ?? posix.extname(path);
/** 'src/a' for 'src/a.ts' and 'src/a.d.ts'. */
export const withoutExtension = (path: string): string => path.slice(0, path.length - extensionOf(path).length);
/** 'src/a.js' for 'src/a.ts'; null for what no compiler emits. */
export const emittedName = (path: string): string | null => {
  const extension = EMITTED[extensionOf(path)];
  return extension === undefined ? null : withoutExtension(path) + extension;
};

/** True for 'cart/index.ts'. */
export const isIndex = (path: string): boolean => /^index\./.test(posix.basename(path));

/** True for './x', '../x', '.' and '..'. */
export const isRelative = (specifier: string): boolean => /^\.\.?(\/|$)/.test(specifier);

function formOf(specifier: string, target: string): Form {
  const last = posix.basename(specifier);
  const name = posix.basename(target);
  if (last === name) return { kind: 'extension' };
  if (last === posix.basename(emittedName(target) ?? '')) return { kind: 'emitted', jsx: false };
  if (name.endsWith('.tsx') && last === `${withoutExtension(name)}.jsx`) return { kind: 'emitted', jsx: true };
  if (last === withoutExtension(name)) return { kind: 'bare' };
  return { kind: 'folder' };
}

/** The target as that form writes it; a folder form is kept only where the new target is an index file too. */
function inForm(form: Form, target: string): string {
  switch (form.kind) {
    case 'extension':
      return target;
    case 'emitted':
      return form.jsx && target.endsWith('.tsx') ? `${withoutExtension(target)}.jsx` : (emittedName(target) ?? target);
    case 'bare':
      return withoutExtension(target);
    case 'folder':
      return isIndex(target) ? posix.dirname(target) : withoutExtension(target);
  }
}

/** './a/b' from the importing file's folder; a folder that is the importer's own becomes '.'. */
export function relativeTo(importer: string, target: string): string {
  const path = posix.relative(posix.dirname(importer), target);
  if (path === '') return '.';
  return isRelative(path) ? path : `./${path}`;
}

/** Segments that both end with, e.g. `@/cart/totals` and `src/cart/totals` share `cart/totals`. */
function prefixesOf(specifier: string, written: string): { alias: string; folder: string } | null {
  const a = specifier.split('/');
  const b = written.split('/');
  let shared = 0;
  while (shared < a.length && shared < b.length && a[a.length - 1 - shared] === b[b.length - 1 - shared]) shared += 1;
  if (shared === 0) return null;
  const join = (parts: string[]) => parts.slice(0, parts.length - shared).map((part) => `${part}/`).join('');
  return { alias: join(a), folder: join(b) };
}

/** A prefix that stands for a folder, such as '@/' for 'src/'. */
export interface Alias {
  readonly prefix: string;
  readonly folder: string;
}

export interface SpecifierMove {
  readonly specifier: string;
  /** The importing file, where it will be. */
  readonly importer: string;
  readonly oldTarget: string;
  readonly newTarget: string;
  /** Prefixes that the importer may use, for when the old one cannot express the new place. */
  readonly aliases: readonly Alias[];
  /** A relative specifier of the project and its target: how one is written where an alias has to become relative. */
  readonly model?: { readonly specifier: string; readonly target: string } | undefined;
}

/**
 * The specifier for the new target in the old one's style: relative stays relative, an alias stays an alias as long as one reaches the new place,
 * extensions, `.js` for `.ts`, and folder imports stay as they were written. Null when no specifier can be derived (an exact alias or a package entry).
 */
export function moveSpecifier(move: SpecifierMove): string | null {
  // What a bundler is told after `?` stays; `#` starts a name of package.json there and a fragment nowhere.
  const query = /\?.*$/.exec(move.specifier)?.[0] ?? '';
  const specifier = move.specifier.slice(0, move.specifier.length - query.length);
  const { importer, oldTarget, newTarget, aliases } = move;
  const form = formOf(specifier.replace(/\/$/, ''), oldTarget);
  const written = inForm(form, newTarget);
  if (isRelative(specifier)) {
    const path = relativeTo(importer, written);
    const isFolder = form.kind === 'folder' && isIndex(newTarget);
    return (specifier.endsWith('/') && isFolder ? `${path}/` : path) + query;
  }
  const prefixes = prefixesOf(specifier, inForm(form, oldTarget));
  if (!prefixes) return null;
  if (written.startsWith(prefixes.folder)) return prefixes.alias + written.slice(prefixes.folder.length) + query;
  const other = aliases.filter((alias) => written.startsWith(alias.folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
  if (other) return other.prefix + written.slice(other.folder.length) + query;
  const relativeForm = move.model ? formOf(move.model.specifier.replace(/\?.*$|\/$/, ''), move.model.target) : form;
  return relativeTo(importer, inForm(relativeForm, newTarget)) + query;
}
