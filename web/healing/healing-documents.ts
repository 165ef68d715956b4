import { graphql } from '../graphql.ts';

export const CaptureIntentDocument = graphql(`
  mutation CaptureIntent($roomId: ID!, $userAction: String, $change: ChangeInput) {
    captureIntent(input: { roomId: $roomId, userAction: $userAction, change: $change }) {
      __typename
      ... on MutationCaptureIntentSuccess { data { id understood } }
      ... on DomainError { code message hint }
      ... on IntentNotUnderstoodError { suggestions { text file symbol } }
      ... on TargetNotFoundError { suggestions { text file symbol } }
      ... on AmbiguousTargetError { suggestions { text file symbol } }
    }
  }
`);

export const AnalyzeImpactDocument = graphql(`
  mutation AnalyzeImpact($intentId: ID!) {
    analyzeImpact(intentId: $intentId) {
      __typename
      ... on MutationAnalyzeImpactSuccess { data { id } }
      ... on DomainError { code message hint }
      ... on TargetNotFoundError { suggestions { text file symbol } }
    }
  }
`);

export const PlanHealingDocument = graphql(`
  mutation PlanHealing($intentId: ID!) {
    planHealing(intentId: $intentId) {
      __typename
      ... on MutationPlanHealingSuccess { data { id status decision } }
      ... on DomainError { code message hint }
      ... on TargetNotFoundError { suggestions { text file symbol } }
    }
  }
`);

export const TriggerHealingDocument = graphql(`
  mutation TriggerHealing($runId: ID!, $mode: RunMode!) {
    triggerHealing(runId: $runId, mode: $mode) {
      __typename
      ... on MutationTriggerHealingSuccess { data { id status queuePosition } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const RunStateDocument = graphql(`
  query RunState($id: ID!) {
    run(id: $id) { id status decision error { code message hint files } }
  }
`);

export const RollbackRunDocument = graphql(`
  mutation RollbackRun($runId: ID!) {
    rollbackRun(runId: $runId) {
      __typename
      ... on MutationRollbackRunSuccess { data { id status queuePosition } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const CancelRunDocument = graphql(`
  mutation CancelRun($runId: ID!) {
    cancelRun(runId: $runId) {
      __typename
      ... on MutationCancelRunSuccess { data { id status } }
      ... on DomainError { code message hint }
    }
  }
`);

export const HealingStatusDocument = graphql(`
  query HealingStatus($room: ID!, $first: Int!) {
    healingStatus(room: $room, first: $first) {
      totalCount
      edges {
        node {
          id
          status
          decision
          queuePosition
          createdAt
          queuedAt
          completedAt
          intentCapture { id userAction understood }
        }
      }
    }
  }
`);

/** Plans that nobody has started yet: healingStatus leaves them out. */
export const RoomPlansDocument = graphql(`
  query RoomPlans($room: ID!) {
    room(id: $room) {
      id
      runs(first: 3, statuses: [PLANNED]) {
        edges { node { id status decision createdAt queuedAt queuePosition intentCapture { id userAction } } }
      }
    }
  }
`);

export const RoomActivityDocument = graphql(`
  subscription RoomActivity($roomId: ID!, $after: Int) {
    roomActivity(roomId: $roomId, after: $after) { number eventType waiting { id queuePosition } }
  }
`);

export const RoomShimsDocument = graphql(`
  query RoomShims($room: ID!) {
    node(id: $room) {
      __typename
      ... on Room { id shims(first: 100) { file name callersLeft replacement { file name } callers { file line column } } }
    }
  }
`);

export const RoomStructureDocument = graphql(`
  query RoomStructure($room: ID!) {
    node(id: $room) {
      __typename
      ... on Room {
        id
        coupling { files metrics { cycles cyclicFiles modularity folderModularity } }
      }
    }
  }
`);

export const RoomRefactoringsDocument = graphql(`
  query RoomRefactorings($room: ID!) {
    node(id: $room) {
      __typename
      ... on Room {
        id
        refactorings(first: 8) {
          title
          why
          intent
          keepsOldForm
          before { ca ce instability metrics { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach } }
          after { ca ce instability metrics { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach } }
        }
      }
    }
  }
`);
