// A process that records a script that never ends, to be killed: `tsx record-and-wait.ts <room>`. Says when the script runs.
import { recordScenario } from '../../../server/debugger/record/record.ts';
import { DEFAULT_SANDBOX_LIMITS } from '../../../server/debugger/scenario.ts';
import { graphOf } from '../../graph/build-graph.ts';

const source = await graphOf(process.argv[2] ?? '');
const onProgress = (message: string): void => (message.startsWith('Running') ? console.log('running') : undefined);
await recordScenario({ source, scenario: { kind: 'SCRIPT', file: 'run.js', args: [], stdin: null }, expectedNames: [], options: { limits: DEFAULT_SANDBOX_LIMITS, signal: new AbortController().signal, onProgress } });
