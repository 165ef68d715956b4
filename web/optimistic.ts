import type { Cache, OptimisticMutationConfig } from '@urql/exchange-graphcache';
import { graphql, type VariablesOf } from './graphql.ts';
import type { UpdateSettingsDocument } from './settings/settings-documents.ts';
import type { SetWatchDocument } from './watch/watch-documents.ts';

const KnownSettings = graphql(`
  fragment KnownSettings on Room {
    id
    settings {
      thresholds { healFrom compatibilityFrom reviewAbove }
      defaults { healFrom compatibilityFrom reviewAbove }
      policies { oldForms writesGuides }
      defaultPolicies { oldForms writesGuides }
      ignoredFolders
    }
  }
`);

const THRESHOLDS = ['healFrom', 'compatibilityFrom', 'reviewAbove'] as const;

function settingsAfter({ input }: VariablesOf<typeof UpdateSettingsDocument>, cache: Cache) {
  const { roomId, ignoredFolders } = input;
  const known = cache.readFragment(KnownSettings, { __typename: 'Room', id: roomId })?.settings;
  if (!known) return null;
  const { defaults, thresholds, policies, defaultPolicies } = known;
  const valueOf = (name: (typeof THRESHOLDS)[number]): number => (input[name] === undefined ? thresholds[name] : (input[name] ?? defaults[name]));
  const after = { ...thresholds, ...Object.fromEntries(THRESHOLDS.map((name) => [name, valueOf(name)])) };
  const { oldForms = policies.oldForms, writesGuides = policies.writesGuides } = input;
  const policiesAfter = { ...policies, oldForms: oldForms ?? defaultPolicies.oldForms, writesGuides: writesGuides ?? defaultPolicies.writesGuides };
  return { __typename: 'MutationUpdateSettingsSuccess', data: { __typename: 'Room', id: roomId, settings: { ...known, thresholds: after, policies: policiesAfter, ignoredFolders: ignoredFolders ?? known.ignoredFolders } } };
}

/** What the page shows of a mutation before the server has answered: only where its outcome is certain. A refusal, or no answer, takes it back. */
export const optimistic: OptimisticMutationConfig = {
  setWatch: ({ roomId, mode }: VariablesOf<typeof SetWatchDocument>) => ({ __typename: 'MutationSetWatchSuccess', data: { __typename: 'Room', id: roomId, watch: mode } }),
  updateSettings: settingsAfter,
};
