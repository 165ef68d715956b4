// The shape of a small program with one seeded bug, and how the bug is put in.

export interface SeededProgram {
  readonly name: string;
  readonly type: 'missing logic' | 'excess logic' | 'operator misuse' | 'variable misuse' | 'value misuse' | 'function misuse';
  /** TypeScript that exports `run`. */
  readonly code: string;
  /** What is right, and what stands there instead; it occurs once. */
  readonly bug: readonly [right: string, wrong: string];
  /** Arguments as source code. The first half is shown to the search, all judge. */
  readonly inputs: readonly string[];
}
