// What keeps a signature from being changed as wished, by its own text. Owns the preconditions and their sentences; throws nothing.
import type { SignatureOperation } from '../intents/change.ts';
import { analyzeName } from './occurrences.ts';
import { positionOf, typeOfLiteral } from './parameter-edits.ts';
import { hasBody, isTypedElsewhere, isTypedFile, openParenOf, readsArguments, type Parameter, type SignatureSite } from './signature-sites.ts';
import { parseSyntax, positionAt, type SyntaxNode } from './syntax.ts';

export interface Obstacle {
  readonly kind: 'taken' | 'invalid';
  readonly message: string;
  readonly hint: string;
}

type OperationOf<K extends SignatureOperation['kind']> = Extract<SignatureOperation, { kind: K }>;

const invalid = (message: string, hint: string): Obstacle => ({ kind: 'invalid', message, hint });
const namesOf = ({ parameters }: SignatureSite): string => (parameters.length === 0 ? 'it has none' : `it has ${parameters.map(({ name }) => name ?? 'a pattern').join(', ')}`);
const isInside = (outer: SyntaxNode, node: SyntaxNode): boolean => outer.start <= node.start && node.end <= outer.end;

/** True for text that parses as one expression. */
export function isExpression(text: string): boolean {
  const wrapped = `x = (${text}\n);`;
  const { errors, program } = parseSyntax('a.ts', wrapped);
  const body = program['body'] as SyntaxNode[];
  return errors.length === 0 && body.length === 1 && text.trim() !== '';
}

const isType = (text: string): boolean => {
  const { errors, program } = parseSyntax('a.ts', `let x: ${text}\n;`);
  const statements = (program['body'] as SyntaxNode[]).filter(({ type }) => type !== 'EmptyStatement');
  return errors.length === 0 && statements.length === 1 && text.trim() !== '' && (statements[0]?.['declarations'] as SyntaxNode[])[0]?.['init'] === null;
};

/** Where a parameter is read inside of its function, the declaration left out: 1-based `line:column`. */
export function usesOfParameter(site: SignatureSite, index: number): string[] {
  const parameter = site.parameters[index];
  if (!parameter?.name || !hasBody(site.fn)) return [];
  const analysis = analyzeName(site.syntax, parameter.name);
  const scope = analysis.all.find(({ node, role }) => role === 'declaration' && node.start === parameter.binding.start)?.scopes.at(-1);
  const uses = scope ? analysis.boundTo(scope).filter(({ node }) => node.start !== parameter.binding.start) : [];
  return uses.map(({ node }) => positionAt(site.syntax.text, node.start)).map(({ line, column }) => `${line}:${column}`);
}

function obstacleToAdding(site: SignatureSite, operation: OperationOf<'ADD_PARAMETER'>): Obstacle | null {
  const { name, type, defaultValue, argument, position } = operation;
  const { parameters } = site;
  if (parameters.some((parameter) => parameter.name === name)) return { kind: 'taken', message: `There is a parameter '${name}' already.`, hint: 'Choose another name; nothing was written.' };
  const inside = analyzeName(site.syntax, name).all.filter(({ node }) => isInside(site.fn, node));
  if (inside.length > 0) return { kind: 'taken', message: `'${name}' is used inside of the function already; a parameter would hide what it means there.`, hint: 'Choose another name; nothing was written.' };
  if (defaultValue === null && argument === null) return invalid(`Callers do not know what to give for '${name}'.`, `Give a default (${name}: string = 'x') or an argument (with argument 'x').`);
  for (const text of [defaultValue, argument]) if (text !== null && !isExpression(text)) return invalid(`'${text}' is not an expression.`, "Give an expression such as 'EUR' in quotes, 0, or undefined.");
  if (type !== null && !isType(type)) return invalid(`'${type}' is not a type.`, 'Give a type such as string, or number[].');
  const given = type ?? typeOfLiteral(defaultValue ?? argument ?? '');
  if (given === null && isTypedFile(site.file) && (defaultValue === null || defaultValue === 'undefined')) return invalid(`The type of '${name}' is not known.`, `Say it: ${name}: string.`);
  if (position !== null && (position < 0 || position > parameters.length)) return invalid(`There is no place ${position + 1} among ${parameters.length} parameters.`, `Give a place from 1 to ${parameters.length + 1}.`);
  const at = positionOf(operation, parameters);
  const isOptionalBefore = parameters.slice(0, at).some(({ isOptional, defaultValue: own }) => isOptional && own === null);
  if (defaultValue === null && isOptionalBefore && isTypedFile(site.file)) return invalid(`'${name}' would be required behind an optional parameter.`, 'Give it a default, or a place before the optional ones.');
  return null;
}

function obstacleToRemoving(site: SignatureSite, { name }: OperationOf<'REMOVE_PARAMETER'>): Obstacle | null {
  const index = site.parameters.findIndex((parameter) => parameter.name === name);
  if (index === -1) return invalid(`There is no parameter '${name}'; ${namesOf(site)}.`, 'Name one of its parameters.');
  if (site.parameters[index]?.isProperty) return invalid(`'${name}' declares a property of the class.`, 'Remove the property first.');
  const uses = usesOfParameter(site, index);
  return uses.length === 0 ? null : invalid(`'${name}' is used in ${site.file} at ${uses.slice(0, 10).join(', ')}.`, 'Remove those uses first; nothing was written.');
}

