// Packages that are links to folders of the room, as workspaces make them. Owns which path stands for which; what is at a path is asked elsewhere.
import { realFolder } from '../rooms/real-folder.ts';

/** A package folder, and the rest of the path. */
const IN_PACKAGE = /\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*(?=\/|$)/g;

/** All paths are absolute. */
export class LinkedFolders {
  readonly #root: string;
  /** By package folder where it really is; itself where it is no link to a folder of the room. */
  readonly #real = new Map<string, string>();
  /** By real folder the links to it that were asked for. */
  readonly #links = new Map<string, Set<string>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The path in the room that this path is, links followed; itself for any other. */
  real(path: string): string {
    for (const { index, 0: found } of path.matchAll(IN_PACKAGE)) {
      const folder = path.slice(0, index + found.length);
      const real = this.#realOf(folder);
      if (real !== folder) return this.real(real + path.slice(folder.length));
    }
    return path;
  }

  /** By which other paths somebody has asked for this one, or for something beside it. */
  linked(path: string): string[] {
    const found: string[] = [];
    for (let at = path.lastIndexOf('/'); at > this.#root.length; at = path.lastIndexOf('/', at - 1)) {
      for (const link of this.#links.get(path.slice(0, at)) ?? []) found.push(link + path.slice(at));
    }
    return found;
  }

  forget(): void {
    this.#real.clear();
  }

  #realOf(folder: string): string {
    const known = this.#real.get(folder);
    if (known !== undefined) return known;
    const real = realFolder(folder);
    const isOwn = real !== folder && real.startsWith(`${this.#root}/`) && !real.includes('/node_modules/');
    this.#real.set(folder, isOwn ? real : folder);
    if (isOwn) this.#links.set(real, (this.#links.get(real) ?? new Set()).add(folder));
    return isOwn ? real : folder;
  }
}
