// How a test calls the function of a scenario: its import, its arguments, its receiver. Owns the expression of the call.
import { posix } from 'node:path';
import type { GivenValue, Scenario } from '../scenario.ts';
import { memberSource } from '../repair/data-mapping/value-source.ts';
import type { Binding, ModuleNames } from './bindings.ts';
import type { Actual } from './checks.ts';
import { grouped, readGiven, type TestCode } from './expressions.ts';
import { stemOf } from './neighbours.ts';
import type { SubjectFacts } from './subject.ts';
import type { TestStyle } from './test-style.ts';

type FunctionScenario = Extract<Scenario, { kind: 'FUNCTION' }>;

/** Names that a test file uses for itself. */
export const TEST_WORDS: ReadonlySet<string> = new Set(['describe', 'it', 'test', 'expect', 'assert', 'vi', 'jest', 'before', 'after', 'require', 'module', 'exports', 'actual', 'args', 'given', 'asJson']);
const RESERVED = /^(?:await|break|case|catch|class|const|continue|default|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|let|new|null|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield)$/;
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

export interface Callee {
  readonly binding: Binding;
  /** The call in words, without arguments: `Cart.total`. */
  readonly words: string;
  call(args: readonly TestCode[]): Actual;
}

/** A name for what has none: that of the file, in camel case. */
function localName(file: string, declared: string | null): string {
  const stem = stemOf(file) === 'index' ? posix.basename(posix.dirname(file)) : stemOf(file);
  const camel = declared ?? stem.replace(/[^\p{ID_Continue}$]+(.)?/gu, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return IDENTIFIER.test(camel) && !TEST_WORDS.has(camel) && !RESERVED.test(camel) ? camel : 'subject';
}

export interface CalleeRequest {
  readonly scenario: FunctionScenario;
  readonly names: ModuleNames;
  readonly facts: SubjectFacts;
  readonly declaredDefault: string | null;
  /** Arguments are cast, so that a compiler takes them whatever their types. */
  readonly isLoose: boolean;
}

/** The callee, or why a test cannot reach it. */
export function findCallee({ scenario, names, facts, declaredDefault, isLoose }: CalleeRequest): Callee | string {
  const { file, exportName } = scenario;
  const [first = '', ...path] = exportName.split('.');
  if (![first, ...path].every((name) => IDENTIFIER.test(name))) return `A test cannot import ${exportName} of ${file}.`;
  const local = first === 'default' ? localName(file, declaredDefault) : TEST_WORDS.has(first) || RESERVED.test(first) ? 'subject' : first;
  const binding = names.findExport(first, local);
  if (!binding) return `${file} does not export ${first}, so a test cannot import it. Export it, and keep the session as a test then.`;
  const written = (args: readonly TestCode[]): string => args.map(({ text }) => (isLoose ? `${text} as never` : text)).join(', ');
  const isMethod = path.at(-2) === 'prototype';
  const target = path.reduce((object, name) => memberSource(object, name), local);
  const name = first === 'default' && path.length === 0 ? local : [local, ...path].filter((part) => part !== 'prototype').join('.');
  return {
    binding,
    words: name,
    call(args) {
      if (facts.isClass) return { text: `new ${target}(${written(args)})`, isSync: true };
      if (!isMethod) return { text: `${target}(${written(args)})`, isSync: facts.isSurelySync };
      const [receiver, ...rest] = args;
      const isInstance = receiver !== undefined && !receiver.isJson;
      const text = isInstance ? `${memberSource(grouped(receiver), path.at(-1) ?? '')}(${written(rest)})` : `${target}.call(${written(args)})`;
      return { text, isSync: facts.isSurelySync };
    },
  };
}

/** The arguments as code; a number is that of the argument, from 1, that no code makes. */
export function readArguments(given: readonly GivenValue[], style: TestStyle): TestCode[] | number {
  const codes: TestCode[] = [];
  for (const [index, value] of given.entries()) {
    const code = readGiven(value, style.source);
    if (!code) return index + 1;
    codes.push(code);
  }
  return codes;
}
