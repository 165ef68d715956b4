// Whether the form of a signature before a change can be kept, and what must be known for that. Owns the reasons against it that the declarations give; writes no text.
import type { ChangeOf } from '../../intents/change.ts';
import { isIndirect, TYPE_MADE } from '../call-sites.ts';
import { positionOf } from '../parameter-edits.ts';
import type { Compiler } from '../reference-finder.ts';
import type { SignatureReach } from '../signature-reach.ts';
import { hasBody, isTypedElsewhere, isTypedFile, type SignatureSite } from '../signature-sites.ts';
import type { SyntaxNode } from '../syntax.ts';
import { isSayable, obstacleToSaying, parseType, typeParametersAround } from './module-names.ts';
import { returnsOf, sayParameters } from './overload-text.ts';
import type { OldForm } from './forms.ts';

type ChangeSignature = ChangeOf<'CHANGE_SIGNATURE'>;

const REASONS = {
  async: 'who does not wait needs the value itself, which an async function cannot give',
  outside: 'it is declared outside of the project too',
  overloads: 'it has overloads already, each of which would need two forms',
  several: 'other signatures must agree with it (overrides, interfaces, a type beside it), each of which would need two forms',
  elsewhere: 'its type is that of another declaration',
  bodiless: 'it has no body here',
  indirect: 'it is called through .call or .apply, where TypeScript knows the last overload only',
};

/** JavaScript has no overloads: nothing can be deprecated, but an argument too many does no harm. */
function reasonInJavaScript({ operation }: ChangeSignature, { parameters }: SignatureSite): string {
  const isLast = operation.kind === 'REMOVE_PARAMETER' && parameters.at(-1)?.name === operation.name;
  return isLast ? 'none is needed in JavaScript: an argument that a function does not take is ignored' : 'JavaScript has no overloads';
}

function reasonOfAdding(change: ChangeSignature, site: SignatureSite): string | null {
  const { operation } = change;
  if (operation.kind !== 'ADD_PARAMETER') return null;
  const isLast = positionOf(operation, site.parameters) === site.parameters.length;
  if (operation.defaultValue !== null && isLast) return `none is needed: '${operation.name}' may be left out, so that the old calls are calls of the new form`;
  const names = new Set(site.parameters.flatMap(({ name }) => name ?? []));
  return operation.argument === null ? null : obstacleToSaying(site.syntax, operation.argument, names);
}

/** Why there can be no old form beside the new one; null where the declarations allow it. */
function reasonAgainst(change: ChangeSignature, site: SignatureSite, reach: SignatureReach): string | null {
  if (change.operation.kind === 'TO_ASYNC') return REASONS.async;
  if (!isTypedFile(site.file)) return reasonInJavaScript(change, site);
  if (reach.outside.length > 0) return REASONS.outside;
  if (reach.sites.length > 1) return reach.sites.every((each) => isOverloadOf(each, site)) ? REASONS.overloads : REASONS.several;
  if (isTypedElsewhere(site)) return REASONS.elsewhere;
  if (!hasBody(site.fn)) return REASONS.bodiless;
  if (reach.calls.some(isIndirect)) return REASONS.indirect;
  return reasonOfAdding(change, site);
}

/** The top-level statement around a signature. */
const statementAround = ({ syntax, around }: SignatureSite): number | undefined => (syntax.program['body'] as SyntaxNode[]).find(({ start, end }) => start <= around.start && around.end <= end)?.start;

/** Functions of one name in one file are overloads of each other; methods are where they stand in one class. */
function isOverloadOf(one: SignatureSite, other: SignatureSite): boolean {
  if (one.file !== other.file || one.name?.['name'] !== other.name?.['name']) return false;
  const isFunction = [one, other].every(({ around }) => around.type === 'FunctionDeclaration' || around.type === 'TSDeclareFunction');
  const isMethod = [one, other].every(({ around }) => around.type === 'MethodDefinition');
  return isFunction || (isMethod && statementAround(one) === statementAround(other));
}

/** A type as the compiler writes it, where it means the same in the file. */
function sayable(site: SignatureSite, text: string | null): string | null {
  const type = text === null ? null : parseType(text);
  return type && isSayable(site.syntax, type.node, typeParametersAround(site)) ? text : null;
}

async function returnedBy(compiler: Compiler, site: SignatureSite): Promise<string | null> {
  if (returnsOf(site) !== null || site.kind === 'constructor') return null;
  const [whole] = await compiler.types(site.file, [(site.name ?? site.fn).start]);
  const type = whole == null ? null : parseType(whole);
  const returned = type?.node.type === 'TSFunctionType' ? ((type.node['returnType'] as SyntaxNode)['typeAnnotation'] as SyntaxNode) : null;
  return type && returned && isSayable(site.syntax, returned, typeParametersAround(site)) ? type.textOf(returned) : null;
}

/** What is needed to write a shim for a change, or why there can be none. `site`: the implementation before the change. */
export async function readOldForm(compiler: Compiler, change: ChangeSignature, site: SignatureSite, reach: SignatureReach): Promise<OldForm | { readonly reason: string }> {
  const reason = reasonAgainst(change, site, reach);
  if (reason !== null) return { reason };
  const unwritten = site.parameters.filter(({ type }) => type === null);
  const told = await compiler.types(site.file, unwritten.map(({ binding }) => binding.start));
  const known = new Map(unwritten.map(({ name }, index) => [name ?? '', sayable(site, told[index] ?? null)] as const).filter((entry): entry is readonly [string, string] => entry[1] !== null));
  const old = sayParameters(site, site.parameters.map(({ name }) => known.get(name ?? '') ?? null));
  if ('untyped' in old) return { reason: `the type of '${old.untyped}' is not written, and cannot be said in an overload here; write it first` };
  const isPassedOn = reach.escapes.some(({ reason: why }) => why !== TYPE_MADE);
  return { operation: change.operation, old, known, isPassedOn, returns: await returnedBy(compiler, site) };
}
