// The operations that wire tests send, checked against the schema by the type checker.
import { graphql } from '../../web/graphql.ts';

export const CreateRoom = graphql(`
  mutation CreateRoom($rootPath: String!, $name: String) {
    createRoom(input: { rootPath: $rootPath, name: $name }) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationCreateRoomSuccess { data { id name rootPath graph { files unresolved tsconfigs } } }
    }
  }
`);

export const CaptureIntent = graphql(`
  mutation CaptureIntent($roomId: ID!, $userAction: String!) {
    captureIntent(input: { roomId: $roomId, userAction: $userAction }) {
      __typename
      ... on DomainError { code message hint }
      ... on TargetNotFoundError { suggestions { text file symbol } }
      ... on AmbiguousTargetError { suggestions { text file symbol } }
      ... on IntentNotUnderstoodError { suggestions { text file symbol } }
      ... on MutationCaptureIntentSuccess { data { id understood changeKind } }
    }
  }
`);

export const CaptureEdit = graphql(`
  mutation CaptureEdit($roomId: ID!, $edit: EditInput!) {
    captureIntent(input: { roomId: $roomId, change: { edit: $edit } }) {
      __typename
      ... on DomainError { code message hint }
      ... on DiffMismatchError { file hunk }
      ... on MutationCaptureIntentSuccess { data { id understood userAction changeKind } }
    }
  }
`);

export const AnalyzeImpact = graphql(`
  mutation AnalyzeImpact($intentId: ID!) {
    analyzeImpact(intentId: $intentId) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationAnalyzeImpactSuccess {
        data {
          id
          analysis { overallRisk decision filesChecked directDependents { file distance } }
          predictions(first: 500) {
            totalCount
            edges { node { file severity certainty predictionType summary affectedComponents { file line column code message } whyPath { file via line isBarrel } evidence { factor points reason } } }
          }
        }
      }
    }
  }
`);

export const PlanHealing = graphql(`
  mutation PlanHealing($intentId: ID!) {
    planHealing(intentId: $intentId) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationPlanHealingSuccess {
        data { id status decision reasons diff notEdited { file reason } actions { actionType executions { id stepType status diff files } } }
      }
    }
  }
`);

export const TriggerHealing = graphql(`
  mutation TriggerHealing($runId: ID!, $mode: RunMode, $branch: String) {
    triggerHealing(runId: $runId, mode: $mode, branch: $branch) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on FileConflictError { files }
      ... on MutationTriggerHealingSuccess { data { id status queuePosition } }
    }
  }
`);

export const RollbackRun = graphql(`
  mutation RollbackRun($runId: ID!, $merge: Boolean) {
    rollbackRun(runId: $runId, merge: $merge) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on FileConflictError { files }
      ... on MutationRollbackRunSuccess { data { id status } }
    }
  }
`);

export const PreviewRollback = graphql(`
  query PreviewRollback($runId: ID!) {
    previewRollback(runId: $runId) { unchanged merges conflicts files { path kind reason diff conflicts { line afterRun now beforeRun } } }
  }
`);

export const CancelRun = graphql(`
  mutation CancelRun($runId: ID!) {
    cancelRun(runId: $runId) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on MutationCancelRunSuccess { data { id status } }
    }
  }
`);

export const RetryRun = graphql(`
  mutation RetryRun($runId: ID!, $fromStep: ID, $skipFailedStep: String, $by: String) {
    retryRun(runId: $runId, fromStep: $fromStep, skipFailedStep: $skipFailedStep, by: $by) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on FileConflictError { files }
      ... on MutationRetryRunSuccess { data { id attempt } }
    }
  }
`);

export const AdoptRun = graphql(`
  mutation AdoptRun($runId: ID!, $reason: String!, $by: String) {
    adoptRun(runId: $runId, reason: $reason, by: $by) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on FileConflictError { files }
      ... on MutationAdoptRunSuccess { data { id attempt } }
    }
  }
`);

export const SkipStep = graphql(`
  mutation SkipStep($executionId: ID!, $reason: String!, $by: String) {
    skipStep(executionId: $executionId, reason: $reason, by: $by) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on MutationSkipStepSuccess { data { id } }
    }
  }
`);

export const PlannedEdits = graphql(`
  query PlannedEdits($executionId: ID!, $first: Int! = 50, $offset: Int! = 0) {
    plannedEdits(executionId: $executionId, first: $first, offset: $offset) { totalCount byHand edits { key kind file from line before after leftOut } }
  }
`);

export const LeaveOutEdits = graphql(`
  mutation LeaveOutEdits($executionId: ID!, $keys: [String!]!) {
    leaveOutEdits(executionId: $executionId, keys: $keys) {
      __typename
      ... on DomainError { code message hint }
      ... on RunStateError { status }
      ... on FileConflictError { files }
      ... on MutationLeaveOutEditsSuccess { data { id status diff notEdited { file line column reason } } }
    }
  }
`);

