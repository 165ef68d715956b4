import { Code, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatMetric } from '../behavior/distribution.ts';
import { readExpected } from '../behavior/read-behavior.ts';
import { describeValue } from '../describe-value.ts';
import { printPath, readPathJson } from '../form/expected-path.ts';
import { draftOfGiven } from '../form/given-value.ts';
import { asList, asRecord } from '../read-json.ts';
import { Disclosure } from '../../shared/Disclosure.tsx';
import type { SessionView } from './session-view.ts';

const SHOWN = 2_000;

/** A value as it was given: JSON or an expression; anything else as it was recorded. */
function givenText(value: unknown): string {
  return draftOfGiven(value).text || describeValue(value, SHOWN);
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the session was started with: arguments, calls, outcome, performance, and what is not compared. */
export function AskedFor({ session }: { session: SessionView }) {
  const expected = readExpected(session.expectedBehavior);
  const path = readPathJson(JSON.stringify(expected.path ?? []));
  const args = asList(asRecord(session.scenario)?.['args']);
  const { performance, outcome } = expected;
  return (
    <Disclosure label={<Text size="sm" c="dimmed">What is expected</Text>}>
      <dl className="asked" data-testid="asked-for">
        {args.length > 0 && <Entry name="Arguments"><span className="value">{args.map(givenText).join(', ')}</span></Entry>}
        {path.kind === 'path' && <Entry name="Calls"><Code block className="scroll-block" tabIndex={0}>{printPath(path.path)}</Code></Entry>}
        {outcome?.status && <Entry name="Outcome"><span className="value">{outcome.status}</span></Entry>}
        {outcome?.hasData && <Entry name="Data"><span className="value">{givenText(outcome.data)}</span></Entry>}
        {typeof performance?.responseTime === 'number' && <Entry name="Response time"><span className="tabular">{formatMetric(performance.responseTime, 'ms')}, at most {session.thresholds.responseTime} times as long</span></Entry>}
        {typeof performance?.memoryUsage === 'number' && <Entry name="Memory"><span className="tabular">{formatMetric(performance.memoryUsage, 'MB')}, at most {session.thresholds.memoryUsage} times as much</span></Entry>}
        {session.scrubbers.length > 0 && <Entry name="Not compared"><span className="value">{session.scrubbers.join(', ')}</span></Entry>}
      </dl>
    </Disclosure>
  );
}
