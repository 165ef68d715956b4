// The operations of receipts, usage and settings that wire tests send, checked against the schema by the type checker.
import { graphql } from '../../web/graphql.ts';

export const ReadReceipt = graphql(`
  query ReadReceipt($id: ID!) {
    run(id: $id) {
      json: printedReceipt(format: JSON)
      markdown: printedReceipt(format: MARKDOWN)
      receipt {
        origin
        announcedBy
        startedBy
        status
        attempt
        decision
        intent { userAction changeKind overallRisk }
        predictions { predictionType certainty severity file summary placeCount }
        predictionCount
        actions { position steps { stepNumber attempt stepType status durationMs changes { files linesAdded linesRemoved } message } }
        verification { status attempt words completedAt }
        treeHashBefore
        treeHashAfter
        files { path hashBefore hashAfter }
        fileCount
        accuracy { right precision recall }
        testAccuracy { notRun }
        notEdited { file line column reason by at }
        error { code }
        moves { number type at message by }
      }
    }
  }
`);

export const ListRuns = graphql(`
  query ListRuns($room: ID!, $matching: String, $statuses: [RunStatus!], $first: Int, $after: String) {
    room(id: $room) {
      id
      runs(first: $first, after: $after, matching: $matching, statuses: $statuses) { totalCount pageInfo { endCursor } edges { node { id status } } }
    }
  }
`);

export const ReadUsage = graphql(`
  query ReadUsage($room: ID!, $days: Int!) {
    room(id: $room) { id usage(days: $days) { runs breaksPrevented outcomes { status runs } errors { right } days { day runs } repairs { sessions rate } } }
  }
`);

export const ReadSettings = graphql(`
  query ReadSettings($room: ID!) {
    room(id: $room) {
      id
      graph { files }
      settings { thresholds { healFrom compatibilityFrom reviewAbove } defaults { healFrom compatibilityFrom reviewAbove } policies { oldForms writesGuides } ignoredFolders }
    }
    serverInfo { version nodeVersion typescriptVersion databaseVersion databaseBytes allowedRoots }
  }
`);

export const UpdateSettings = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationUpdateSettingsSuccess { data { id graph { files } settings { thresholds { healFrom compatibilityFrom reviewAbove } ignoredFolders } } }
    }
  }
`);

export const ReadStructureOutcome = graphql(`
  query ReadStructureOutcome($id: ID!, $room: ID!) {
    run(id: $id) {
      id
      actions { id description }
      structure {
        before { cycles reach crossFolderTies }
        promised { cycles reach crossFolderTies }
        measured { cycles reach crossFolderTies }
      }
      receipt { structure { measured { cycles reach crossFolderTies } } }
      printedReceipt(format: MARKDOWN)
    }
    room(id: $room) { id coupling { metrics { cycles reach crossFolderTies } } }
  }
`);