/** True when an `a?` would stand before a parameter that must be given. `from`: for each new place the old one. */
export function putsRequiredBehindOptional(parameters: readonly Parameter[], from: readonly number[]): boolean {
  const sorted = from.flatMap((index) => parameters[index] ?? []);
  const firstOptional = sorted.findIndex(({ isOptional, defaultValue }) => isOptional && defaultValue === null);
  return firstOptional !== -1 && sorted.slice(firstOptional).some(({ isOptional, isRest }) => !isOptional && !isRest);
}

function obstacleToReordering(site: SignatureSite, { order }: OperationOf<'REORDER_PARAMETERS'>): Obstacle | null {
  const { parameters } = site;
  const names = parameters.map(({ name }) => name);
  if (names.includes(null)) return invalid('A parameter is a pattern and has no name to be ordered by.', 'Give it a name first.');
  if (order.length !== names.length || new Set(order).size !== order.length || order.some((name) => !names.includes(name))) return invalid(`'${order.join(', ')}' is not every parameter once; ${namesOf(site)}.`, 'Name every parameter in the new order.');
  if (order.every((name, index) => name === names[index])) return invalid('The parameters are in that order already.', 'Give another order.');
  const sorted = order.map((name) => parameters.find((parameter) => parameter.name === name));
  if (sorted.slice(0, -1).some((parameter) => parameter?.isRest)) return invalid('The rest parameter must stay the last one.', 'Name it last.');
  if (putsRequiredBehindOptional(parameters, order.map((name) => names.indexOf(name)))) return invalid('A required parameter would stand behind an optional one.', 'Name the optional ones last.');
  return null;
}

const returnedType = (fn: SyntaxNode): SyntaxNode | undefined => (fn['returnType'] as SyntaxNode | null)?.['typeAnnotation'] as SyntaxNode | undefined;
const narrows = (fn: SyntaxNode): boolean => returnedType(fn)?.type === 'TSTypePredicate';

function obstacleToOptions({ parameters, fn }: SignatureSite): Obstacle | null {
  if (narrows(fn)) return invalid('It narrows the type of a parameter, which a property of an object cannot be.', 'Change its return type first.');
  if (parameters.length === 0) return invalid('It has no parameters.', 'Name a function that has some.');
  if (parameters.some(({ isRest }) => isRest)) return invalid('A rest parameter cannot be part of an options object.', 'Turn it into an array first.');
  if (parameters.some(({ name }) => name === null)) return invalid('A parameter is a pattern already.', 'Give it a name first.');
  if (parameters.some(({ isProperty }) => isProperty)) return invalid('Parameters that declare properties of the class cannot be part of an options object.', 'Declare the properties in the class first.');
  return null;
}

function obstacleToAsync({ fn, around, kind, syntax }: SignatureSite): Obstacle | null {
  if (kind === 'constructor') return invalid('A constructor cannot be async.', 'Use a static method that makes the object.');
  if (around['kind'] === 'get' || around['kind'] === 'set') return invalid('An accessor cannot be async.', 'Turn it into a method first.');
  if (fn['generator'] === true) return invalid('A generator becomes another kind of iteration when it is async; its callers cannot await it.', 'Change it by hand.');
  if (fn['async'] === true) return invalid('It is async already.', 'Name another function.');
  const returned = returnedType(fn);
  if (narrows(fn)) return invalid('A function that narrows a type cannot be async.', 'Change its return type first.');
  if (returned && /^Promise(Like)?\s*</.test(syntax.text.slice(returned.start, returned.end))) return invalid('It returns a promise already.', 'Name another function.');
  return null;
}

function obstacleByKind(site: SignatureSite, operation: SignatureOperation): Obstacle | null {
  switch (operation.kind) {
    case 'ADD_PARAMETER': return obstacleToAdding(site, operation);
    case 'REMOVE_PARAMETER': return obstacleToRemoving(site, operation);
    case 'REORDER_PARAMETERS': return obstacleToReordering(site, operation);
    case 'TO_OPTIONS_OBJECT': return obstacleToOptions(site);
    case 'TO_ASYNC': return obstacleToAsync(site);
  }
}

/** The first reason against the operation on the signature with the body; null when there is none. */
export function obstacleOf(site: SignatureSite, operation: SignatureOperation): Obstacle | null {
  if (operation.kind !== 'TO_ASYNC' && (site.around['kind'] === 'get' || site.around['kind'] === 'set')) return invalid('The parameters of an accessor are fixed.', 'Name a function or a method.');
  const isLast = operation.kind === 'ADD_PARAMETER' && positionOf(operation, site.parameters) === site.parameters.length;
  if (operation.kind !== 'TO_ASYNC' && !isLast && readsArguments(site.fn, site.syntax.text)) return invalid("It reads 'arguments', whose places would change.", "Replace 'arguments' by a rest parameter first.");
  if (operation.kind !== 'TO_ASYNC' && site.parameters.length === 1 && openParenOf(site) === null && site.parameters[0]?.name === null) return invalid('Its parameter is a pattern.', 'Give it a name first.');
  const changesAll = operation.kind === 'REORDER_PARAMETERS' || operation.kind === 'TO_OPTIONS_OBJECT' || operation.kind === 'TO_ASYNC';
  if (changesAll && isTypedElsewhere(site)) return invalid('Its type is that of another declaration, which says the signature.', 'Change that type first, or write the signature beside the function.');
  return obstacleByKind(site, operation);
}
