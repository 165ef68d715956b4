// What the edit engine asks of a compiler. Owns the interface and the place of a token; knows no compiler.
import type { EditSource } from './edit-plan.ts';
import type { Overlay } from './virtual-tree.ts';

/** A token in UTF-16 offsets; a string spans its quotes. A file outside of the room begins with `..`. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

interface Asked {
  /** Files that differ from the disk. */
  readonly overlay: Overlay;
  readonly signal?: AbortSignal;
}

/** A use of something deprecated; `start` is an offset in the text of the file. */
interface DeprecatedUse {
  readonly file: string;
  readonly start: number;
  readonly code: string;
  /** Where the tag stands that says so. */
  readonly deprecatedAt?: { readonly file: string; readonly start: number };
}

export interface ReferenceFinder {
  /** Names in declarations (of a member: in its whole hierarchy) and every token that stands for one of them. */
  findReferences(request: Asked & { readonly file: string; readonly offset: number }): Promise<{ readonly definitions: readonly Place[]; readonly places: readonly Place[] }>;
  /** Those of the places whose meaning no project knows. */
  findUnknown(request: Asked & { readonly places: readonly Place[] }): Promise<readonly Place[]>;
  /** Types as TypeScript writes them; null where none is known. */
  describeTypes(request: Asked & { readonly file: string; readonly offsets: readonly number[] }): Promise<readonly (string | null)[]>;
  /** Uses of things marked `@deprecated` in the given files. */
  findDeprecatedUses(request: Asked & { readonly files: readonly string[] }): Promise<{ readonly problems: readonly DeprecatedUse[] }>;
}

export const keyOfPlace = ({ file, start }: Place): string => `${file}\n${start}`;

/** Questions about the tree as it is on disk; each name is asked about once. */
export class Compiler {
  readonly #finder: ReferenceFinder;
  readonly #asked: Asked;
  readonly #answers = new Map<string, Promise<{ readonly definitions: readonly Place[]; readonly places: readonly Place[] }>>();

  constructor(source: EditSource, signal?: AbortSignal) {
    if (!source.checker) throw new Error('this change needs a compiler to find what it reaches');
    this.#finder = source.checker;
    this.#asked = { overlay: new Map(), ...(signal ? { signal } : {}) };
  }

  references({ file, start }: Place): Promise<{ readonly definitions: readonly Place[]; readonly places: readonly Place[] }> {
    const key = `${file}\n${start}`;
    let answer = this.#answers.get(key);
    if (!answer) this.#answers.set(key, (answer = this.#finder.findReferences({ ...this.#asked, file, offset: start })));
    return answer;
  }

  async unknown(places: readonly Place[]): Promise<readonly Place[]> {
    return places.length === 0 ? [] : this.#finder.findUnknown({ ...this.#asked, places });
  }

  async types(file: string, offsets: readonly number[]): Promise<readonly (string | null)[]> {
    return offsets.length === 0 ? [] : this.#finder.describeTypes({ ...this.#asked, file, offsets });
  }
}
