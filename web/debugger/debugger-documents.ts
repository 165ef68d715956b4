// The operations of the debugger's tab on sessions.
import { graphql, type ResultOf } from '../graphql.ts';

export const SessionPanelDocument = graphql(`
  query SessionPanel($id: ID!) {
    debugSession(id: $id) {
      id
      status
      triggerAction
      userIntent
      expectedBehavior
      scenario
      thresholds { responseTime memoryUsage }
      scrubbers
      wallClockMs
      actualBehavior
      discrepancies
      explanation
      recording {
        id
        end
        message
        hint
        isDeterministic
        differences
        layers { name active why }
        stdout
        stderr
        outputBytes
        isTruncated
        calls
        examples { number passed expected actual }
        createdAt
      }
      suspects { file line column text score ochiai reasons source sourceLine }
      dataMapping { description source }
      fixes {
        id
        fixType
        status
        description
        operator
        steps { action description file line }
        diff
        confidence
        confidenceBasis
        evidence { check passed total details }
        run { id status }
        createdAt
      }
      question { id text input answers { result fixes { id } } }
      search { kind message tried }
      fixesApplied { fix { id description } run { id status } appliedAt }
      regressionRun { id status }
      lastEventNumber
      createdAt
      resolvedAt
    }
  }
`);

export const SessionListDocument = graphql(`
  query SessionList($room: ID!, $first: Int!, $after: String) {
    debugSessions(room: $room, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id status triggerAction userIntent lastEventNumber createdAt resolvedAt } }
    }
  }
`);

export const FileFieldDocument = graphql(`
  query FileField($room: ID!, $matching: String!, $first: Int!) {
    room(id: $room) { id files(matching: $matching, first: $first) { path } }
  }
`);

export const ExportFieldDocument = graphql(`
  query ExportField($room: ID!, $path: String!) {
    room(id: $room) { id file(path: $path) { path exports } }
  }
`);

export const StartDebugSessionDocument = graphql(`
  mutation StartDebugSession($input: StartDebugSessionInput!) {
    startDebugSession(input: $input) {
      __typename
      ... on MutationStartDebugSessionSuccess { data { id status } }
      ... on DomainError { code message hint }
    }
  }
`);

export const RecordBehaviorDocument = graphql(`
  mutation RecordBehavior($sessionId: ID!) {
    recordBehavior(sessionId: $sessionId) {
      __typename
      ... on MutationRecordBehaviorSuccess { data { id status } }
      ... on DomainError { code message hint }
    }
  }
`);

export const AnalyzeDiscrepancyDocument = graphql(`
  mutation AnalyzeDiscrepancy($sessionId: ID!, $actualBehavior: JSON) {
    analyzeDiscrepancy(sessionId: $sessionId, actualBehavior: $actualBehavior) {
      __typename
      ... on MutationAnalyzeDiscrepancySuccess { data { id status actualBehavior discrepancies explanation } }
      ... on DomainError { code message hint }
    }
  }
`);

export const SuggestFixesDocument = graphql(`
  mutation SuggestFixes($input: SuggestFixesInput!) {
    suggestFixes(input: $input) {
      __typename
      ... on MutationSuggestFixesSuccess { data { id status } }
      ... on DomainError { code message hint }
    }
  }
`);

export const AnswerQuestionDocument = graphql(`
  mutation AnswerQuestion($input: AnswerQuestionInput!) {
    answerQuestion(input: $input) {
      __typename
      ... on MutationAnswerQuestionSuccess { data { id status question { id } fixes { id status confidence confidenceBasis } } }
      ... on DomainError { code message hint }
    }
  }
`);

export const CancelDebuggingDocument = graphql(`
  mutation CancelDebugging($sessionId: ID!) {
    cancelDebugging(sessionId: $sessionId) {
      __typename
      ... on MutationCancelDebuggingSuccess { data { id status } }
      ... on DomainError { code message hint }
    }
  }
`);

export const ApplyFixDocument = graphql(`
  mutation ApplyFix($fixId: ID!) {
    applyFix(fixId: $fixId) {
      __typename
      ... on MutationApplyFixSuccess { data { id status } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const ResolveSessionDocument = graphql(`
  mutation ResolveSession($sessionId: ID!, $keepAsTest: Boolean) {
    resolveSession(sessionId: $sessionId, keepAsTest: $keepAsTest) {
      __typename
      ... on MutationResolveSessionSuccess { data { id status resolvedAt regressionRun { id status } } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export const DebuggerActivityDocument = graphql(`
  subscription DebuggerActivity($roomId: ID!, $after: Int) {
    debuggerActivity(roomId: $roomId, after: $after) { number session { id status triggerAction userIntent lastEventNumber createdAt resolvedAt } }
  }
`);

export const DebugEventsDocument = graphql(`
  subscription DebugEvents($sessionId: ID!, $after: Int!) {
    debugEvents(sessionId: $sessionId, after: $after) { number type message tried perSecond best examples found remainingMs createdAt }
  }
`);

export type Session = NonNullable<ResultOf<typeof SessionPanelDocument>['debugSession']>;
export type SessionStatus = Session['status'];
export type Recording = NonNullable<Session['recording']>;
export type Suspect = Session['suspects'][number];
export type Fix = Session['fixes'][number];
export type Question = NonNullable<Session['question']>;
export type DebuggerEvent = ResultOf<typeof DebugEventsDocument>['debugEvents'];
export type ListedSession = NonNullable<ResultOf<typeof SessionListDocument>['debugSessions']['edges'][number]>['node'];
