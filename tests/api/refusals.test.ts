import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashTree } from '../../server/rooms/tree-hash.ts';
import { AnalyzeImpact, CancelRun, CaptureIntent, CreateRoom, PlanHealing, RollbackRun, TriggerHealing } from '../support/documents.ts';
import { smallProject, writeFiles } from '../support/projects.ts';
import { openTestApp, undoAll, type TestApp, type Undo } from '../support/test-app.ts';
import { openRoom } from '../support/walk-through.ts';
import { countRows } from '../support/row-counts.ts';

const NOBODY = '01890000-0000-7000-8000-000000000000';
const undo: Undo[] = [];
let api: TestApp;
let outside: string;
let roomId: string;

beforeAll(async () => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'supernova-outside-')));
  undo.push(async () => rmSync(outside, { recursive: true }));
  writeFileSync(join(outside, 'a.ts'), 'export const a = 1;\n');
  api = await openTestApp({ project: prepareProject }, undo);
  roomId = await openRoom(api, api.roomFolder);
});
afterAll(() => undoAll(undo));

function prepareProject(folder: string): void {
  writeFiles(folder, {
    ...smallProject,
    'src/broken.ts': 'export const half = ;\n',
    'src/left.ts': 'export const twin = 1;\n',
    'src/right.ts': 'export const twin = 2;\n',
  });
  mkdirSync(join(folder, 'empty'));
  symlinkSync(outside, join(folder, 'link'));
}

/** Sends something that must be refused; asserts the mistake, and that neither a file nor a row was written. */
async function assertRefused(attempt: () => Promise<{ __typename: string }>, mistake: { __typename: string; code: string }): Promise<Record<string, unknown>> {
  const before = { tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) };
  const answer = (await attempt()) as Record<string, unknown> & { __typename: string };
  expect(answer).toMatchObject({ ...mistake, message: expect.stringMatching(/\w/), hint: expect.stringMatching(/\w/) });
  expect({ tree: await hashTree(api.roomFolder), rows: await countRows(api.app.prisma) }).toEqual(before);
  return answer;
}

describe('opening a folder', () => {
  test.each([
    { what: 'outside of the allowed roots', path: () => outside, mistake: { __typename: 'RoomRefusedError', code: 'ROOM_REFUSED' } },
    { what: 'above the allowed root', path: () => join(api.roomFolder, '..'), mistake: { __typename: 'RoomRefusedError', code: 'ROOM_REFUSED' } },
    { what: 'behind a symbolic link that leads out', path: () => join(api.roomFolder, 'link'), mistake: { __typename: 'RoomRefusedError', code: 'ROOM_REFUSED' } },
    { what: 'that is a file', path: () => join(api.roomFolder, 'tsconfig.json'), mistake: { __typename: 'RoomRefusedError', code: 'ROOM_REFUSED' } },
    { what: 'that does not exist', path: () => join(api.roomFolder, 'nowhere'), mistake: { __typename: 'RoomRefusedError', code: 'ROOM_REFUSED' } },
    { what: 'without any source', path: () => join(api.roomFolder, 'empty'), mistake: { __typename: 'NoSourceError', code: 'NO_SOURCE' } },
    { what: 'with an empty name', path: () => '', mistake: { __typename: 'InvalidInputError', code: 'INVALID_INPUT' } },
    { what: 'with a NUL character', path: () => `${api.roomFolder}\0`, mistake: { __typename: 'RoomRefusedError', code: 'ROOM_REFUSED' } },
  ])('$what is refused', async ({ path, mistake }) => {
    await assertRefused(async () => (await api.graphql(CreateRoom, { rootPath: path() })).createRoom, mistake);
  });
});

const INVALID = { __typename: 'InvalidInputError', code: 'INVALID_INPUT' };
const UNKNOWN = { __typename: 'TargetNotFoundError', code: 'TARGET_NOT_FOUND' };
const TAKEN = { __typename: 'NameTakenError', code: 'NAME_TAKEN' };

