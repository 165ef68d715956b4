// Names of what the sandbox reports, in words. Owns no state.
import { inWords } from '../../shared/format.ts';

const ENDS: Readonly<Record<string, string>> = {
  completed: 'It ran to its end',
  'timed-out': 'It did not end in time',
  'out-of-memory': 'It ran out of memory',
  killed: 'It was killed',
  'too-much-output': 'It printed too much',
  'not-a-function': 'That is not a function',
  'not-found': 'It was not found',
  'missing-dependency': 'A dependency is missing',
  'load-failed': 'It could not be loaded',
  forbidden: 'It tried what the sandbox forbids',
  'failed-to-start': 'It could not be started',
  cancelled: 'It was cancelled',
};

export const titleOfEnd = (end: string): string => ENDS[end] ?? inWords(end.replaceAll('-', '_'));

const LAYERS: Readonly<Record<string, string>> = {
  'process-group': 'Process group of its own',
  'wall-clock': 'Time limit',
  'clear-environment': 'Cleared environment',
  'output-cap': 'Output limit',
  'heap-cap': 'Heap limit',
  'node-permissions': 'Node’s permission flags',
  'resource-limits': 'CPU, data and file-size limits',
  'network-namespace': 'Network of its own',
  'pid-namespace': 'Processes of its own',
  'mount-namespace': 'File system of its own',
  bubblewrap: 'bubblewrap',
};

export const labelOfLayer = (name: string): string => LAYERS[name] ?? inWords(name.replaceAll('-', '_'));

/** 812 bytes, 14 kB, 100 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
