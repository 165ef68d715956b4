// What a page of the browser tests logs as an error fails the test, which closes the page.
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** `isExpected`: messages that the test is about. */
export function failOnProblems(page: Page, isExpected: (message: string) => boolean = () => false): void {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && !isExpected(message.text()) && problems.push(message.text())));
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') problems.push(`The page said: ${await page.locator('body').innerText()}`);
    await page.close();
    expect(problems).toEqual([]);
  });
}
