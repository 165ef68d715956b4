// A reporter of tests that passed only when they ran a second time: to the file that SECOND_TRIES names, one line each with what went wrong at first.
import { appendFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

class SecondTries implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const file = process.env['SECOND_TRIES'];
    if (file === undefined || test.diagnostic()?.flaky !== true) return;
    const reasons = (test.result().errors ?? []).map(({ message }) => message.split('\n', 1)[0]);
    appendFileSync(file, `${test.module.moduleId} > ${test.fullName}: ${reasons.join('; ')}\n`);
  }
}

// Vitest takes a reporter from a path as the default export.
export default SecondTries;
