// A folder as lines that can be compared: every file with its mode and content, every folder and link. What Supernova keeps beside them is left out.
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnName } from '../../server/rooms/pen.ts';

/** Sorted. Independent of the product's own tree hash. */
export async function describeTree(root: string, folder = ''): Promise<string[]> {
  const lines: string[] = [];
  for (const { name } of await readdir(join(root, folder), { withFileTypes: true })) {
    if (isOwnName(name) || name === 'node_modules') continue;
    const path = folder === '' ? name : `${folder}/${name}`;
    const stats = await lstat(join(root, path));
    if (stats.isDirectory()) lines.push(`${path}/`, ...(await describeTree(root, path)));
    else if (stats.isSymbolicLink()) lines.push(`${path} -> ${await readlink(join(root, path))}`);
    else lines.push(`${path} ${(stats.mode & 0o7777).toString(8)} ${createHash('sha256').update(await readFile(join(root, path))).digest('hex')}`);
  }
  return lines.sort();
}
