// Which file runs where its declarations stand beside it: for the compiler `./a` is `a.d.ts`, for who loads it `a.js`.
import type { EdgeKind } from './facts.ts';
import type { Tsconfigs } from './tsconfigs.ts';

export const IS_SCRIPT = /\.[cm]?jsx?$/;
export const IS_DECLARATION = /\.d\.([cm]?)ts$/;
const OF_TYPES: ReadonlySet<EdgeKind> = new Set(['TYPE', 'REFERENCE', 'JSDOC']);

export interface Link {
  readonly from: string;
  readonly kind: EdgeKind;
  /** Where the compiler takes it to lead. */
  readonly to: string;
}

/** Where an import of JavaScript that no compiler reads leads: to the script beside the declarations. Types lead to declarations all the same. */
export function runFile({ takeScripts }: Pick<Tsconfigs, 'takeScripts'>, { from, kind, to }: Link, isThere: (path: string) => boolean): string {
  const flavor = IS_DECLARATION.exec(to)?.[1];
  if (takeScripts || flavor === undefined || OF_TYPES.has(kind) || !IS_SCRIPT.test(from)) return to;
  return [`.${flavor}js`, '.jsx'].map((ending) => to.replace(IS_DECLARATION, ending)).find(isThere) ?? to;
}

/** The declarations that can stand beside a script; null for any other file. */
export const declarationsOf = (path: string): string | null => (IS_SCRIPT.test(path) ? path.replace(/\.([cm]?)jsx?$/, '.d.$1ts') : null);
