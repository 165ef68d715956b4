// What a session runs: the shapes of scenarios, examples and limits. Owns the shapes; `parse-scenario.ts` checks what a person handed in.

/** A value a person gives: JSON, or an expression of JavaScript that only the sandbox evaluates (`new Map([[1, 2]])`, `undefined`). */
export type GivenValue = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'expression'; readonly source: string };

/** One row of the table of examples: a call and what it must give. `expected` null: the call must only not throw. */
export interface CallExample {
  readonly kind: 'call';
  readonly args: readonly GivenValue[];
  readonly expected: { readonly kind: 'returns'; readonly value: GivenValue } | { readonly kind: 'throws'; readonly message: string | null } | null;
}

/**
 * An assertion in the words of the language: `actual` and `expected` are expressions evaluated in the module of the scenario's file with
 * its exports in scope; they must be deeply equal. `expected` null: `actual` must be truthy.
 */
export interface ExpressionExample {
  readonly kind: 'expression';
  readonly actual: string;
  readonly expected: string | null;
}

export type Example = CallExample | ExpressionExample;

export type TestRunner = 'vitest' | 'jest' | 'node:test';

/** Paths are POSIX, relative to the room's root. */
export type Scenario =
  | {
      readonly kind: 'FUNCTION';
      readonly file: string;
      /** The export that is called; `default`, or a path such as `Cart.prototype.total` or `api.load`. */
      readonly exportName: string;
      /** The arguments of the one call that is recorded; null: those of the first example. */
      readonly args: readonly GivenValue[] | null;
      /** A module of the room whose default export is the array of arguments (or a function that returns it), instead of `args`. */
      readonly argsFile: string | null;
      readonly examples: readonly Example[];
    }
  | { readonly kind: 'SCRIPT'; readonly file: string; readonly args: readonly string[]; readonly stdin: string | null }
  | { readonly kind: 'TEST'; readonly runner: TestRunner | null; readonly file: string; /** Full name or part of it; null: every test of the file. */ readonly testName: string | null }
  | {
      readonly kind: 'HTTP';
      /** The program that starts the app; it finds a free port in the environment variable PORT and must listen there on loopback. */
      readonly start: { readonly file: string; readonly args: readonly string[] };
      readonly request: { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | null };
    };

export interface SandboxLimits {
  readonly wallClockMs: number;
  /** CPU seconds of one process. */
  readonly cpuSeconds: number;
  /** Old-space heap of V8, MB. */
  readonly heapMb: number;
  /** Bytes of stdout and of stderr that are kept; what is more is counted and dropped, and the run is ended at ten times as much. */
  readonly outputBytes: number;
  /** Largest file the code may write, bytes. */
  readonly fileBytes: number;
}

export const DEFAULT_SANDBOX_LIMITS: SandboxLimits = { wallClockMs: 20_000, cpuSeconds: 20, heapMb: 512, outputBytes: 256 * 1024, fileBytes: 64 * 1024 * 1024 };

/** A layer of the sandbox and whether it was active; `why` tells why not. */
export interface SandboxLayer {
  readonly name: 'process-group' | 'wall-clock' | 'clear-environment' | 'output-cap' | 'heap-cap' | 'node-permissions' | 'resource-limits' | 'network-namespace' | 'pid-namespace' | 'mount-namespace' | 'bubblewrap';
  readonly active: boolean;
  readonly why: string | null;
}
