// The edits of a parameter list for each operation on a signature, `async` aside. Owns the text of parameters.
import type { SignatureOperation } from '../intents/change.ts';
import type { TextEdit } from './file-edit.ts';
import { moveComments } from './list-comments.ts';
import { hasBody, isTypedFile, openParenOf, type Parameter, type SignatureSite } from './signature-sites.ts';

/** The signature that decides which parameter an operation means, in its own file. */
export interface SignatureModel {
  readonly parameters: readonly Parameter[];
  /** By parameter; null where the code says none. */
  readonly types: readonly (string | null)[];
}

/** The edits, or why there are none. */
export type Edited = readonly TextEdit[] | { readonly reason: string };

type OperationOf<K extends SignatureOperation['kind']> = Extract<SignatureOperation, { kind: K }>;

export const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

/** Behind a comma: the line break and blanks between two items, where a list has one item a line. */
export function separatorIn(text: string, open: number, first: { readonly start: number } | undefined): string {
  const between = first ? text.slice(open + 1, first.start) : '';
  return /^\s*\n\s*$/.test(between) ? `,${between}` : ', ';
}

/** Where a new parameter goes: the place that is asked for, and never behind a rest parameter. */
export function positionOf({ position }: OperationOf<'ADD_PARAMETER'>, parameters: readonly Parameter[]): number {
  const last = parameters.at(-1)?.isRest ? parameters.length - 1 : parameters.length;
  return position === null ? last : Math.min(position, last);
}

