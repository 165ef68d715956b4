import { expect, it } from 'vitest';
import type { RoomSettings } from '../../../web/settings/settings-documents.ts';
import { changeOf, defaultDraft, draftOf, type SettingsDraft } from '../../../web/settings/settings-draft.ts';

const defaults = { healFrom: 7, compatibilityFrom: 8, reviewAbove: 10 };
const defaultPolicies = { oldForms: 'WHEN_SEVERE', writesGuides: true } as const;
const settings = { thresholds: { ...defaults, healFrom: 5 }, defaults, policies: { oldForms: 'NEVER', writesGuides: true }, defaultPolicies, ignoredFolders: ['b', 'a'] } as RoomSettings;
const untouched = draftOf(settings);
const threshold = (thresholds: Partial<SettingsDraft['thresholds']>): SettingsDraft => ({ ...untouched, thresholds: { ...untouched.thresholds, ...thresholds } });

it.each([
  ['nothing', untouched, {}],
  ['the same folders in another order', { ...untouched, ignoredFolders: ['a', 'b'] }, {}],
  ['another threshold', threshold({ compatibilityFrom: 9 }), { compatibilityFrom: 9 }],
  ['0, which is a threshold', threshold({ reviewAbove: 0 }), { reviewAbove: 0 }],
  ['an empty field, which goes back to the default', threshold({ healFrom: '' }), { healFrom: null }],
  ['the default written out', threshold({ healFrom: 7 }), { healFrom: null }],
  ['an empty field where the default counts already', threshold({ reviewAbove: '' }), {}],
  ['fewer folders', { ...untouched, ignoredFolders: ['a'] }, { ignoredFolders: ['a'] }],
  ['another policy', { ...untouched, policies: { oldForms: 'ALWAYS', writesGuides: false } }, { oldForms: 'ALWAYS', writesGuides: false }],
  ['the policy that counts by default', { ...untouched, policies: defaultPolicies }, { oldForms: null }],
  ['a reset', defaultDraft(settings), { healFrom: null, oldForms: null, ignoredFolders: [] }],
])('a form with %s sends what differs', (_what, draft, change) => {
  expect(changeOf(draft as SettingsDraft, settings)).toEqual(change);
});
