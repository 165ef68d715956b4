// Resolves wishes about what a declaration offers: rename-member, change-signature. Owns what their own text must allow; what only the compiler knows is asked later.
import { localNameOf } from '../../edits/changes/change-signature.ts';
import { findOwners, membersOf, type Member } from '../../edits/members.ts';
import { obstacleOf, putsRequiredBehindOptional } from '../../edits/signature-obstacles.ts';
import { findSites, implementationOf, type SignatureSite } from '../../edits/signature-sites.ts';
import { parseSyntax, type Syntax } from '../../edits/syntax.ts';
import { InvalidInputError } from '../../errors.ts';
import type { ChangeOf, SignatureOperation } from '../change.ts';
import { NameTakenError, TargetNotFoundError, type IntentSuggestion } from '../errors.ts';
import { nearest } from '../find-targets.ts';
import type { WishOf } from '../wish.ts';
import { assertMemberName, assertParses, assertUsableName, locateDeclared, word, type Codebase } from './targets.ts';

interface Located {
  readonly file: string;
  readonly syntax: Syntax;
  readonly members: readonly Member[];
}

/** The members of an exported declaration. Throws what `locateDeclared` throws, and InvalidInputError for one without members. */
function locateMembers(codebase: Codebase, owner: string, given: string | null, rephrase: (owner: string, file: string) => string): Located {
  const file = locateDeclared(codebase, { name: owner, file: given }, rephrase);
  assertParses(codebase, file);
  const syntax = parseSyntax(file, codebase.tree.text(file) ?? '');
  const owners = findOwners(syntax, localNameOf(codebase, { file, name: owner }));
  if (owners.length === 0 || owners.flatMap(membersOf).length === 0) throw new InvalidInputError(`${owner} in ${file} has no members that Supernova knows.`, 'Name a class, an interface, an object type, an enum or a constant object.');
  return { file, syntax, members: owners.flatMap(membersOf) };
}

function suggestMembers(members: readonly Member[], wanted: string, file: string, rephrase: (name: string) => string): IntentSuggestion[] {
  return nearest(members.map(({ name }) => name), wanted).map((name) => ({ text: rephrase(name), file, symbol: name }));
}

/** `#x` where the owner has a private name and the words left the `#` out. */
function memberName(members: readonly Member[], name: string): string {
  const isPrivate = !name.startsWith('#') && !members.some((member) => member.name === name) && members.some((member) => member.name === `#${name}`);
  return isPrivate ? `#${name}` : name;
}

