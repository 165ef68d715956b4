import { graphql, type ResultOf } from '../graphql.ts';

export const SettingsDocument = graphql(`
  query Settings($room: ID!) {
    room(id: $room) {
      id
      rootPath
      settings {
        thresholds { healFrom compatibilityFrom reviewAbove }
        defaults { healFrom compatibilityFrom reviewAbove }
        policies { oldForms writesGuides }
        defaultPolicies { oldForms writesGuides }
        ignoredFolders
      }
    }
    serverInfo { version nodeVersion typescriptVersion databaseKind databaseVersion databaseBytes allowedRoots }
  }
`);

export const UpdateSettingsDocument = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      __typename
      ... on MutationUpdateSettingsSuccess {
        data {
          id
          graph { files edges unresolved unparsable tsconfigs }
          settings {
            thresholds { healFrom compatibilityFrom reviewAbove }
            defaults { healFrom compatibilityFrom reviewAbove }
            policies { oldForms writesGuides }
            defaultPolicies { oldForms writesGuides }
            ignoredFolders
          }
        }
      }
      ... on DomainError { code message hint }
    }
  }
`);

export const LiveWorkersDocument = graphql(`
  query LiveWorkers {
    workers { id hostname pid concurrency startedAt }
  }
`);

export type RoomSettings = NonNullable<ResultOf<typeof SettingsDocument>['room']>['settings'];
export type ServerInfo = ResultOf<typeof SettingsDocument>['serverInfo'];
