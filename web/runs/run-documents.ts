import { graphql, type ResultOf } from '../graphql.ts';

/** A run with everything but its diffs, which are large and fetched where one is opened. */
export const RunPanelDocument = graphql(`
  query RunPanel($id: ID!) {
    run(id: $id) {
      id
      status
      mode
      branch
      commit
      decision
      reasons
      notEdited { file line column reason }
      editsLeftOut
      queuePosition
      attempt
      adoptReason
      adoptedBy
      isVerified
      lastEventNumber
      treeHashBefore
      treeHashAfter
      estimate { expectedMs fromMs toMs records stepsWithoutRecord stepsWithFewRecords isWithoutVerification }
      accuracy {
        notCompared
        predicted
        happened
        right
        precision
        recall
        falsePositives { file line column code message }
        misses { file line column code message }
        filesChecked
      }
      testAccuracy {
        notRun
        filesRelated
        filesRun
        testsPassedBefore
        testsFailed
        predicted
        happened
        right
        precision
        recall
        misses { file name message }
        falsePositives
      }
      structure {
        before { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach }
        promised { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach }
        measured { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach }
      }
      error { code message hint files }
      createdAt
      queuedAt
      startedAt
      completedAt
      room { id settings { thresholds { healFrom } } }
      intentCapture {
        id
        userAction
        understood
        analysis {
          overallRisk
          riskFactors { factor points reason }
          decision
          directDependents { file distance strength }
          transitiveDependents { file distance strength }
          filesChecked
          durationMs
        }
        predictions { totalCount }
      }
      actions {
        id
        position
        actionType
        description
        priority
        status
        executedAt
        completedAt
        executions {
          id
          stepNumber
          attempt
          stepType
          stepDescription
          status
          files
          editsPlanned
          estimate { expectedMs fromMs toMs records }
          result
          errorMessage
          skipReason
          skippedBy
          startedAt
          completedAt
        }
      }
    }
  }
`);

export const WorkersDocument = graphql(`
  query Workers {
    workers { id }
  }
`);

export const RunEventsDocument = graphql(`
  subscription RunEvents($runId: ID!, $after: Int!) {
    runEvents(runId: $runId, after: $after) {
      number
      type
      actionId
      executionId
      status
      message
      path
      done
      total
      createdAt
    }
  }
`);

export const RetryRunDocument = graphql(`
  mutation RetryRun($runId: ID!, $fromStep: ID, $skipFailedStep: String) {
    retryRun(runId: $runId, fromStep: $fromStep, skipFailedStep: $skipFailedStep) {
      __typename
      ... on MutationRetryRunSuccess { data { id status } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const AdoptRunDocument = graphql(`
  mutation AdoptRun($runId: ID!, $reason: String!) {
    adoptRun(runId: $runId, reason: $reason) {
      __typename
      ... on MutationAdoptRunSuccess { data { id status } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const SkipStepDocument = graphql(`
  mutation SkipStep($executionId: ID!, $reason: String!) {
    skipStep(executionId: $executionId, reason: $reason) {
      __typename
      ... on MutationSkipStepSuccess { data { id status } }
      ... on DomainError { code message hint }
    }
  }
`);

export const MergeRollbackDocument = graphql(`
  mutation MergeRollback($runId: ID!) {
    rollbackRun(runId: $runId, merge: true) {
      __typename
      ... on MutationRollbackRunSuccess { data { id status } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const RollbackPreviewDocument = graphql(`
  query RollbackPreview($runId: ID!) {
    previewRollback(runId: $runId) {
      unchanged
      merges
      conflicts
      files(first: 200) { path kind reason diff conflicts { line afterRun now beforeRun } }
    }
  }
`);

export type Run = NonNullable<ResultOf<typeof RunPanelDocument>['run']>;
export type Action = Run['actions'][number];
export type Step = Action['executions'][number];
export type RunEvent = ResultOf<typeof RunEventsDocument>['runEvents'];
export type RunStatus = Run['status'];
export type RunMode = Run['mode'];
export type StepStatus = Step['status'];
export type ActionStatus = Action['status'];