describe('an intent', () => {
  test.each([
    { what: 'without a word', words: '   ', mistake: INVALID },
    { what: 'of 100 kB', words: `rename total to ${'x'.repeat(100_000)} in src/prices.ts`, mistake: INVALID },
    { what: 'that says no change', words: 'make it faster', mistake: { __typename: 'IntentNotUnderstoodError', code: 'INTENT_NOT_UNDERSTOOD' }, suggests: /^move src\// },
    { what: 'about an unknown file', words: 'rename total to grandTotal in src/pricess.ts', mistake: UNKNOWN, suggests: /^rename total to grandTotal in src\/prices\.ts$/ },
    { what: 'about an unknown export', words: 'rename totals to grandTotal in src/prices.ts', mistake: UNKNOWN, suggests: /^rename total to grandTotal in src\/prices\.ts$/ },
    { what: 'about a name that two files export', words: 'rename twin to other', mistake: { __typename: 'AmbiguousTargetError', code: 'AMBIGUOUS_TARGET' }, suggests: /in src\/left\.ts$/ },
    { what: 'with a name that its file has', words: 'rename total to currency in src/prices.ts', mistake: TAKEN },
    { what: 'with a name that a barrel has', words: 'rename total to amount in src/prices.ts', mistake: TAKEN },
    { what: 'with a reserved word', words: 'rename total to class in src/prices.ts', mistake: INVALID },
    { what: 'that renames to itself', words: 'rename total to total in src/prices.ts', mistake: INVALID },
    { what: 'to move onto a file', words: 'move src/prices.ts to src/cart.ts', mistake: { __typename: 'DestinationExistsError', code: 'DESTINATION_EXISTS' } },
    { what: 'to move out of the project', words: 'move src/prices.ts to ../prices.ts', mistake: INVALID },
    { what: 'to move through a link out of the project', words: 'move src/prices.ts to link/prices.ts', mistake: INVALID },
    { what: 'about a file that does not parse', words: 'rename half to whole in src/broken.ts', mistake: { __typename: 'UnparsableFileError', code: 'UNPARSABLE_FILE' } },
  ])('$what is refused', async ({ words, mistake, suggests }) => {
    const answer = await assertRefused(async () => (await api.graphql(CaptureIntent, { roomId, userAction: words })).captureIntent, mistake);
    const suggestions = (answer['suggestions'] ?? []) as { text: string }[];
    if (suggests) expect(suggestions.map((suggestion) => suggestion.text)).toContainEqual(expect.stringMatching(suggests));
  });
});

describe('an id', () => {
  const MISSING = { __typename: 'NotFoundError', code: 'NOT_FOUND' };
  const captureIn = async (id: string) => (await api.graphql(CaptureIntent, { roomId: id, userAction: 'rename total to due in src/prices.ts' })).captureIntent;
  test.each([
    { what: 'of no room', send: () => captureIn(encodeGlobalID('Room', NOBODY)), mistake: MISSING },
    { what: 'that is malformed', send: () => captureIn('%%%'), mistake: INVALID },
    { what: 'that holds no key', send: () => captureIn(encodeGlobalID('Room', "' or 1=1")), mistake: INVALID },
    { what: 'of another type', send: () => captureIn(encodeGlobalID('HealingRun', NOBODY)), mistake: INVALID },
    { what: 'of no intent to analyse', send: async () => (await api.graphql(AnalyzeImpact, { intentId: encodeGlobalID('IntentCapture', NOBODY) })).analyzeImpact, mistake: MISSING },
    { what: 'of no intent to plan for', send: async () => (await api.graphql(PlanHealing, { intentId: encodeGlobalID('IntentCapture', NOBODY) })).planHealing, mistake: MISSING },
    { what: 'of no run to start', send: async () => (await api.graphql(TriggerHealing, { runId: encodeGlobalID('HealingRun', NOBODY) })).triggerHealing, mistake: MISSING },
    { what: 'of no run to roll back', send: async () => (await api.graphql(RollbackRun, { runId: encodeGlobalID('HealingRun', NOBODY) })).rollbackRun, mistake: MISSING },
    { what: 'of no run to cancel', send: async () => (await api.graphql(CancelRun, { runId: encodeGlobalID('HealingRun', NOBODY) })).cancelRun, mistake: MISSING },
    { what: 'of the wrong type for a run', send: async () => (await api.graphql(CancelRun, { runId: roomId })).cancelRun, mistake: INVALID },
  ])('$what is refused', async ({ send, mistake }) => {
    await assertRefused(send, mistake);
  });

  test('that names nothing reads as null', async () => {
    const { data } = await api.send('query($id: ID!) { room(id: $id) { id } }', { id: encodeGlobalID('Room', NOBODY) });
    expect(data).toEqual({ room: null });
  });
});

test('a plan for an intent that was not analysed is refused', async () => {
  const { captureIntent } = await api.graphql(CaptureIntent, { roomId, userAction: 'rename twin to pair in src/left.ts' });
  if (captureIntent.__typename !== 'MutationCaptureIntentSuccess') throw new Error(captureIntent.__typename);
  const intentId = captureIntent.data.id;
  await assertRefused(async () => (await api.graphql(PlanHealing, { intentId })).planHealing, INVALID);
});

test.each(['Room', 'HealingRun', 'ImpactPrediction', 'HealingExecution'])('the id of a %s that is not there leads to nothing', async (typename) => {
  const id = encodeGlobalID(typename, NOBODY);
  const { data, errors } = await api.send('query ($id: ID!) { node(id: $id) { id } }', { id });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ node: null });
});
