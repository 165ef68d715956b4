import { graphql, type ResultOf } from '../graphql.ts';

/** A run with everything but its diffs, which are large and fetched where one is opened. */
export const RunPanelDocument = graphql(`
  query RunPanel($id: ID!) {
    run(id: $id) {
      id
      status
      decision
      reasons
      notEdited { file line column reason }
      queuePosition
      lastEventNumber
      treeHashBefore
      treeHashAfter
      estimate { expectedMs fromMs toMs records stepsWithoutRecord }
      accuracy {
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
      error { code message hint files }
      createdAt
      queuedAt
      startedAt
      completedAt
      room { id }
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
          estimate { expectedMs fromMs toMs records }
          result
          errorMessage
          startedAt
          completedAt
        }
      }
    }
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

export type Run = NonNullable<ResultOf<typeof RunPanelDocument>['run']>;
export type Action = Run['actions'][number];
export type Step = Action['executions'][number];
export type RunEvent = ResultOf<typeof RunEventsDocument>['runEvents'];
export type RunStatus = Run['status'];
export type StepStatus = Step['status'];
export type ActionStatus = Action['status'];
