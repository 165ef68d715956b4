// The places that instrumented files report about, numbered over all files. Owns the numbers; instrument*.ts fills it, decode-trace.ts reads it.
import type { BranchSite, FunctionSite, StatementSite } from '../trace.ts';

export interface FunctionEntry extends FunctionSite {
  readonly isAsync: boolean;
}

export interface BranchEntry extends BranchSite {
  /** What each slot of a recorded condition is called in the source. */
  readonly names: readonly string[];
}

/** Grows only: a file that is instrumented again has new numbers, and those of before still mean what they meant. */
export class SiteTable {
  readonly functions: FunctionEntry[] = [];
  readonly branches: BranchEntry[] = [];
  readonly statements: StatementSite[] = [];

  /** Each of these returns the number of the place. */
  addFunction(site: FunctionEntry): number {
    return this.functions.push(site) - 1;
  }

  addBranch(site: BranchEntry): number {
    return this.branches.push(site) - 1;
  }

  addStatement(site: StatementSite): number {
    return this.statements.push(site) - 1;
  }
}
