// A project of any size with imports as real ones have them: folders with barrels, few files that many import, neighbours that know each other, some cycles.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { createRandom, pick } from './seeded-random.ts';

const FILES_PER_FOLDER = 10;
const FOLDERS_PER_AREA = 8;
const MOST_IMPORTS = 12;

export interface GrownProject {
  readonly folder: string;
  /** Modules without the barrels, relative to the folder. */
  readonly modules: readonly string[];
  remove(): void;
}

const folderOf = (i: number): string => {
  const folder = Math.floor(i / FILES_PER_FOLDER);
  return `src/area${Math.floor(folder / FOLDERS_PER_AREA)}/feature${folder % FOLDERS_PER_AREA}`;
};
const pathOf = (i: number): string => `${folderOf(i)}/module${i}.ts`;

/** `count` modules (barrels come on top), the same for the same seed. */
export function writeGrownProject(count: number, seed = 1): GrownProject {
  const random = createRandom(seed);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-grown-')));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const modules = Array.from({ length: count }, (_, i) => pathOf(i));
  // Each import of a module makes the next one likelier, which gives a fan-in by a power law (Barabási and Albert, 1999).
  const popular: number[] = [0];
  modules.forEach((path, i) => {
    const targets = targetsOf(i, { count, popular, random });
    popular.push(i, ...targets);
    write(path, textOf(i, targets, random));
  });
  for (let first = 0; first < count; first += FILES_PER_FOLDER) {
    const inside = modules.slice(first, first + FILES_PER_FOLDER);
    write(`${folderOf(first)}/index.ts`, inside.map((path) => `export * from './${posix.basename(path)}';\n`).join(''));
  }
  write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, module: 'nodenext', noEmit: true, allowImportingTsExtensions: true, paths: { '@/*': ['./src/*'] } }, include: ['src'] }));
  write('package.json', JSON.stringify({ name: 'grown', type: 'module' }));
  return { folder, modules, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Popular modules, neighbours in the folder, and once in fifty a module that comes later, which closes cycles. */
function targetsOf(i: number, { count, popular, random }: { count: number; popular: readonly number[]; random: () => number }): number[] {
  const wanted = Math.floor(random() * random() * MOST_IMPORTS) + (i === 0 ? 0 : 1);
  const first = i - (i % FILES_PER_FOLDER);
  const targets = Array.from({ length: wanted }, () => {
    const kind = random();
    if (kind < 0.02) return Math.min(count - 1, i + 1 + Math.floor(random() * 20));
    return kind < 0.35 ? first + Math.floor(random() * (i - first + 1)) : pick(random, popular);
  });
  return [...new Set(targets)].filter((target) => target !== i);
}

function textOf(i: number, targets: readonly number[], random: () => number): string {
  const imports = targets.map((target) => importOf(i, target, random()));
  const body = Array.from({ length: 4 + Math.floor(random() * 24) }, (_, k) => functionOf(i, k, targets));
  return [...imports, '', `export interface Shape${i} {\n  readonly id: number;\n  readonly label: string;\n}\n`, ...body].join('\n');
}

function importOf(i: number, target: number, kind: number): string {
  const beside = folderOf(i) === folderOf(target);
  const path = beside ? `./module${target}.ts` : `@/${pathOf(target).slice('src/'.length)}`;
  if (kind < 0.2) return `import type { Shape${target} } from '${path}';`;
  if (kind < 0.25) return `export const load${target} = async () => (await import('${path}')).make${target}0;`;
  if (kind < 0.3) return `export { make${target}0 as again${target} } from '${path}';`;
  if (kind < 0.5 && !beside) return `import { make${target}0 } from '@/${folderOf(target).slice('src/'.length)}/index.ts';`;
  return `import { make${target}0, type Shape${target} } from '${path}';`;
}

function functionOf(i: number, k: number, targets: readonly number[]): string {
  const other = targets[k % Math.max(1, targets.length)];
  return `/** Makes what module ${i} offers under number ${k}${other === undefined ? '' : `, beside module ${other}`}. */
export function make${i}${k}(values: readonly number[], label = 'module ${i}'): { id: number; label: string } {
  const sum = values.filter((value) => value > ${k}).reduce((total, value) => total + value * ${i + 1}, 0);
  return { id: sum, label: \`\${label} of \${values.length}\` };
}
`;
}
