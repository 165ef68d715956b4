// The mechanical fixes by the code of the finding that they answer. Owns the table; each fix lives in its own file.
import { fixAccumulatingSpread } from './accumulating-spread.ts';
import { fixAwaitInLoop } from './await-in-loop.ts';
import { fixBuiltCommand } from './built-command.ts';
import type { Fix } from './fix.ts';
import { fixJsonClone } from './json-clone.ts';
import { fixLinearSearch } from './linear-search.ts';
import { fixPrototypePollution } from './prototype-pollution.ts';
import { fixRegexpInLoop } from './regexp-in-loop.ts';
import { fixWeakRandom } from './weak-random.ts';

export interface NamedFix {
  readonly fix: Fix;
  /** What it does, as a person is told. */
  readonly does: string;
}

export const FIXES: ReadonlyMap<string, NamedFix> = new Map([
  ['AWAIT_IN_LOOP', { fix: fixAwaitInLoop, does: 'Wait for independent reads together with Promise.all' }],
  ['ACCUMULATING_SPREAD', { fix: fixAccumulatingSpread, does: 'Add to one array with push instead of copying it' }],
  ['JSON_CLONE', { fix: fixJsonClone, does: 'Copy data with structuredClone' }],
  ['LINEAR_SEARCH', { fix: fixLinearSearch, does: 'Search in a Set instead of an array' }],
  ['REGEXP_IN_LOOP', { fix: fixRegexpInLoop, does: 'Build the regular expression once, before the loop' }],
  ['BUILT_COMMAND', { fix: fixBuiltCommand, does: 'Start the program with execFile and a list of arguments, without a shell' }],
  ['PROTOTYPE_POLLUTION', { fix: fixPrototypePollution, does: 'Leave out the keys that reach a prototype' }],
  ['WEAK_RANDOM', { fix: fixWeakRandom, does: 'Make the identifier with crypto.randomUUID' }],
]);
