// Keeps what a session found as a test in the project's own style. Owns which sessions can be kept; the parts are in regression-test/.
import { parseSyntax } from '../edits/syntax.ts';
import type { ExpectedBehavior } from './behavior.ts';
import type { Source } from './deps.ts';
import type { Drafted } from './regression-test/draft.ts';
import { draftFunction } from './regression-test/function-cases.ts';
import { draftHttp } from './regression-test/http-case.ts';
import { findNeighbours } from './regression-test/neighbours.ts';
import type { RegressionRunner } from './regression-test/runner.ts';
import { draftScript } from './regression-test/script-case.ts';
import { findTestStyle, type TestStyle } from './regression-test/test-style.ts';
import { writeTestFile } from './regression-test/write.ts';
import type { Example, Scenario } from './scenario.ts';

export interface RegressionRequest {
  readonly source: Source;
  readonly scenario: Scenario;
  readonly userIntent: string;
  readonly expected: ExpectedBehavior;
  readonly examples: readonly Example[];
  /** Casts every argument, for calls that the compiler would not take. Only TypeScript has casts. */
  readonly isLoose?: boolean;
}

export type RegressionTest =
  /** `path` is that of a new file. `left`: what the test does not check, and why, a sentence each. */
  | { readonly kind: 'written'; readonly path: string; readonly text: string; readonly runner: RegressionRunner; readonly left: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string };

function draft({ source, scenario, expected, examples, isLoose = false }: RegressionRequest, style: TestStyle): Drafted {
  switch (scenario.kind) {
    case 'FUNCTION': return draftFunction({ source, scenario, expected, examples, isLoose: isLoose && style.isTypeScript }, style);
    case 'SCRIPT': return draftScript(source, scenario, expected, style);
    case 'HTTP': return draftHttp(source, scenario, expected, style);
    case 'TEST': return { refused: 'It is a test already.' };
  }
}

/** What an ordinary test sees nothing of. */
function unseen({ executionPath, performance }: ExpectedBehavior): string[] {
  return [
    ...(executionPath ? ['The expected path is not in the test: a test sees what a call gives, not which calls were made on the way.'] : []),
    ...(performance ? ['The expected time and memory are not in the test: they would differ from machine to machine.'] : []),
  ];
}

const hasAnOutcome = ({ outcome }: ExpectedBehavior): boolean => outcome !== null && (outcome.status !== null || outcome.hasData);

/**
 * The text of a new test file: one test for each example, else one of the call, the script or the request with its expected outcome. It is
 * written for the runner, at the place and in the style of the project's other tests, and reads nothing but the room; nothing is run or
 * written here. Refused, with the reason, where a test could not check what was expected.
 */
export function regressionTest(request: RegressionRequest): RegressionTest {
  const { source, scenario, expected } = request;
  if (scenario.kind === 'TEST') return { kind: 'refused', why: 'It is a test already.' };
  const file = scenario.kind === 'HTTP' ? scenario.start.file : scenario.file;
  if (source.tree.text(file) === undefined) return { kind: 'refused', why: `There is no source file ${file} in the room.` };
  const missed = unseen(expected);
  const isChecked = hasAnOutcome(expected) || (scenario.kind === 'FUNCTION' && request.examples.length > 0);
  if (!isChecked) return { kind: 'refused', why: missed[0] ?? 'Neither an example nor an outcome is expected, so there is nothing that a test could check.' };
  const style = findTestStyle(source, file, findNeighbours(source, file));
  const drafted = draft(request, style);
  if ('refused' in drafted) return { kind: 'refused', why: drafted.refused };
  const text = writeTestFile(source, style, drafted, request.userIntent);
  const { errors } = parseSyntax(style.path, text);
  if (errors.length > 0) throw new Error(`the written test ${style.path} does not parse: ${errors[0]}`);
  return { kind: 'written', path: style.path, text, runner: style.runner, left: [...drafted.left, ...missed] };
}
