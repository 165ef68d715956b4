// A test file before it is text: its cases and what they need. Owns the shapes.
import type { Binding } from './bindings.ts';

export interface TestCase {
  /** One line; made unique when it is written. */
  readonly name: string;
  readonly lines: readonly string[];
  /** Null: the runner's own limit. */
  readonly timeoutMs: number | null;
}

export interface TestDraft {
  readonly bindings: readonly Binding[];
  /** Names taken from Node's modules, by specifier. */
  readonly nodeImports: Readonly<Record<string, readonly string[]>>;
  /** Declarations above the tests, each a statement or function of its own. */
  readonly declarations: readonly string[];
  readonly cases: readonly TestCase[];
  /** What the test does not check, and why, a sentence each. */
  readonly left: readonly string[];
  /** What is under test, in a word. */
  readonly subject: string;
  readonly needsNodeEnvironment: boolean;
}

/** A draft, or why there is none. */
export type Drafted = TestDraft | { readonly refused: string };