const LITERALS: readonly (readonly [RegExp, string])[] = [[/^(['"`]).*\1$/s, 'string'], [/^-?(0[xob])?[\d_.]+(e[+-]?\d+)?$/i, 'number'], [/^-?\d[\d_]*n$/, 'bigint'], [/^(true|false)$/, 'boolean'], [/^\/.*\/[a-z]*$/s, 'RegExp']];

/** The type that a literal shows by itself; null for other expressions. */
export const typeOfLiteral = (expression: string): string | null => LITERALS.find(([pattern]) => pattern.test(expression.trim()))?.[1] ?? null;

function newParameter(site: SignatureSite, operation: OperationOf<'ADD_PARAMETER'>, at: number): string {
  const { name, defaultValue } = operation;
  if (!isTypedFile(site.file)) return defaultValue === null ? name : `${name} = ${defaultValue}`;
  const isMandatoryAfter = site.parameters.slice(at).some((parameter) => !parameter.isOptional && !parameter.isRest);
  const type = operation.type ?? typeOfLiteral(defaultValue ?? operation.argument ?? '');
  const written = type === null ? '' : `: ${type}`;
  if (defaultValue === null) return `${name}${written}`;
  if (!hasBody(site.fn) || defaultValue === 'undefined') return isMandatoryAfter ? `${name}: ${type ?? 'unknown'} | undefined` : `${name}?${written}`;
  return operation.type === null ? `${name} = ${defaultValue}` : `${name}${written} = ${defaultValue}`;
}

/** An arrow function with one bare parameter gets its parentheses. */
function inParentheses(site: SignatureSite, text: string): TextEdit {
  const [only] = site.parameters as [Parameter];
  return { start: only.start, end: only.end, text: `(${text})` };
}

function addParameter(site: SignatureSite, operation: OperationOf<'ADD_PARAMETER'>, model: SignatureModel): Edited {
  const { parameters, syntax } = site;
  const at = positionOf(operation, model.parameters);
  const open = openParenOf(site);
  if (at > parameters.length) return { reason: 'this signature has fewer parameters; the new one is not added to it' };
  const index = parameters.at(-1)?.isRest ? Math.min(at, parameters.length - 1) : at;
  const text = newParameter(site, operation, index);
  if (open === null) return [inParentheses(site, index === 0 ? `${text}, ${parameters[0]?.name ?? ''}` : `${parameters[0]?.name ?? ''}, ${text}`)];
  const separator = separatorIn(syntax.text, open, parameters[0]);
  const before = parameters[index];
  const behind = parameters.at(-1);
  if (before) return [insertion(before.start, text + separator)];
  return [behind ? insertion(behind.end, separator + text) : insertion(afterThis(site, open), hasThis(site) ? `, ${text}` : text)];
}

const thisOf = ({ fn }: SignatureSite) => (fn['params'] as { start: number; end: number; name?: string }[]).find((node) => node.name === 'this');
const hasThis = (site: SignatureSite): boolean => thisOf(site) !== undefined;
const afterThis = (site: SignatureSite, open: number): number => thisOf(site)?.end ?? open + 1;

/** The range that goes with an item of a list: with the comma before it, else behind it. */
export function rangeOfItem(items: readonly { readonly start: number; readonly end: number }[], index: number): { start: number; end: number } {
  const [item, before, after] = [items[index], items[index - 1], items[index + 1]] as const;
  if (!item) throw new Error(`there is no item ${index}`);
  return before ? { start: before.end, end: item.end } : { start: item.start, end: after?.start ?? item.end };
}

function removeParameter(site: SignatureSite, operation: OperationOf<'REMOVE_PARAMETER'>, model: SignatureModel): Edited {
  const index = model.parameters.findIndex(({ name }) => name === operation.name);
  if (!site.parameters[index]) return [];
  if (openParenOf(site) === null) return [{ start: site.parameters[0]?.start ?? 0, end: site.parameters[0]?.end ?? 0, text: '()' }];
  const { start, end } = rangeOfItem(site.parameters, index);
  // A trailing comma would stand alone.
  const rest = site.parameters.length === 1 ? (/^\s*,/.exec(site.syntax.text.slice(end))?.[0].length ?? 0) : 0;
  return [{ start, end: end + rest, text: '' }];
}

/** For each new place the old one. */
export const permutationOf = ({ order }: OperationOf<'REORDER_PARAMETERS'>, model: SignatureModel): number[] => order.map((name) => model.parameters.findIndex((parameter) => parameter.name === name));

function reorderParameters(site: SignatureSite, operation: OperationOf<'REORDER_PARAMETERS'>, model: SignatureModel): Edited {
  const from = permutationOf(operation, model);
  const count = site.parameters.length;
  const isWithin = from.slice(0, count).every((index) => index < count);
  if (!isWithin) return { reason: 'this signature has fewer parameters than the one that is reordered; its order is not changed' };
  const text = (index: number): string => site.syntax.text.slice(site.parameters[index]?.start, site.parameters[index]?.end);
  const open = openParenOf(site);
  const comments = open === null || count !== from.length || hasThis(site) ? [] : moveComments(site.syntax.text, site.parameters, open, from);
  return [...site.parameters.flatMap(({ start, end }, index) => (from[index] === index ? [] : [{ start, end, text: text(from[index] ?? index) }])), ...comments];
}

/** `{ a: number; b?: string }` */
function optionsType(model: SignatureModel, site: SignatureSite): string {
  const fields = model.parameters.map(({ name, isOptional }, index) => `${name ?? ''}${(site.parameters[index]?.isOptional ?? isOptional) ? '?' : ''}: ${site.parameters[index]?.type ?? model.types[index] ?? 'any'}`);
  return `{ ${fields.slice(0, site.parameters.length).join('; ')} }`;
}

function toOptions(site: SignatureSite, model: SignatureModel): Edited {
  const { parameters, file } = site;
  const [first, last] = [parameters[0], parameters.at(-1)];
  if (!first || !last) return [];
  const isTyped = isTypedFile(file);
  const isAllOptional = parameters.every(({ isOptional }) => isOptional);
  if (!hasBody(site.fn)) return [{ start: first.start, end: last.end, text: `options${isAllOptional ? '?' : ''}: ${optionsType(model, site)}` }];
  if (parameters.some(({ name, isRest }) => name === null || isRest)) return { reason: 'this signature takes a pattern or a rest of its arguments apart; it is not put into an object' };
  const isBare = openParenOf(site) === null;
  const edits: TextEdit[] = [insertion(first.start, isBare ? '({ ' : '{ ')];
  for (const [index, { binding, name }] of parameters.entries()) {
    const key = model.parameters[index]?.name ?? name ?? '';
    const end = binding.start + (name ?? '').length;
    if (key !== name) edits.push(index === 0 ? { start: first.start, end: first.start, text: `${isBare ? '(' : ''}{ ${key}: ` } : insertion(binding.start, `${key}: `));
    if (binding.end > end) edits.push({ start: end, end: binding.end, text: '' });
  }
  if (model.parameters[0]?.name !== first.name) edits.shift();
  const type = isTyped ? `: ${optionsType(model, site)}` : '';
  return [...edits, insertion(last.end, ` }${type}${isAllOptional ? ' = {}' : ''}${isBare ? ')' : ''}`)];
}

/** The edits of one signature. `model`: the signature that the operation names. */
export function editParameters(site: SignatureSite, operation: SignatureOperation, model: SignatureModel): Edited {
  switch (operation.kind) {
    case 'ADD_PARAMETER': return addParameter(site, operation, model);
    case 'REMOVE_PARAMETER': return removeParameter(site, operation, model);
    case 'REORDER_PARAMETERS': return reorderParameters(site, operation, model);
    case 'TO_OPTIONS_OBJECT': return toOptions(site, model);
    case 'TO_ASYNC': return [];
  }
}
