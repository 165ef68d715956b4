// When the name a person wrote means the name that was recorded. Owns the spelling of calls; knows no order and no tree.

/** How well a name fits: the smaller the better. */
export const FIT = { exact: 0, prefixed: 1, otherCase: 2 } as const;

/** Where the parentheses that end a name begin: `a(b(c))` has them at 1; the length of the name where there are none, or nothing but them. */
function findArguments(name: string): number {
  if (!name.endsWith(')')) return name.length;
  let depth = 0;
  for (let at = name.length - 1; at > 0; at -= 1) {
    if (name[at] === ')') depth += 1;
    else if (name[at] === '(' && --depth === 0) return at;
  }
  return name.length;
}

/** Names that need no more than to lose their parentheses: nearly all. */
const SIMPLE = /^(?!this\.)(?!.*\.prototype\.)[\w$.<>*]+(?:\(\))?$/;

/** One spelling for a call: `await this.submit(form)` is `submit`, `Cart.prototype.total` and `Cart#total` are `Cart.total`. */
export function normalizeCallName(text: string): string {
  if (SIMPLE.test(text)) return text.endsWith('()') ? text.slice(0, -2) : text;
  const call = text.trim().replace(/^(?:(?:await|async|new)\s+)+/, '');
  const name = call.slice(0, findArguments(call)).trim();
  return name.replace(/^this\??\.(?=.)/, '').replace(/\?\./g, '.').replace(/\.prototype\./g, '.').replace(/(?<=[\p{L}\p{N}_$])#(?=.)/gu, '.');
}

/** What follows the last dot: the name without its class or object. */
export const lastSegment = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Whether `name` is `pattern` with any text for each `*`. Linear in practice: it goes back to the last star only. */
function isGlobMatch(pattern: string, name: string): boolean {
  let [at, star, from, i] = [0, -1, 0, 0];
  while (i < name.length) {
    if (pattern[at] === '*') [star, from, at] = [at, i, at + 1];
    else if (pattern[at] === name[i]) [at, i] = [at + 1, i + 1];
    else if (star >= 0) [at, i, from] = [star + 1, from + 1, from + 1];
    else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function findGlobFit(pattern: string, name: string): number | null {
  if (isGlobMatch(pattern, name)) return FIT.exact;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) if (isGlobMatch(pattern, name.slice(dot + 1))) return FIT.prefixed;
  return null;
}

/**
 * How the recorded `name` fits the `pattern`, both normalized; null where it does not. `submit` fits `Form.submit` and `form.submit` fits
 * `submit` (prefixed); `form.submit` fits `Form.submit` (the object is called like its class, in other case); `*` in a pattern is any text.
 */
export function findFit(pattern: string, name: string): number | null {
  if (pattern === name) return FIT.exact;
  if (pattern.includes('*')) return findGlobFit(pattern, name);
  if (name.endsWith(`.${pattern}`) || pattern.endsWith(`.${name}`)) return FIT.prefixed;
  if (!pattern.includes('.') || lastSegment(pattern) !== lastSegment(name)) return null;
  const [a, b] = [`.${pattern.toLowerCase()}`, `.${name.toLowerCase()}`];
  return name.includes('.') && (a.endsWith(b) || b.endsWith(a)) ? FIT.otherCase : null;
}
