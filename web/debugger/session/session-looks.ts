// How the states of a session and its fixes are named and coloured.
import type { Look } from '../../runs/run-looks.ts';
import type { Fix, SessionStatus } from '../debugger-documents.ts';
import { inWords } from '../../shared/format.ts';
import { asList, asRecord, asText } from '../read-json.ts';

const SESSION_LOOKS: Record<SessionStatus, Look> = {
  OPEN: { label: 'Open', color: 'nova' },
  RECORDING: { label: 'Recording', color: 'orange' },
  SEARCHING: { label: 'Searching', color: 'orange' },
  RESOLVED: { label: 'Resolved', color: 'teal' },
};

export const lookOfSession = (status: SessionStatus): Look => SESSION_LOOKS[status];

const FIX_LOOKS: Record<Fix['status'], Look & { meaning: string }> = {
  VERIFIED: { label: 'Verified', color: 'teal', meaning: 'Run: the scenario, the examples it was not searched with, and the project’s own related tests pass.' },
  PLAUSIBLE: { label: 'Plausible', color: 'yellow', meaning: 'It passes what it was searched with. Not everything that could refute it was there to run.' },
  REFUTED: { label: 'Refuted', color: 'red', meaning: 'An answer of yours shows that it is wrong.' },
};

export const lookOfFix = (status: Fix['status']): Look & { meaning: string } => FIX_LOOKS[status];

const FIX_TYPE_LABELS: Record<Fix['fixType'], string> = { EXECUTION_CORRECTION: 'Execution correction', DATA_CORRECTION: 'Data correction', PERFORMANCE_OPTIMIZATION: 'Performance optimization' };

export const labelOfFixType = (type: Fix['fixType']): string => FIX_TYPE_LABELS[type];

const CHECK_LABELS: Readonly<Record<string, string>> = { scenario: 'Scenario', examples: 'Examples', 'held-back-examples': 'Held-back examples', 'related-tests': 'Related tests', types: 'Types', performance: 'Performance', 'same-outcome': 'Same outcome' };

export const labelOfCheck = (check: string): string => CHECK_LABELS[check] ?? inWords(check.replaceAll('-', '_'));

/** What a stored scenario runs, in one line. */
export function describeScenario(value: unknown): string {
  const scenario = asRecord(value);
  const file = asText(scenario?.['file']) ?? '';
  switch (scenario?.['kind']) {
    case 'FUNCTION': {
      const count = asList(scenario['examples']).length;
      return `${asText(scenario['exportName']) ?? ''} of ${file}${count > 0 ? `, ${count} ${count === 1 ? 'example' : 'examples'}` : ''}`;
    }
    case 'SCRIPT':
      return ['node', file, ...asList(scenario['args']).map(String)].join(' ');
    case 'TEST':
      return `${asText(scenario['testName']) ?? 'every test'} in ${file}`;
    case 'HTTP': {
      const request = asRecord(scenario['request']);
      return `${asText(request?.['method']) ?? ''} ${asText(request?.['path']) ?? ''} of ${asText(asRecord(scenario['start'])?.['file']) ?? ''}`;
    }
    default:
      return 'Nothing is run; the actual behaviour is handed in';
  }
}
