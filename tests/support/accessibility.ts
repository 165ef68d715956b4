// Asks axe-core about a page. Owns what counts as a violation: everything that it calls one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One line for each rule and place that is violated. */
export async function findViolations(page: Page): Promise<string[]> {
  // Not as a script tag: the page's own policy lets none in.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(root: unknown, options: object): Promise<AxeResults> } }).axe.run((globalThis as unknown as { document: unknown }).document, { resultTypes: ['violations'] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}
