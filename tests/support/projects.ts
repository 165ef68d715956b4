// Projects for tests: copies of the sample, and generated ones that are large enough to be caught in the middle of a run.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findPackageRoot } from '../../server/config.ts';

/** File contents by path. */
export type Files = Readonly<Record<string, string>>;

const TSCONFIG = JSON.stringify({ compilerOptions: { target: 'es2022', lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [] }, include: ['src'] });

export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A copy of the sample project, writable by the test. */
export function copyStorefront(folder: string): string {
  cpSync(join(findPackageRoot(), 'prisma/seed/storefront'), folder, { recursive: true });
  return folder;
}

/** A small project: `total` of src/prices.ts is used directly, through a barrel, and beside a name that is taken. */
export const smallProject: Files = {
  'tsconfig.json': TSCONFIG,
  'src/prices.ts': 'export function total(prices: number[]): number {\n  return prices.reduce((sum, price) => sum + price, 0);\n}\n\nexport const currency = \'EUR\';\n',
  'src/lines.ts': 'export const amount = 1;\n',
  'src/index.ts': "export { total } from './prices';\nexport { amount } from './lines';\n",
  'src/cart.ts': "import { total } from './prices';\n\nexport const due = total([1, 2]);\n",
  'src/receipt.ts': "import { total } from './index';\n\nexport const printed = String(total([3]));\n",
};

/** `origin` of src/origin.ts, imported by `count` files. */
export function wideProject(count: number): Files {
  const files: Record<string, string> = { 'tsconfig.json': TSCONFIG, 'src/origin.ts': 'export const origin = 1;\n' };
  for (let i = 1; i <= count; i++) files[`src/part-${String(i).padStart(3, '0')}.ts`] = `import { origin } from './origin';\n\nexport const part${i} = origin + ${i};\n`;
  return files;
}

/** What heals `wideProject`. */
export const wideIntent = 'rename origin to start in src/origin.ts';
