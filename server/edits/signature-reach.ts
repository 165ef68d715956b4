// Everything that a change of one signature reaches: signatures that must agree with it, calls under any name, and places where it escapes. Owns the walk from name to name.
import type { ProjectGraph } from '../graph/project-graph.ts';
import { readCall, readUse, type Call } from './call-sites.ts';
import { walk } from './members.ts';
import { analyzeName } from './occurrences.ts';
import type { ParsedFiles } from './parsed-files.ts';
import { keyOfPlace, type Compiler, type Place } from './reference-finder.ts';
import { annotatedSite, findSites, siteAround, type SignatureSite } from './signature-sites.ts';
import { isNode, type SyntaxNode } from './syntax.ts';

export interface CallAt {
  readonly file: string;
  readonly call: Call;
}

export interface SignatureReach {
  readonly sites: readonly SignatureSite[];
  readonly calls: readonly CallAt[];
  /** Where the function goes on as a value: nobody can say who calls it there. */
  readonly escapes: readonly (Place & { readonly reason: string })[];
  /** Declarations that the room cannot change. */
  readonly outside: readonly string[];
  /** Every place that was read. */
  readonly known: ReadonlySet<string>;
}

interface Walk {
  readonly compiler: Compiler;
  readonly files: ParsedFiles;
  readonly isConstructor: boolean;
  readonly queue: Place[];
  readonly seen: Set<string>;
  readonly sites: Map<string, SignatureSite>;
  readonly calls: Map<string, CallAt>;
  readonly escapes: Map<string, Place & { reason: string }>;
  readonly outside: Set<string>;
}

const place = (file: string, { start, end }: SyntaxNode): Place => ({ file, start, end });

function addSite(walk: Walk, site: SignatureSite): void {
  const annotated = annotatedSite(site);
  for (const each of annotated ? [site, annotated] : [site]) walk.sites.set(`${each.file}\n${each.fn.start}`, each);
}

/** Constructors of a class that call the one above; without one of its own the class is created with the arguments of the other. */
function followSubclass(work: Walk, file: string, owner: SyntaxNode): void {
  const members = (owner['body'] as SyntaxNode)['body'] as SyntaxNode[];
  const own = members.filter((member) => member['kind'] === 'constructor' && isNode((member['value'] as SyntaxNode)['body']));
  if (own.length === 0 && isNode(owner['id'])) work.queue.push(place(file, owner['id']));
  for (const constructor of own) {
    for (const { node, ancestors } of withAncestors(constructor)) {
      if (node.type !== 'CallExpression' || (node['callee'] as SyntaxNode).type !== 'Super') continue;
      work.calls.set(`${file}\n${node.start}\n${node.end}`, { file, call: readCall(node, ancestors, work.files.text(file)) });
    }
  }
}

function* withAncestors(root: SyntaxNode): Generator<{ node: SyntaxNode; ancestors: readonly SyntaxNode[] }> {
  const parents = new Map<SyntaxNode, SyntaxNode | null>();
  for (const { node, parent } of walk(root)) {
    parents.set(node, parent);
    const ancestors: SyntaxNode[] = [];
    for (let at = parent; at; at = parents.get(at) ?? null) ancestors.unshift(at);
    yield { node, ancestors };
  }
}

function readPlace(work: Walk, at: Place): void {
  const { files } = work;
  const syntax = files.syntax(at.file);
  const path = files.pathTo(at.file, at.start);
  // In a comment, the innermost node is what is around the comment.
  if (!syntax || !path || path.node.start !== at.start) return;
  const site = work.isConstructor ? null : siteAround(at.file, syntax, path.node, path.ancestors.at(-1));
  if (site?.name?.start === at.start) return addSite(work, site);
  // A definition can be told as the whole statement that makes it: its name is another place.
  if (/(?:Declaration|Statement)$/.test(path.node.type)) return;
  const use = readUse(path, syntax.text);
  switch (use.kind) {
    case 'call':
      if (!work.isConstructor || use.call.node.type === 'NewExpression') work.calls.set(`${at.file}\n${use.call.node.start}\n${use.call.node.end}`, { file: at.file, call: use.call });
      return;
    case 'alias': return void work.queue.push(place(at.file, use.name));
    case 'inherits': return work.isConstructor ? followSubclass(work, at.file, use.owner) : undefined;
    case 'other': return void work.escapes.set(keyOfPlace(at), { ...at, reason: use.reason });
    case 'name': return;
  }
}

/** Follows a signature from its names. `sites`: those that are known already; for a constructor `names` are those of its class. */
export async function reachOfSignature(compiler: Compiler, files: ParsedFiles, start: { sites: readonly SignatureSite[]; names: readonly Place[]; isConstructor: boolean }): Promise<SignatureReach> {
  const work: Walk = { compiler, files, isConstructor: start.isConstructor, queue: [...start.names], seen: new Set(), sites: new Map(), calls: new Map(), escapes: new Map(), outside: new Set() };
  start.sites.forEach((site) => addSite(work, site));
  const read = new Set<string>();
  for (let next = work.queue.shift(); next; next = work.queue.shift()) {
    if (work.seen.has(keyOfPlace(next))) continue;
    work.seen.add(keyOfPlace(next));
    const { definitions, places } = await compiler.references(next);
    for (const definition of definitions) if (files.syntax(definition.file) === null && !start.isConstructor) work.outside.add(definition.file);
    for (const at of [next, ...definitions, ...places]) {
      if (read.has(keyOfPlace(at))) continue;
      read.add(keyOfPlace(at));
      readPlace(work, at);
    }
  }
  return { sites: [...work.sites.values()], calls: [...work.calls.values()], escapes: [...work.escapes.values()], outside: [...work.outside], known: read };
}

/** The names from which a signature is followed, and its own declarations. `local`: the name in its file, `Owner.member` for a member. */
export function startOf(files: ParsedFiles, graph: ProjectGraph, { file, local }: { file: string; local: string }): { sites: SignatureSite[]; names: Place[]; isConstructor: boolean } {
  const syntax = files.syntax(file);
  const sites = syntax ? findSites(file, syntax, local) : [];
  const isConstructor = local.endsWith('.constructor');
  if (!syntax || !isConstructor) return { sites, names: sites.flatMap(({ name }) => (name ? [place(file, name)] : importedDefaults(files, graph, file))), isConstructor };
  const id = classNameOf(syntax.program, sites[0]);
  return { sites, names: id ? [place(file, id)] : [], isConstructor };
}

/** An anonymous default export has only the names that its importers give it. */
function importedDefaults(files: ParsedFiles, graph: ProjectGraph, file: string): Place[] {
  return graph.edgesTo(file).flatMap(({ from, names }) => {
    const syntax = files.syntax(from);
    const local = names.find(({ imported }) => imported === 'default')?.local;
    const declared = syntax && local ? analyzeName(syntax, local).ofModule.find(({ role }) => role === 'declaration') : undefined;
    return declared ? [place(from, declared.node)] : [];
  });
}

function classNameOf(program: SyntaxNode, site: SignatureSite | undefined): SyntaxNode | null {
  for (const { node, parent } of walk(program)) {
    if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') continue;
    if (!((node['body'] as SyntaxNode)['body'] as SyntaxNode[]).some((member) => member === site?.around)) continue;
    return isNode(node['id']) ? node['id'] : parent?.type === 'VariableDeclarator' ? (parent['id'] as SyntaxNode) : null;
  }
  return null;
}
