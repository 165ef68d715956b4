// A room in a temporary folder, and the judgement of a seeded program by running the unbroken one. For tests and benchmarks of the search.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { transformSync } from 'oxc-transform';
import { applyEdits } from '../../../server/edits/text-edits.ts';
import { ProjectGraph } from '../../../server/graph/project-graph.ts';
import { SourceTree } from '../../../server/rooms/source-tree.ts';
import type { Source } from '../../../server/debugger/deps.ts';
import type { Patch } from '../../../server/debugger/fix.ts';
import type { CallExample } from '../../../server/debugger/scenario.ts';
import { valueSource } from '../../../server/debugger/repair/inputs.ts';
import type { SeededProgram } from './seeded-programs.ts';

/** Writes the files and reads them as a room. */
export async function openRoom(folder: string, files: Readonly<Record<string, string>>): Promise<Source> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const tree = await SourceTree.open(folder);
  await tree.scan();
  return { tree, graph: await ProjectGraph.build(tree, tree.root) };
}

/** The text after the modify edits of a patch on one file. */
export function patchedText(path: string, text: string, patch: Patch): string {
  return patch.edits.reduce((now, edit) => (edit.kind === 'modify' && edit.path === path ? applyEdits(now, edit.edits) : now), text);
}

export function brokenCode({ code, bug: [right, wrong] }: SeededProgram): string {
  if (code.split(right).length !== 2) throw new Error(`\`${right}\` does not occur once`);
  return code.replace(right, () => wrong);
}

/** What `run` of a program gives for each of the inputs. Throws where it throws, and where it takes more than a second. */
export async function resultsOf(code: string, inputs: readonly string[]): Promise<unknown[]> {
  const { code: javascript } = transformSync('program.ts', code);
  const context = vm.createContext({ encodeURIComponent });
  vm.runInContext(javascript.replace(/^export /gm, ''), context, { timeout: 1_000 });
  // Cloned, as each context has prototypes of its own.
  return Promise.all(inputs.map(async (input) => plain(structuredClone(await vm.runInContext(`run(${input})`, context, { timeout: 1_000 })))));
}

/** Maps as their entries, so that results can be written down. */
const plain = (value: unknown): unknown => (value instanceof Map ? { map: [...(value as Map<unknown, unknown>)] } : value);

export function toExample(input: string, result: unknown): CallExample {
  const source = valueSource(isPlainMap(result) ? new Map(result.map as [unknown, unknown][]) : result) ?? 'undefined';
  return { kind: 'call', args: splitArguments(input), expected: { kind: 'returns', value: { kind: 'expression', source } } };
}

/** Arguments at the top level of a list. */
function splitArguments(input: string): { kind: 'expression'; source: string }[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= input.length; at += 1) {
    if (at === input.length || (input[at] === ',' && depth === 0)) {
      parts.push(input.slice(from, at).trim());
      from = at + 1;
    } else if ('[({'.includes(input[at]!)) depth += 1;
    else if ('])}'.includes(input[at]!)) depth -= 1;
    else if (input[at] === "'") at = input.indexOf("'", at + 1);
  }
  return parts.filter((part) => part !== '').map((source) => ({ kind: 'expression', source }));
}

function isPlainMap(result: unknown): result is { map: unknown } {
  return typeof result === 'object' && result !== null && Object.hasOwn(result, 'map');
}