export const ReadAttempts = graphql(`
  query ReadAttempts($id: ID!) {
    run(id: $id) {
      id status attempt adoptReason adoptedBy isVerified treeHashBefore treeHashAfter
      actions { actionType executions { id attempt stepType status files skipReason skippedBy result } }
    }
  }
`);

export const ReadRun = graphql(`
  query ReadRun($id: ID!) {
    run(id: $id) {
      id status mode branch commit queuePosition treeHashBefore treeHashAfter lastEventNumber
      error { code message hint files }
      estimate { expectedMs fromMs toMs records stepsWithoutRecord stepsWithFewRecords isWithoutVerification }
      accuracy { notCompared predicted happened right precision recall falsePositives { file line column code message } misses { file line column code message } filesChecked }
      testAccuracy { notRun filesRelated filesRun testsPassedBefore testsFailed predicted happened right precision recall misses { file name message } falsePositives }
      actions { actionType status executions { stepType status result errorMessage estimate { expectedMs fromMs toMs records } } }
    }
  }
`);

export const HealingStatus = graphql(`
  query HealingStatus($room: ID!, $first: Int) {
    healingStatus(room: $room, first: $first) { totalCount edges { node { id status } } }
  }
`);

export const RunEvents = graphql(`
  subscription RunEvents($runId: ID!, $after: Int) {
    runEvents(runId: $runId, after: $after) { number type status message path done total executionId }
  }
`);

export const RoomActivity = graphql(`
  subscription RoomActivity($roomId: ID!, $after: Int) {
    roomActivity(roomId: $roomId, after: $after) { number eventType run { id status queuePosition } waiting { id queuePosition } }
  }
`);

export const ReadShims = graphql(`
  query ReadShims($roomId: ID!, $first: Int!) {
    room(id: $roomId) { shims(first: $first) { file name replacement { file name } callersLeft callers { file line column } } }
  }
`);

export const ReadProjectGraph = graphql(`
  query ReadProjectGraph($roomId: ID!, $first: Int!) {
    room(id: $roomId) {
      projectGraph(first: $first) {
        folders communities modularity cycles filesLeftOut
        nodes { path folder community bytes cycle ca ce }
        edges { from to kind weight typeOnly }
      }
    }
  }
`);

export const FindImpact = graphql(`
  query FindImpact($roomId: ID!, $targetType: TargetType!, $targetId: String!, $changeType: ImpactChange!) {
    room(id: $roomId) {
      findImpact(targetType: $targetType, targetId: $targetId, changeType: $changeType, first: 50) {
        targetType files symbol changeType overallRisk riskFactors { factor points reason } couplingScore directCount transitiveCount
        directDependents { file distance strength names uses whyPath { file via line isBarrel } }
        transitiveDependents { file distance strength names uses whyPath { file via line isBarrel } }
      }
    }
  }
`);

export const AskWhatIf = graphql(`
  query AskWhatIf($roomId: ID!, $userAction: String, $change: ChangeInput) {
    room(id: $roomId) {
      whatIf(userAction: $userAction, change: $change) {
        understood newCycles openedCycles fileCount folderCount before { cycles } after { cycles } keeping { cycles }
        files { path before { ca ce instability } after { ca ce instability } }
        folders { path before { ca } after { ca } }
      }
    }
  }
`);

export const ReadCoupling = graphql(`
  query ReadCoupling($roomId: ID!, $first: Int!, $skip: Int!) {
    room(id: $roomId) {
      coupling {
        files folderCount communityCount
        metrics { cycles cyclicFiles ties crossFolderTies crossCommunityTies folderModularity modularity reach }
        modules(first: $first, skip: $skip) { file ca ce instability transitive strong strongShare community }
        folders(first: $first, skip: $skip) { folder files ca ce instability strong strongShare }
        communities(first: $first, skip: $skip) { number size folder files innerTies outerTies }
        cycles(first: $first, skip: $skip) { size files breaks { from to specifier line } }
        history(first: $first) { absent commits pairs { file other support confidence isTied } }
      }
    }
  }
`);

export const ReadRefactorings = graphql(`
  query ReadRefactorings($roomId: ID!, $first: Int!) {
    room(id: $roomId) {
      refactorings(first: $first) {
        kind title why intent isDiff gain keepsOldForm
        before { file ca ce instability metrics { cycles cyclicFiles modularity folderModularity crossFolderTies reach } }
        after { file ca ce instability metrics { cycles cyclicFiles modularity folderModularity crossFolderTies reach } }
      }
    }
  }
`);

export const PreviewRun = graphql(`
  query PreviewRun($runId: ID!) {
    runPreview(runId: $runId) {
      unchecked
      files { kind path from before { count first { line code message } } after { count first { line code message } } }
    }
  }
`);

export const PreviewFile = graphql(`
  query PreviewFile($runId: ID!, $path: String!) {
    runPreviewFile(runId: $runId, path: $path) { isWhole diff }
  }
`);
