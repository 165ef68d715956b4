// change-signature: every declaration that must agree, every call, and what escapes both. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { composeAround } from '../apply-around.ts';
import { editArguments } from '../argument-edits.ts';
import { carryAsync } from '../carry-async.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { usesOfDefault } from '../default-uses.ts';
import { editParameterTags } from '../parameter-tags.ts';
import { editParameters, typeOfLiteral, type Edited, type SignatureModel } from '../parameter-edits.ts';
import { ParsedFiles } from '../parsed-files.ts';
import { Compiler } from '../reference-finder.ts';
import { reachOfSignature, startOf, type CallAt, type SignatureReach } from '../signature-reach.ts';
import { implementationOf, type SignatureSite } from '../signature-sites.ts';
import { applyEdits, normalizeEdits } from '../text-edits.ts';
import { listUnknownCalls } from '../unknown-uses.ts';
import { listImportersWithoutProject } from '../unknown-importers.ts';

type ChangeSignature = ChangeOf<'CHANGE_SIGNATURE'>;

const WITHOUT_SHIM = 'The old signature is not kept: one name cannot take its arguments in two ways without becoming another function for who overrides or passes it on.';

/** The name by which the file itself knows the export. */
export function localNameOf({ graph }: Pick<EditSource, 'graph'>, { file, name }: Pick<ChangeSignature, 'file' | 'name'>): string {
  const [exported, member] = name.split('.', 2) as [string, string | undefined];
  const local = graph.facts(file)?.exports.find((entry) => entry.name === exported && entry.importIndex === null)?.local ?? exported;
  return member === undefined ? local : `${local}.${member}`;
}

async function modelOf(compiler: Compiler, site: SignatureSite, { operation }: ChangeSignature): Promise<SignatureModel> {
  const { parameters, file, syntax } = site;
  if (operation.kind !== 'TO_OPTIONS_OBJECT') return { parameters, types: parameters.map(({ type }) => type) };
  const known = await compiler.types(file, parameters.map(({ binding }) => binding.start));
  const types = parameters.map(({ type, defaultValue }, index) => type ?? (defaultValue && typeOfLiteral(syntax.text.slice(defaultValue.start, defaultValue.end))) ?? known[index] ?? null);
  return { parameters, types };
}

/** Takes the edits inside of a range out of a file's, and gives the text that they make of it. */
function takeText(files: ParsedFiles, file: string, start: number, end: number): string {
  const edits = files.editsOf(file);
  const inside = edits.filter((edit) => start <= edit.start && edit.end <= end);
  for (const edit of inside) edits.splice(edits.indexOf(edit), 1);
  return applyEdits(files.text(file).slice(start, end), normalizeEdits(inside).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start })));
}

function take(files: ParsedFiles, file: string, offset: number, edited: Edited): void {
  if ('reason' in edited) files.leave(file, offset, edited.reason);
  else files.editsOf(file).push(...edited);
}

/** Calls inside of arguments come before the calls around them, so that what moves moves with its edits. */
const innermostFirst = (a: CallAt, b: CallAt): number => b.call.node.start - a.call.node.start || a.call.node.end - b.call.node.end;

function editReach(files: ParsedFiles, reach: SignatureReach, { operation }: ChangeSignature, model: SignatureModel): void {
  for (const site of reach.sites) {
    take(files, site.file, site.fn.start, editParameters(site, operation, model));
    if (operation.kind === 'REMOVE_PARAMETER') files.editsOf(site.file).push(...editParameterTags(site, operation.name));
  }
  for (const { file, call } of [...reach.calls].sort(innermostFirst)) {
    const context = { text: files.text(file), take: (start: number, end: number) => takeText(files, file, start, end) };
    take(files, file, call.node.start, editArguments(call, operation, context, model));
  }
  for (const { file, start, reason } of reach.escapes) files.leave(file, start, reason);
}

export async function editsOfSignature(source: EditSource, change: ChangeSignature, signal?: AbortSignal): Promise<ChangeEdits> {
  const { tree, graph } = source;
  const { file } = change;
  const files = new ParsedFiles(tree);
  const compiler = new Compiler(source, signal);
  const local = localNameOf(source, change);
  const found = startOf(files, graph, { file, local });
  const isDefault = graph.facts(file)?.exports.some((entry) => entry.name === 'default' && entry.local === local) === true;
  const start = isDefault ? { ...found, names: [...found.names, ...usesOfDefault(source, file)] } : found;
  const site = implementationOf(start.sites);
  if (!site) throw new Error(`${file} declares no function ${change.name}`);
  const reach = await reachOfSignature(compiler, files, start);
  for (const outside of reach.outside) files.leave(file, site.fn.start, `the signature is declared in ${outside} too, which is not edited`);
  if (change.operation.kind === 'TO_ASYNC') await carryAsync(compiler, files, reach);
  else editReach(files, reach, change, await modelOf(compiler, site, change));
  await listUnknownCalls(compiler, files, change.name, { paths: tree.paths(), known: reach.known });
  await listImportersWithoutProject(compiler, files, graph, { name: change.name, targets: reach.sites.map((each) => each.file) });
  const isOfSite = (path: string, offset: number) => reach.sites.some(({ file: own, around }) => own === path && around.start <= offset && offset <= around.end);
  const targets = [...new Set([file, ...reach.sites.map((each) => each.file)])];
  return {
    ...composeAround(source, file, files.edits, (path, edit) => isOfSite(path, edit.start)),
    notEdited: files.notEdited, sites: [], targets, targetsAfter: targets, renamed: { files: [], names: [] }, shim: null, withoutShim: WITHOUT_SHIM,
  };
}
