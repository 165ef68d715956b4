import type { RoomSettings } from './settings-documents.ts';

type Policies = Pick<RoomSettings['policies'], 'oldForms' | 'writesGuides'>;
export type ThresholdName = 'healFrom' | 'compatibilityFrom' | 'reviewAbove';

/** What stands in the form; a field that is empty goes back to its default. */
export interface SettingsDraft {
  thresholds: Record<ThresholdName, number | ''>;
  policies: Policies;
  ignoredFolders: string[];
}

export interface SettingsChange {
  healFrom?: number | null;
  compatibilityFrom?: number | null;
  reviewAbove?: number | null;
  oldForms?: Policies['oldForms'] | null;
  writesGuides?: boolean | null;
  ignoredFolders?: string[];
}

export const THRESHOLDS: readonly { name: ThresholdName; label: string; description: string; max: number; step: number }[] = [
  { name: 'healFrom', label: 'Heal from risk', description: 'From this risk on, 0 to 10, a change is healed; below it is only applied and carried along.', max: 10, step: 0.5 },
  { name: 'compatibilityFrom', label: 'Keep the old form from severity', description: 'From this severity of a break on, 0 to 10, the old name or path keeps working.', max: 10, step: 0.5 },
  { name: 'reviewAbove', label: 'Review the coupling above', description: 'More files than this that import the target directly deserve an architectural review.', max: 100_000, step: 1 },
];

export const OLD_FORMS: readonly { value: Policies['oldForms']; label: string; description: string }[] = [
  { value: 'WHEN_SEVERE', label: 'Where it is severe', description: 'From the severity above on, the old name or path keeps working.' },
  { value: 'ALWAYS', label: 'Always', description: 'Wherever something breaks, the old name or path keeps working.' },
  { value: 'NEVER', label: 'Never', description: 'Dependents are carried along, and the old name or path is gone.' },
];

export const draftOf = ({ thresholds, policies, ignoredFolders }: RoomSettings): SettingsDraft => ({
  thresholds: { healFrom: thresholds.healFrom, compatibilityFrom: thresholds.compatibilityFrom, reviewAbove: thresholds.reviewAbove },
  policies: { oldForms: policies.oldForms, writesGuides: policies.writesGuides },
  ignoredFolders: [...ignoredFolders],
});

/** What has to be sent so that the settings become what the form says; empty where they are. A value that is the default is stored as none of the room's own. */
export function changeOf(draft: SettingsDraft, { thresholds, defaults, policies, defaultPolicies, ignoredFolders }: RoomSettings): SettingsChange {
  const change: SettingsChange = {};
  for (const { name } of THRESHOLDS) {
    const wanted = draft.thresholds[name];
    const value = wanted === '' || wanted === defaults[name] ? null : wanted;
    if ((value ?? defaults[name]) !== thresholds[name]) change[name] = value;
  }
  const { oldForms, writesGuides } = draft.policies;
  if (oldForms !== policies.oldForms) change.oldForms = oldForms === defaultPolicies.oldForms ? null : oldForms;
  if (writesGuides !== policies.writesGuides) change.writesGuides = writesGuides === defaultPolicies.writesGuides ? null : writesGuides;
  if (JSON.stringify([...draft.ignoredFolders].sort()) !== JSON.stringify([...ignoredFolders].sort())) change.ignoredFolders = draft.ignoredFolders;
  return change;
}

/** The draft that goes back to everything that counts by default. */
export const defaultDraft = (settings: RoomSettings): SettingsDraft => draftOf({ ...settings, thresholds: settings.defaults, policies: settings.defaultPolicies, ignoredFolders: [] });
