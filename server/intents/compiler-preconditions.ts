// What must hold before a change and only the compiler can tell: what a member overrides, who has its new name, whose body reads a parameter. Owns these refusals.
import { localNameOf } from '../edits/changes/change-signature.ts';
import type { EditSource } from '../edits/edit-plan.ts';
import { obstaclesOfMember } from '../edits/member-hierarchy.ts';
import { ParsedFiles } from '../edits/parsed-files.ts';
import { Compiler } from '../edits/reference-finder.ts';
import { usesOfParameter } from '../edits/signature-obstacles.ts';
import { reachOfSignature, startOf } from '../edits/signature-reach.ts';
import { hasBody, implementationOf } from '../edits/signature-sites.ts';
import { InvalidInputError } from '../errors.ts';
import type { Change, ChangeOf } from './change.ts';
import { NameTakenError } from './errors.ts';

/** A package by its name, else the path. */
const libraryOf = (path: string): string => /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(path)?.[1]?.replace(/^@typescript\/typescript-.*/, 'the JavaScript library') ?? path;

async function assertMemberIsFree(source: EditSource, change: ChangeOf<'RENAME_MEMBER'>, signal?: AbortSignal): Promise<void> {
  if (change.from.startsWith('#')) return;
  const { outside, taken } = await obstaclesOfMember(new Compiler(source, signal), new ParsedFiles(source.tree), change);
  const [library, other] = [outside[0], taken[0]];
  if (library !== undefined) throw new InvalidInputError(`${change.owner}.${change.from} overrides or implements a member of ${libraryOf(library)}, which keeps its name.`, 'Name a member that this project declares by itself.');
  if (other !== undefined) throw new NameTakenError(`'${change.to}' is a name already in ${other}, which belongs to ${change.owner}.${change.from}.`, 'Choose another name, or rename the other one first; nothing was written.');
}

async function assertSignatureIsOurs(source: EditSource, change: ChangeOf<'CHANGE_SIGNATURE'>, signal?: AbortSignal): Promise<void> {
  const { operation, name } = change;
  const files = new ParsedFiles(source.tree);
  const start = startOf(files, source.graph, { file: change.file, local: localNameOf(source, change) });
  const { sites, outside } = await reachOfSignature(new Compiler(source, signal), files, start);
  const library = outside[0];
  if (library !== undefined) throw new InvalidInputError(`${name} overrides or implements a method of ${libraryOf(library)}, whose signature stays.`, 'Name a function that this project declares by itself.');
  if (operation.kind !== 'REMOVE_PARAMETER') return;
  const index = implementationOf(start.sites)?.parameters.findIndex((parameter) => parameter.name === operation.name) ?? -1;
  const uses = sites.filter(({ fn }) => hasBody(fn)).flatMap((site) => usesOfParameter(site, index).map((at) => `${site.file}:${at}`));
  if (uses.length > 0) throw new InvalidInputError(`'${operation.name}' of ${name} is used by what overrides or implements it: ${uses.slice(0, 10).join(', ')}.`, 'Remove those uses first; nothing was written.');
}

/** Throws InvalidInputError or NameTakenError where the compiler knows a reason against a change that was resolved. */
export async function assertCompilerAgrees(source: EditSource, change: Change, signal?: AbortSignal): Promise<void> {
  if (change.kind === 'RENAME_MEMBER') await assertMemberIsFree(source, change, signal);
  if (change.kind === 'CHANGE_SIGNATURE') await assertSignatureIsOurs(source, change, signal);
}
