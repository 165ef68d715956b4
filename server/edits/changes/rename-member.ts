// rename-member: the declarations of a whole hierarchy, every use, and an accessor that keeps the old name. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { composeAround } from '../apply-around.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { reachOfMember, type MemberReach } from '../member-hierarchy.ts';
import { deprecateMember, memberShim } from '../member-shim.ts';
import { ownerAround } from '../members.ts';
import { ParsedFiles } from '../parsed-files.ts';
import { Compiler, keyOfPlace } from '../reference-finder.ts';
import { renameAtPlaces } from '../rename-member.ts';
import { listUnknownUses } from '../unknown-uses.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;

const REASONS = {
  interface: 'An interface cannot offer a member under two names without breaking who implements it, so the old name is not kept.',
  type: 'An object type cannot offer a member under two names without breaking who makes its values, so the old name is not kept.',
  object: 'The old name of a constant object is not kept: a second key would show wherever its keys are read.',
  hidden: 'Nobody outside can have used the member, so the old name is not kept.',
};

function reasonWithoutShim({ declared }: MemberReach): string | null {
  const kind = declared[0]?.owner.kind;
  if (kind === 'interface' || kind === 'type' || kind === 'object') return REASONS[kind];
  return declared.every(({ node, name }) => node['accessibility'] === 'private' || name.startsWith('#')) ? REASONS.hidden : null;
}

/** The names of all types that declare the member. */
function ownersOf(files: ParsedFiles, { definitions }: MemberReach, owner: string): string[] {
  const around = definitions.map(({ file, start }) => files.pathTo(file, start)).map((path) => path && ownerAround(path.ancestors)?.id?.['name']);
  return [...new Set([owner, ...around.filter((name) => typeof name === 'string')])];
}

export async function editsOfRenameMember(source: EditSource, change: ChangeOf<'RENAME_MEMBER'>, signal?: AbortSignal): Promise<ChangeEdits> {
  const { tree } = source;
  const { file, from, to } = change;
  const files = new ParsedFiles(tree);
  const compiler = new Compiler(source, signal);
  const reach = await reachOfMember(compiler, files, change);
  if (reach.declared.length === 0) throw new Error(`${change.owner} in ${file} has no member ${from}`);
  renameAtPlaces(files, reach, change);
  const owners = ownersOf(files, reach, change.owner);
  if (!from.startsWith('#')) {
    const touched = new Set(reach.places.map((place) => place.file));
    const paths = [...tree.paths()].filter((path) => SOURCE.test(path) && (touched.has(path) || mentionsAny(tree.text(path), [from, ...owners])));
    await listUnknownUses(compiler, files, change, { paths, owners, known: new Set(reach.places.map(keyOfPlace)) });
  }
  const declarations = new Set(reach.definitions.map(keyOfPlace));
  const targets = [...new Set([file, ...reach.definitions.map((place) => place.file)])].filter((path) => tree.has(path));
  const withoutShim = reasonWithoutShim(reach);
  return {
    ...composeAround(source, file, files.edits, (path, { start }) => declarations.has(keyOfPlace({ file: path, start, end: start })) || declarations.has(keyOfPlace({ file: path, start: start - 1, end: start }))),
    notEdited: files.notEdited, sites: [], targets, targetsAfter: targets, renamed: { files: [], names: [[to, from]] },
    ...(withoutShim === null ? { shim: { keep: (after) => memberShim(after, change), deprecate: (after) => deprecateMember(after, change) } } : { shim: null, withoutShim }),
  };
}

/** As words of their own: a short name is part of many. */
function mentionsAny(text: string | undefined, words: readonly string[]): boolean {
  return text !== undefined && words.some((each) => text.includes(each) && new RegExp(String.raw`(?<![\w$])${each.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(text));
}
