import { expect, test } from 'vitest';
import { readFacts } from '../../../web/runs/step-facts.ts';

test.each([
  ['nothing', null, [], null],
  ['a figure', { filesChecked: 1234 }, [['Files checked', '1,234']], null],
  ['a share', { instability: 0.18182 }, [['Instability', '0.18']], null],
  ['a duration', { durationMs: 1500 }, [['Duration', '1.5 s']], null],
  ['a truth', { isStable: true }, [['Is stable', 'yes']], null],
  ['an empty list', { newDiagnostics: [] }, [['New diagnostics', 'none']], null],
  ['a list', { cycles: ['a'] }, [['Cycles', '1']], { cycles: ['a'] }],
  ['an object', { metrics: { ca: 1 } }, [], { metrics: { ca: 1 } }],
  ['long words', { report: 'x'.repeat(121) }, [], { report: 'x'.repeat(121) }],
  ['what is null', { reason: null }, [], null],
])('%s in a result is shown', (_, result, facts, details) => {
  const read = readFacts(result);
  expect(read.facts.map(({ name, value }) => [name, value])).toEqual(facts);
  expect(read.details === null ? null : JSON.parse(read.details)).toEqual(details);
});
