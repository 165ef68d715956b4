// Whether a source file runs as an ES module or as CommonJS, and under which name its JavaScript is written. Pure.
import { posix } from 'node:path';
import { parseSyntax } from '../../edits/syntax.ts';

export type ModuleFormat = 'esm' | 'cjs';

/** What is asked of the project; texts include the contents that are being tried. */
export type TextOf = (path: string) => string | undefined;

const COMMON_JS_TYPESCRIPT = /^\s*(?:export\s*=|(?:export\s+)?import\s+[\w$]+\s*=\s*require\b)/m;
const COMMON_JS_NAMES = /\b(?:require|module|exports|__dirname|__filename)\b/;

/**
 * The format of a source file: by its extension, else by its syntax, else by the package it belongs to. TypeScript with `import`
 * statements is an ES module also where the project compiles it to CommonJS.
 */
export function moduleFormat(path: string, text: string, textOf: TextOf): ModuleFormat {
  if (/\.m[jt]s$/.test(path)) return 'esm';
  if (/\.c[jt]s$/.test(path)) return 'cjs';
  if (/\.tsx?$/.test(path) && COMMON_JS_TYPESCRIPT.test(text)) return 'cjs';
  if (parseSyntax(path, text).isModule) return 'esm';
  return COMMON_JS_NAMES.test(text) ? 'cjs' : packageFormat(path, textOf);
}

/** What Node makes of a `.js` file there: the `type` of the nearest package.json. */
export function packageFormat(path: string, textOf: TextOf): ModuleFormat {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const manifest = textOf(posix.join(folder, 'package.json'));
    if (manifest !== undefined) return typeOf(manifest) === 'module' ? 'esm' : 'cjs';
    if (folder === '.' || folder === '/') return 'cjs';
  }
}

function typeOf(manifest: string): unknown {
  try {
    return (JSON.parse(manifest) as { type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}

/**
 * The path of the JavaScript that is written for a source file: its own where Node would take it in that format, else with `.mjs` or
 * `.cjs` behind it, so that `a.ts` and `a.js` never meet.
 */
export function emittedPath(path: string, format: ModuleFormat, textOf: TextOf): string {
  const asIs = path.endsWith('.mjs') ? 'esm' : path.endsWith('.cjs') ? 'cjs' : path.endsWith('.js') ? packageFormat(path, textOf) : null;
  return asIs === format ? path : `${path}.${format === 'esm' ? 'mjs' : 'cjs'}`;
}
