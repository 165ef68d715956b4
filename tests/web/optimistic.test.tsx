import { expect, test, vi } from 'vitest';
import { useSettings, type SettingsForm } from '../../web/settings/useSettings.ts';
import { useWatch, type RoomWatch } from '../../web/watch/useWatch.ts';
import { showWithServer, type Answers } from '../support/happy-page.tsx';

const REFUSED = { code: 'INVALID_INPUT', message: 'It is not to be.', hint: 'Wish for something else.' };
const DEFAULTS = { __typename: 'HealingThresholds', healFrom: 7, compatibilityFrom: 8, reviewAbove: 10 };
const POLICIES = { __typename: 'HealingPolicies', oldForms: 'WHEN_SEVERE', writesGuides: true };
const settings = { __typename: 'RoomSettings', thresholds: { ...DEFAULTS, healFrom: 5 }, defaults: DEFAULTS, policies: POLICIES, defaultPolicies: POLICIES, ignoredFolders: ['old'] };
const serverInfo = { __typename: 'ServerInfo', version: '1', nodeVersion: '1', typescriptVersion: '1', databaseKind: 'EMBEDDED', databaseVersion: '1', databaseBytes: 1, allowedRoots: [] };

/** What a hook gives now, of a page whose server answers like this. */
function showHook<T>(useHook: () => T, answers: Answers): () => T {
  const shown: { value?: T } = {};
  function Probe() {
    shown.value = useHook();
    return null;
  }
  showWithServer(<Probe />, answers);
  return () => shown.value as T;
}

/** A mutation that is answered when the test says so. */
function heldAnswer() {
  let answer: (data: unknown) => void = () => {};
  const given = new Promise((resolve) => void (answer = resolve));
  return { given: () => given, answer };
}

test.each(['done', 'refused'] as const)('a watch mode is shown before the server has answered, and stays or is taken back where it is %s', async (end) => {
  const held = heldAnswer();
  const now = showHook<RoomWatch>(() => useWatch('room'), { RoomWatch: () => ({ node: { __typename: 'Room', id: 'room', watch: 'OFF', watchEvents: [] } }), SetWatch: held.given });
  await vi.waitFor(() => expect(now()?.mode).toBe('OFF'));
  now().setMode('AUTO');
  await vi.waitFor(() => expect(now().mode).toBe('AUTO'));
  held.answer({ setWatch: end === 'done' ? { __typename: 'MutationSetWatchSuccess', data: { __typename: 'Room', id: 'room', watch: 'AUTO' } } : { __typename: 'NotFoundError', ...REFUSED } });
  await vi.waitFor(() => expect([now().isBusy, now().mode, now().refusal?.message ?? null]).toEqual([false, ...(end === 'done' ? ['AUTO', null] : ['OFF', REFUSED.message])]));
});

test.each(['done', 'refused'] as const)('a reset shows the defaults before the server has answered, and keeps or takes them back where it is %s', async (end) => {
  const held = heldAnswer();
  const now = showHook<SettingsForm>(() => useSettings('room'), { Settings: () => ({ room: { __typename: 'Room', id: 'room', rootPath: '/code', settings }, serverInfo }), UpdateSettings: held.given });
  await vi.waitFor(() => expect(now()?.draft?.thresholds.healFrom).toBe(5));
  now().reset();
  await vi.waitFor(() => expect([now().draft?.thresholds.healFrom, now().draft?.ignoredFolders, now().isSaved]).toEqual([7, [], false]));
  const data = { __typename: 'Room', id: 'room', graph: { __typename: 'GraphSummary', files: 1, edges: 0, unresolved: 0, unparsable: 0, tsconfigs: [] }, settings: { ...settings, thresholds: DEFAULTS, ignoredFolders: [] } };
  held.answer({ updateSettings: end === 'done' ? { __typename: 'MutationUpdateSettingsSuccess', data } : { __typename: 'InvalidInputError', ...REFUSED } });
  await vi.waitFor(() => expect([now().isSaving, now().isDefault, now().isSaved, now().refusal?.message ?? null]).toEqual([false, ...(end === 'done' ? [true, true, null] : [false, false, REFUSED.message])]));
  // What was wished for still stands in the form.
  expect(now().draft).toMatchObject({ thresholds: { healFrom: 7 }, ignoredFolders: [] });
});
