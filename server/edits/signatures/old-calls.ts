// Who still calls a function in its old form: the calls that the compiler resolves to the deprecated overload. Owns in which files it is asked, and how its reports become calls.
import { transitiveDependents } from '../../graph/dependents.ts';
import { isIndirect, readCall } from '../call-sites.ts';
import { usesOfDefault } from '../default-uses.ts';
import type { EditSource } from '../edit-plan.ts';
import type { ParsedFiles } from '../parsed-files.ts';
import { Compiler } from '../reference-finder.ts';
import { reachOfSignature, startOf, type CallAt, type SignatureReach } from '../signature-reach.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { SignatureShim } from './find-signature-shims.ts';

interface PlaceOfCall {
  readonly file: string;
  readonly start: number;
}

export interface OldCalls {
  readonly reach: SignatureReach;
  readonly calls: readonly CallAt[];
  /** The names that are called in the old form, as the compiler reports them. */
  readonly places: readonly PlaceOfCall[];
  /** The files that were checked. */
  readonly files: readonly string[];
  /** Places whose form the compiler does not tell, or that are no plain calls. */
  readonly untold: readonly PlaceOfCall[];
}

/** Everything that reaches a signature, started as a change of it would. */
export async function reachOfLocal(compiler: Compiler, files: ParsedFiles, source: EditSource, { file, local }: { file: string; local: string }): Promise<SignatureReach> {
  const { graph } = source;
  const found = startOf(files, graph, { file, local });
  const isDefault = graph.facts(file)?.exports.some((entry) => entry.name === 'default' && entry.local === local) === true;
  return reachOfSignature(compiler, files, isDefault ? { ...found, names: [...found.names, ...usesOfDefault(source, file)] } : found);
}

/** Where the function can be called: everything that depends on its file, since it can be passed on under any name. */
const filesToCheck = ({ graph }: EditSource, file: string, reach: SignatureReach): string[] => [...new Set([file, ...transitiveDependents(graph, [file]).keys(), ...reach.calls.map((each) => each.file)])];

/** Where the compiler reports a call: at the last name of what is called. */
function reportedAt(callee: SyntaxNode): SyntaxNode {
  if (callee.type === 'CallExpression' || callee.type === 'NewExpression') return reportedAt(callee['callee'] as SyntaxNode);
  return callee.type === 'MemberExpression' ? (callee['property'] as SyntaxNode) : callee;
}

const isName = (callee: SyntaxNode): boolean => callee.type === 'Identifier' || callee.type === 'ThisExpression' || callee.type === 'Super' || (callee.type === 'MemberExpression' && isName(callee['object'] as SyntaxNode));

/** The call that is reported at a place; null where that may be several. `isNamed`: the report says a name. */
function callAt(files: ParsedFiles, { file, start }: PlaceOfCall, isNamed: boolean): CallAt | null {
  const path = files.pathTo(file, start);
  const around = [...(path?.ancestors ?? []), ...(path ? [path.node] : [])];
  const candidates = around.filter((node) => (node.type === 'CallExpression' || node.type === 'NewExpression') && reportedAt(node['callee'] as SyntaxNode).start === start);
  // `f(a)(b)`: both are reported at f, and only the first has a name.
  const fitting = candidates.length < 2 ? candidates : candidates.filter((node) => isName(node['callee'] as SyntaxNode) === isNamed);
  const [node] = fitting;
  return node && fitting.length === 1 ? { file, call: readCall(node, around.slice(0, around.indexOf(node)), files.text(file)) } : null;
}

/** The calls of a shim's old form, by one search for its names and one check of everything that depends on it. */
export async function findOldCalls(source: EditSource, files: ParsedFiles, { file, shim }: { file: string; shim: SignatureShim }, signal?: AbortSignal): Promise<OldCalls> {
  const { checker } = source;
  const { tag } = shim;
  if (!checker || !tag) throw new Error('old calls are found by a compiler, and by the tag of their signature');
  const reach = await reachOfLocal(new Compiler(source, signal), files, source, { file, local: shim.local });
  const checked = filesToCheck(source, file, reach);
  const { problems } = await checker.findDeprecatedUses({ overlay: new Map(), files: checked, ...(signal ? { signal } : {}) });
  const places = problems.filter(({ deprecatedAt }) => deprecatedAt?.file === file && tag.start <= deprecatedAt.start && deprecatedAt.start < tag.end);
  const uses = places.map((place) => ({ place, call: callAt(files, place, place.code === 'TS6387') }));
  return {
    reach, places, files: checked, calls: uses.flatMap(({ call }) => call ?? []),
    untold: [...uses.flatMap(({ place, call }) => (call ? [] : place)), ...reach.calls.filter(isIndirect).map((each) => ({ file: each.file, start: each.call.node.start }))],
  };
}
