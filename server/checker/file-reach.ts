// What the text of a file does to others beside being imported by them. Owns that reading; what is asked again is read once.
import { codeMatches, reachesBeyondImports } from './beyond-imports.ts';
import { readConfigText } from '../rooms/read-text.ts';

const IS_TYPESCRIPT = /\.[cm]?tsx?$/;

/** All paths are absolute. */
export class FileReach {
  readonly #onDisk = new Map<string, Map<string, boolean>>();
  #overlay: ReadonlyMap<string, string | null> = new Map();

  /** The texts that stand for the disk from now on. */
  lay(overlay: ReadonlyMap<string, string | null>): void {
    this.#overlay = overlay;
  }

  /** What is on disk at these paths may be another text now. */
  forget(paths: readonly string[]): void {
    for (const path of paths) this.#onDisk.delete(path);
  }

  /** False only for what certainly declares nothing for files that do not import it: a TypeScript module that adds to no other, or data. */
  reachesBeyondImports(path: string): boolean {
    if (path.endsWith('.json')) return false;
    return !IS_TYPESCRIPT.test(path) || this.#ask(path, 'reach', (text) => reachesBeyondImports(path, text));
  }

  /** The same with JavaScript read as well, for which it must be known that the compiler takes it in. */
  declaresForOthers(path: string): boolean {
    // What the compiler has in itself is no file.
    return !path.startsWith('/') || (!path.endsWith('.json') && this.#ask(path, 'reach', (text) => reachesBeyondImports(path, text)));
  }

  /** Whether the code of a file matches; comments are left out where they mean nothing. */
  matches(path: string, pattern: RegExp): boolean {
    return this.#ask(path, pattern.source, (text) => (IS_TYPESCRIPT.test(path) ? codeMatches(path, text, pattern) : pattern.test(text)));
  }

  #ask(path: string, question: string, answer: (text: string) => boolean): boolean {
    const planned = this.#overlay.get(path);
    if (planned !== undefined) return answer(planned ?? '');
    const answers = this.#onDisk.get(path) ?? new Map<string, boolean>();
    this.#onDisk.set(path, answers);
    const known = answers.get(question) ?? answer(readConfigText(path) ?? '');
    answers.set(question, known);
    return known;
  }
}
