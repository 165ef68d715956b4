// change-signature: every declaration that must agree, every call, and what escapes both. Owns how the edits make up the change.
import type { ChangeOf } from '../../intents/change.ts';
import { composeAround } from '../apply-around.ts';
import { carryAsync } from '../carry-async.ts';
import type { ChangeEdits, EditSource } from '../edit-plan.ts';
import { editParameterTags } from '../parameter-tags.ts';
import { editParameters, typeOfLiteral, type SignatureModel } from '../parameter-edits.ts';
import { ParsedFiles } from '../parsed-files.ts';
import { Compiler } from '../reference-finder.ts';
import type { SignatureReach } from '../signature-reach.ts';
import { findSites, implementationOf, type SignatureSite } from '../signature-sites.ts';
import { editCalls, takeEdited } from '../signatures/edit-calls.ts';
import { keepSignature } from '../signatures/keep-signature.ts';
import { readOldForm } from '../signatures/old-form.ts';
import { reachOfLocal } from '../signatures/old-calls.ts';
import { listUnknownCalls } from '../unknown-uses.ts';
import { listImportersWithoutProject } from '../unknown-importers.ts';

type ChangeSignature = ChangeOf<'CHANGE_SIGNATURE'>;

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

function editReach(files: ParsedFiles, reach: SignatureReach, { operation }: ChangeSignature, model: SignatureModel): void {
  for (const site of reach.sites) {
    takeEdited(files, site.file, site.fn.start, editParameters(site, operation, model));
    if (operation.kind === 'REMOVE_PARAMETER') files.editsOf(site.file).push(...editParameterTags(site, operation.name));
  }
  editCalls(files, reach.calls, operation, model);
  for (const { file, start, reason } of reach.escapes) files.leave(file, start, reason);
}

export async function editsOfSignature(source: EditSource, change: ChangeSignature, signal?: AbortSignal): Promise<ChangeEdits> {
  const { tree, graph } = source;
  const { file } = change;
  const files = new ParsedFiles(tree);
  const compiler = new Compiler(source, signal);
  const local = localNameOf(source, change);
  const syntax = files.syntax(file);
  const site = syntax ? implementationOf(findSites(file, syntax, local)) : undefined;
  if (!site) throw new Error(`${file} declares no function ${change.name}`);
  const reach = await reachOfLocal(compiler, files, source, { file, local });
  const form = await readOldForm(compiler, change, site, reach);
  for (const outside of reach.outside) files.leave(file, site.fn.start, `the signature is declared in ${outside} too, which is not edited`);
  if (change.operation.kind === 'TO_ASYNC') await carryAsync(compiler, files, reach);
  else editReach(files, reach, change, await modelOf(compiler, site, change));
  await listUnknownCalls(compiler, files, change.name, { paths: tree.paths(), known: reach.known });
  await listImportersWithoutProject(compiler, files, graph, { name: change.name, targets: reach.sites.map((each) => each.file) });
  const isOfSite = (path: string, offset: number) => reach.sites.some(({ file: own, around }) => own === path && around.start <= offset && offset <= around.end);
  const targets = [...new Set([file, ...reach.sites.map((each) => each.file)])];
  const composed = composeAround(source, file, files.edits, (path, edit) => isOfSite(path, edit.start));
  return {
    ...composed, notEdited: files.notEdited, sites: [], targets, targetsAfter: targets, renamed: { files: [], names: [] }, ...keepSignature(composed.after, { file, local }, form),
  };
}
