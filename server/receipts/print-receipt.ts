// Prints a receipt as JSON and as Markdown. Owns the layout; what stands in it was written by people and projects, so all of it is escaped.
import type { Receipt, ReceiptAction } from './receipt.ts';

export const receiptJson = (receipt: Receipt): string => `${JSON.stringify(receipt, null, 2)}\n`;

/** Words of others on one line, with nothing in them that Markdown or HTML would read. */
export const plain = (words: string): string => words.replace(/\s+/g, ' ').trim().replace(/[\\`*_[\]<>|#~&!]/g, '\\$&');

/** Text as it is; a longer fence than any run of backticks within, and no bar that would end a cell. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const body = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  return longest > 0 ? `${fence} ${body} ${fence}` : `${fence}${body}${fence}`;
}

const time = (moment: Date | null): string => moment?.toISOString() ?? '-';
const took = (ms: number | null): string => (ms === null ? '-' : ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);
const percent = (share: number | null): string => (share === null ? '-' : `${Math.floor(share * 1000) / 10} %`);
const hash = (value: string | null): string => (value === null ? '-' : code(value));
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}

/** A section with its heading; nothing where there is nothing to say. */
const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines]);

function headOf(receipt: Receipt): string[] {
  const { runId, room, status, attempt, originWords, announcedBy, startedBy, plannedAt, queuedAt, startedAt, completedAt, queueMs, durationMs, adoptReason, adoptedBy, mode, branch, branchBase, commit } = receipt;
  return table(['', ''], [
    ['Run', code(runId)], ['Room', `${plain(room.name)} (${code(room.rootPath)})`], ['Ended as', `${status}, attempt ${attempt}`], ['Who', plain(originWords)],
    ...(announcedBy === null ? [] : [['Announced by', plain(announcedBy)]]),
    ...(startedBy === null ? [] : [['Started by', plain(startedBy)]]),
    ['Where', mode === 'BRANCH' ? `branch ${code(branch ?? '-')} from ${hash(branchBase)}, commit ${hash(commit)}` : 'the files of the room'],
    ...(adoptReason === null ? [] : [['Kept by', `${plain(adoptedBy ?? '-')}: ${plain(adoptReason)}`]]),
    ['Planned', time(plannedAt)], ['Queued', time(queuedAt)], ['Started', `${time(startedAt)} (waited ${took(queueMs)})`], ['Ended', `${time(completedAt)} (took ${took(durationMs)})`],
  ]);
}

function intentOf({ intent, decision, reasons }: Receipt): string[] {
  const risk = intent.overallRisk === null ? [] : [`Risk ${intent.overallRisk} of 10:`, ...intent.riskFactors.map(({ factor, points, reason }) => `- ${plain(factor)} ${points}: ${plain(reason)}`), ''];
  return [`> ${plain(intent.userAction)}`, '', `Understood: ${plain(intent.understood)}`, '', ...risk, `Decision: ${decision}`, ...reasons.map((reason) => `- ${plain(reason)}`), ''];
}

function predictionsOf({ predictions, predictionCount }: Receipt): string[] {
  if (predictionCount === 0) return ['Nothing was predicted.', ''];
  const rows = predictions.map(({ severity, certainty, predictionType, file, summary, places }) => [severity.toFixed(1), certainty, predictionType, code(file), plain(summary), String(places.length)]);
  const left = predictionCount - predictions.length;
  return [...table(['Severity', 'Certainty', 'Kind', 'File', 'What', 'Places'], rows), ...(left > 0 ? [`and ${left} more.`, ''] : [])];
}

function stepsOf(actions: readonly ReceiptAction[]): string[] {
  return actions.flatMap(({ position, actionType, description, status, steps }) => {
    const rows = steps.map((step) => {
      const { files, linesAdded, linesRemoved } = step.changes;
      const said = step.skipReason === null ? step.message : `Left out by ${step.skippedBy ?? '-'}: ${step.skipReason}`;
      return [`${step.stepNumber}`, `${step.attempt}`, step.stepType, plain(step.description), step.status, time(step.startedAt), took(step.durationMs), files === 0 ? '-' : `${files} files, +${linesAdded} -${linesRemoved}`, plain(said ?? '')];
    });
    return [`### ${position}. ${plain(description)} (${actionType}, ${status})`, '', ...table(['Step', 'Attempt', 'Type', 'What', 'Status', 'Started', 'Took', 'Changes', 'Said'], rows)];
  });
}

