// What the recorder is told and what it gives. Shapes only; the parent imports them as types.

export interface RecorderLimits {
  /** Calls, conditions and statements there is room for; what is more is counted and not kept. */
  readonly calls: number;
  readonly branches: number;
  readonly statements: number;
  /** Size of all recorded arguments and results, about characters of JSON. */
  readonly values: number;
}

/** What leaves the sandbox; plain data for structured clone and `node:v8`. Indexes of the arrays are the numbers of calls or of conditions. */
export interface Snapshot {
  readonly version: 1;
  readonly calls: { readonly sites: Int32Array; readonly parents: Int32Array; readonly ends: Uint8Array; readonly counted: number };
  readonly branches: { readonly calls: Int32Array; readonly befores: Int32Array; readonly sites: Int32Array; readonly taken: Uint8Array; readonly counted: number; /** What the names held: JSON of an array for all conditions, `hole` where not evaluated, and where each condition begins in it. */ readonly seen: { readonly starts: Int32Array; readonly values: string } };
  /** JSON: number of the call, arguments, result or thrown value; null where there is none. */
  readonly values: string;
  /** What ran before the first example, then for each example. */
  readonly hits: readonly Uint32Array[];
}