export function resolveRenameMember(codebase: Codebase, wish: WishOf<'RENAME_MEMBER'>): ChangeOf<'RENAME_MEMBER'> {
  const { owner } = wish;
  const text = (type: string, from: string, file: string) => `rename ${type}.${from} to ${wish.to} in ${word(file)}`;
  const { file, members } = locateMembers(codebase, owner, wish.file, (type, found) => text(type, wish.from, found));
  const from = memberName(members, wish.from);
  const to = from.startsWith('#') && !wish.to.startsWith('#') ? `#${wish.to}` : wish.to;
  // A parameter that is a property is a variable as well.
  if (members.some(({ name, node }) => name === from && node.type === 'TSParameterProperty')) assertUsableName(to, 'the new name');
  else assertMemberName(to.replace(/^#/, ''));
  if (!members.some(({ name }) => name === from)) {
    throw new TargetNotFoundError(`${owner} in ${file} declares no member '${from}'.`, 'Check the spelling, or name the type that declares it when it is inherited.', suggestMembers(members, from, file, (name) => text(owner, name, file)));
  }
  if (from === to) throw new InvalidInputError(`'${from}' has that name already.`, 'Give another new name.');
  if (to.startsWith('#') !== from.startsWith('#') || to === '#constructor') throw new InvalidInputError(`'${from}' cannot become '${to}': a name with # is another kind of member.`, 'Change it by hand, or give a name without #.');
  if (to === 'constructor') throw new InvalidInputError("'constructor' is no name for a member.", 'Give another new name.');
  if (members.some(({ name }) => name === to)) throw new NameTakenError(`${owner} in ${file} already has a member '${to}'.`, 'Choose another name, or rename the other one first; nothing was written.');
  return { kind: 'RENAME_MEMBER', file, owner, from, to };
}

function operationText(operation: SignatureOperation): (name: string, file: string) => string {
  switch (operation.kind) {
    case 'ADD_PARAMETER': {
      const { name: parameter, type, defaultValue, argument, position } = operation;
      const declared = `${parameter}${type === null ? '' : `: ${type}`}${defaultValue === null ? '' : ` = ${defaultValue}`}`;
      return (name, file) => `add parameter ${declared} to ${name} in ${word(file)}${position === null ? '' : ` at position ${position + 1}`}${argument === null ? '' : ` with argument ${argument}`}`;
    }
    case 'REMOVE_PARAMETER': return (name, file) => `remove parameter ${operation.name} from ${name} in ${word(file)}`;
    case 'REORDER_PARAMETERS': return (name, file) => `reorder parameters of ${name} in ${word(file)} to ${operation.order.join(', ')}`;
    case 'TO_OPTIONS_OBJECT': return (name, file) => `make the parameters of ${name} in ${word(file)} an options object`;
    case 'TO_ASYNC': return (name, file) => `make ${name} in ${word(file)} async`;
  }
}

function assertPossible(site: SignatureSite, operation: SignatureOperation, name: string): void {
  const obstacle = obstacleOf(site, operation);
  if (!obstacle) return;
  const message = `The signature of ${name} in ${site.file} cannot be changed so: ${obstacle.message}`;
  throw obstacle.kind === 'taken' ? new NameTakenError(message, obstacle.hint) : new InvalidInputError(message, obstacle.hint);
}

/** Overloads take the same order as their implementation. */
function assertOverloadsFollow(sites: readonly SignatureSite[], { parameters, file }: SignatureSite, operation: SignatureOperation, name: string): void {
  if (operation.kind !== 'REORDER_PARAMETERS') return;
  const from = operation.order.map((each) => parameters.findIndex((parameter) => parameter.name === each));
  const stuck = sites.find((site) => site.parameters.length < parameters.length || putsRequiredBehindOptional(site.parameters, from));
  if (stuck) throw new InvalidInputError(`An overload of ${name} in ${file} cannot take that order: its callers would leave out what comes first.`, 'Change that overload first, or give another order; nothing was written.');
}

export function resolveSignature(codebase: Codebase, wish: WishOf<'CHANGE_SIGNATURE'>): ChangeOf<'CHANGE_SIGNATURE'> {
  const { operation } = wish;
  const text = operationText(operation);
  const [exported = '', member] = wish.name.split('.', 2);
  if (operation.kind === 'ADD_PARAMETER') assertUsableName(operation.name, 'a parameter');
  const file = locateDeclared(codebase, { name: exported, file: wish.file }, (name, found) => text(member === undefined ? name : `${name}.${member}`, found));
  assertParses(codebase, file);
  const syntax = parseSyntax(file, codebase.tree.text(file) ?? '');
  const name = member === undefined ? exported : `${exported}.${member}`;
  const sites = findSites(file, syntax, localNameOf(codebase, { file, name }));
  const site = implementationOf(sites);
  if (!site && member !== undefined) {
    const { members } = locateMembers(codebase, exported, file, (owner, found) => text(`${owner}.${member}`, found));
    const callable = members.filter((each) => findSites(file, syntax, localNameOf(codebase, { file, name: `${exported}.${each.name}` })).length > 0);
    throw new TargetNotFoundError(`${exported} in ${file} declares no method '${member}'.`, 'Check the spelling, or name the type that declares it when it is inherited.', suggestMembers(callable, member, file, (found) => text(`${exported}.${found}`, file)));
  }
  if (!site) throw new InvalidInputError(`${name} in ${file} is no function that is written there.`, 'Name a function, an arrow function in a constant, or a method as Class.method.');
  assertPossible(site, operation, name);
  assertOverloadsFollow(sites, site, operation, name);
  return { kind: 'CHANGE_SIGNATURE', file, name, operation };
}