function hashesOf({ treeHashBefore, treeHashAfter, files, fileCount }: Receipt): string[] {
  const same = treeHashBefore !== null && treeHashBefore === treeHashAfter ? ['The tree is byte for byte what it was before.', ''] : [];
  const left = fileCount - files.length;
  const written = fileCount === 0 ? [] : table(['File', 'sha256 before', 'sha256 after'], files.map(({ path, hashBefore, hashAfter }) => [code(path), hash(hashBefore), hash(hashAfter)]));
  return [...table(['Tree', 'Hash'], [['before the first write', hash(treeHashBefore)], ['after the run', hash(treeHashAfter)]]), ...same, ...written, ...(left > 0 ? [`and ${left} more files.`, ''] : [])];
}

const MEASURES = [['Cycles', 'cycles'], ['Files in cycles', 'cyclicFiles'], ['Modularity of folders', 'folderModularity'], ['Modularity of communities', 'modularity'], ['Ties across folders', 'crossFolderTies'], ['Ties across communities', 'crossCommunityTies'], ['Reach of changes', 'reach']] as const;
const measure = (value: number | undefined): string => (value === undefined ? '-' : Number.isInteger(value) ? `${value}` : value.toFixed(3));

function structureOf({ structure }: Receipt): string[] {
  if (!structure) return [];
  const { before, promised, measured } = structure;
  return table(['Measure', 'Before', 'Promised', 'Measured by the verification'], MEASURES.map(([name, key]) => [name, measure(before[key]), measure(promised[key]), measure(measured?.[key])]));
}

function comparisonOf({ accuracy, testAccuracy }: Receipt): string[] {
  const compared = [
    ...(accuracy && !accuracy.notCompared ? [['Errors of the compiler', `${accuracy.predicted}`, `${accuracy.happened}`, `${accuracy.right}`, percent(accuracy.precision), percent(accuracy.recall)]] : []),
    ...(testAccuracy && testAccuracy.notRun === null ? [['Test files', `${testAccuracy.predicted}`, `${testAccuracy.happened}`, `${testAccuracy.right}`, percent(testAccuracy.precision), percent(testAccuracy.recall)]] : []),
  ];
  const place = (word: string) => ({ file, line, column, code: number, message }: { file: string; line: number; column: number; code: string; message: string }) => `- ${word}: ${code(`${file}:${line}:${column}`)} ${plain(number)} ${plain(message)}`;
  const places = accuracy ? [...accuracy.misses.map(place('not predicted')), ...accuracy.falsePositives.map(place('did not come'))] : [];
  const tests = testAccuracy ? [...testAccuracy.misses.map(({ file, name, message }) => `- not predicted: ${code(file)} ${plain(name)}: ${plain(message)}`), ...testAccuracy.falsePositives.map((file) => `- did not fail: ${code(file)}`)] : [];
  const notCompared = accuracy?.notCompared ? [`The errors were not compared: ${plain(accuracy.notCompared)}`, ''] : [];
  const notRun = testAccuracy?.notRun ? [`The tests were not compared: ${plain(testAccuracy.notRun)}`, ''] : [];
  const listed = [...places, ...tests];
  return [...(compared.length > 0 ? table(['What', 'Predicted', 'Happened', 'Right', 'Precision', 'Recall'], compared) : []), ...listed, ...(listed.length > 0 ? [''] : []), ...notCompared, ...notRun];
}

const placeOf = ({ file, line, column, reason, by, at }: Receipt['notEdited'][number]): string =>
  `- ${code(`${file}:${line}:${column}`)} ${plain(reason)}${by === null ? '' : `, by ${plain(by)}`}${at === null ? '' : `, ${time(at)}`}`;

/** A document that GitHub and others show as tables. */
export function receiptMarkdown(receipt: Receipt): string {
  const { verification, changes, error, notEdited, moves } = receipt;
  return [
    `# Receipt: ${plain(receipt.intent.userAction)}`, '', ...headOf(receipt),
    ...section('Intent', intentOf(receipt)),
    ...section('Predictions', predictionsOf(receipt)),
    ...section('Steps', [`The plan changes ${changes.files} files, +${changes.linesAdded} -${changes.linesRemoved} lines.`, '', ...stepsOf(receipt.actions)]),
    ...section('Verification', [verification ? `${verification.status}: ${plain(verification.words)}` : 'No verification has ended.', '']),
    ...section('Failure', error ? [`${code(error.code)} ${plain(error.message)} ${plain(error.hint)}`, ''] : []),
    ...section('Hashes', hashesOf(receipt)),
    ...section('Predicted against actual', comparisonOf(receipt)),
    ...section('Structure', structureOf(receipt)),
    ...section('Not edited', notEdited.length === 0 ? [] : [...notEdited.map(placeOf), '']),
    ...section('History', table(['Number', 'Time', 'What', 'By', 'Said'], moves.map(({ number, type, at, message, by }) => [`${number}`, time(at), type, plain(by ?? ''), plain(message ?? '')]))),
  ].join('\n').trimEnd() + '\n';
}
