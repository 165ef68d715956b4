// How a signature is said once more, as an overload without a body: its parameters, its type parameters, `this` and what it returns. Owns that text.
import { typeOfLiteral } from '../parameter-edits.ts';
import type { Parameter, SignatureSite } from '../signature-sites.ts';
import { isNode, type SyntaxNode } from '../syntax.ts';

/** A parameter as an overload, a call signature or a tuple type says it. */
export interface Said {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  /** May be given as `undefined`: optional, or with a default in front of others. */
  readonly isOpen: boolean;
  readonly isRest: boolean;
}

/** What the compiler knows about a signature that its own text does not say. */
export interface KnownTypes {
  /** By parameter; null where it is written or not known. */
  readonly parameters: readonly (string | null)[];
  /** Null where it is written, or cannot be said in this file. */
  readonly returns: string | null;
}

/** The parameters of a signature, or the name of one whose type cannot be said. */
export function sayParameters({ parameters, syntax }: Pick<SignatureSite, 'parameters' | 'syntax'>, known: readonly (string | null)[]): readonly Said[] | { readonly untyped: string } {
  const said: Said[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const name = parameter.name ?? `given${index + 1}`;
    const type = parameter.type ?? literalType(parameter, syntax.text) ?? known[index] ?? null;
    if (type === null) return { untyped: name };
    const isMandatoryAfter = parameters.slice(index + 1).some((each) => !each.isOptional && !each.isRest);
    const isInFront = parameter.isOptional && isMandatoryAfter;
    said.push({ name, type: isInFront ? `${inUnion(type)} | undefined` : type, isOptional: parameter.isOptional && !isInFront, isOpen: parameter.isOptional, isRest: parameter.isRest });
  }
  return said;
}

const literalType = ({ defaultValue }: Parameter, text: string): string | null => defaultValue && typeOfLiteral(text.slice(defaultValue.start, defaultValue.end));
const inUnion = (type: string): string => (/=>|\?|\binfer\b/.test(type) ? `(${type})` : type);

/** `a: number, b?: string, ...rest: boolean[]`: a list of parameters, and the inside of a tuple type too. */
export const listOf = (said: readonly Said[]): string => said.map(({ name, type, isOptional, isRest }) => `${isRest ? '...' : ''}${name}${isOptional ? '?' : ''}: ${type}`).join(', ');

/** `this: Window`, as written; null without one. */
export function thisOf({ fn, syntax }: Pick<SignatureSite, 'fn' | 'syntax'>): string | null {
  const own = (fn['params'] as SyntaxNode[]).find((node) => node['name'] === 'this');
  return own ? syntax.text.slice(own.start, own.end) : null;
}

/** `<T extends string>`, as written; empty without them. */
export function typeParametersOf({ fn, syntax }: Pick<SignatureSite, 'fn' | 'syntax'>): string {
  const own = fn['typeParameters'];
  return isNode(own) ? syntax.text.slice(own.start, own.end).replace(/,\s*>$/, '>') : '';
}

/** What is written behind the colon; null where nothing is. */
export function returnsOf({ fn, syntax }: Pick<SignatureSite, 'fn' | 'syntax'>): string | null {
  const type = (fn['returnType'] as SyntaxNode | null | undefined)?.['typeAnnotation'];
  return isNode(type) ? syntax.text.slice(type.start, type.end) : null;
}

/** `<T>(this: X, a: T)`, for either kind of signature. */
export function headOf(site: SignatureSite, parameters: string): string {
  const own = thisOf(site);
  return `${typeParametersOf(site)}(${own === null ? '' : `${own}${parameters === '' ? '' : ', '}`}${parameters})`;
}
