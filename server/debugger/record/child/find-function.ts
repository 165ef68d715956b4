// Finds what a scenario calls among the exports of its module. Runs inside the sandbox.
import { findLocal } from './evaluate-in-module.ts';

export interface Callee {
  /** Calls it with its arguments; for a method of a prototype the first argument is the object. */
  readonly call: (args: readonly unknown[]) => unknown;
}

export type FoundFunction = { readonly kind: 'found'; readonly callee: Callee } | { readonly kind: 'missing'; readonly message: string } | { readonly kind: 'not-a-function'; readonly message: string };

type Exports = Readonly<Record<string, unknown>>;

/** The exports as `import` or `require` of the original module would see them. */
export function exportsOf(namespace: Exports, format: 'esm' | 'cjs'): Exports {
  const whole = namespace['default'];
  return format === 'cjs' && ((typeof whole === 'object' && whole !== null) || typeof whole === 'function') ? (whole as unknown as Exports) : namespace;
}

/** `exportName` is a name or a path (`Cart.prototype.total`); a top-level name that is not exported will do. */
export function findFunction(exports: Exports, exportName: string, where: { readonly file: string; readonly format: 'esm' | 'cjs' }): FoundFunction {
  const [first = '', ...path] = exportName.split('.');
  let value = startOf(exports, first, where);
  let owner: unknown;
  let reached = first;
  if (value === undefined) return { kind: 'missing', message: `${where.file} has no export '${first}'${listOf(Object.keys(exports))}.` };
  for (const name of path) {
    owner = value;
    value = readFrom(owner, name);
    if (value === undefined) return { kind: 'missing', message: `'${reached}' of ${where.file} has no '${name}'.` };
    reached += `.${name}`;
  }
  if (typeof value !== 'function') return { kind: 'not-a-function', message: `'${exportName}' of ${where.file} is ${nameOfKind(value)}, not a function.` };
  const target = value as (...args: unknown[]) => unknown;
  if (isClass(target)) return found((args) => Reflect.construct(target, [...args]) as unknown);
  return path.at(-2) === 'prototype' ? found(([receiver, ...args]) => Reflect.apply(target, receiver, args)) : found((args) => Reflect.apply(target, owner, [...args]));
}

const found = (call: Callee['call']): FoundFunction => ({ kind: 'found', callee: { call } });

function startOf(exports: Exports, name: string, where: { readonly file: string; readonly format: 'esm' | 'cjs' }): unknown {
  const exported = readFrom(exports, name);
  if (exported !== undefined) return exported;
  // `module.exports = f` and `export = f` have no name.
  if (name === 'default' && where.format === 'cjs') return exports;
  return findLocal(name, where.file);
}

function readFrom(owner: unknown, name: string): unknown {
  return (typeof owner === 'object' && owner !== null) || typeof owner === 'function' ? (owner as Record<string, unknown>)[name] : undefined;
}

const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value));
const nameOfKind = (value: unknown): string => (value === null ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`);
const listOf = (names: readonly string[]): string => (names.length === 0 ? '; it exports nothing' : `; it exports ${names.slice(0, 12).join(', ')}${names.length > 12 ? ' …' : ''}`);
