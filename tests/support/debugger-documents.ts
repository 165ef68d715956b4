// The operations of the intent debugger that wire tests send, checked against the schema by the type checker.
import { graphql } from '../../web/graphql.ts';

export const StartDebugSession = graphql(`
  mutation StartDebugSessionInTest($input: StartDebugSessionInput!) {
    startDebugSession(input: $input) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationStartDebugSessionSuccess { data { id status lastEventNumber } }
    }
  }
`);

export const RecordBehavior = graphql(`
  mutation RecordBehaviorInTest($sessionId: ID!) {
    recordBehavior(sessionId: $sessionId) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationRecordBehaviorSuccess { data { id status } }
    }
  }
`);

export const AnalyzeDiscrepancy = graphql(`
  mutation AnalyzeDiscrepancyInTest($sessionId: ID!, $actualBehavior: JSON) {
    analyzeDiscrepancy(sessionId: $sessionId, actualBehavior: $actualBehavior) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationAnalyzeDiscrepancySuccess { data { id status discrepancies explanation dataMapping { description source } } }
    }
  }
`);

export const SuggestFixes = graphql(`
  mutation SuggestFixesInTest($input: SuggestFixesInput!) {
    suggestFixes(input: $input) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationSuggestFixesSuccess { data { id status } }
    }
  }
`);

export const AnswerQuestion = graphql(`
  mutation AnswerQuestionInTest($input: AnswerQuestionInput!) {
    answerQuestion(input: $input) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationAnswerQuestionSuccess { data { id question { id } fixes { id status } } }
    }
  }
`);

export const CancelDebugging = graphql(`
  mutation CancelDebuggingInTest($sessionId: ID!) {
    cancelDebugging(sessionId: $sessionId) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationCancelDebuggingSuccess { data { id status } }
    }
  }
`);

export const ApplyFix = graphql(`
  mutation ApplyFixInTest($fixId: ID!) {
    applyFix(fixId: $fixId) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationApplyFixSuccess { data { id status } }
    }
  }
`);

export const ResolveSession = graphql(`
  mutation ResolveSessionInTest($sessionId: ID!, $keepAsTest: Boolean) {
    resolveSession(sessionId: $sessionId, keepAsTest: $keepAsTest) {
      __typename
      ... on DomainError { code message hint }
      ... on MutationResolveSessionSuccess { data { id status resolvedAt regressionRun { id status diff } } }
    }
  }
`);

export const DebugSession = graphql(`
  query DebugSessionInTest($id: ID!) {
    debugSession(id: $id) {
      id status userIntent expectedBehavior scenario actualBehavior discrepancies explanation lastEventNumber resolvedAt
      thresholds { responseTime memoryUsage }
      scrubbers
      wallClockMs
      recording { end message hint isDeterministic differences calls isTruncated stdout layers { name active why } examples { number passed expected actual } }
      suspects { file line text score ochiai reasons source sourceLine }
      dataMapping { description source }
      search { kind message tried }
      question { id input answers { result fixes { id } } }
      fixes { id fixType status description operator diff confidence confidenceBasis steps { action description file line } evidence { check passed total details } run { id status } }
      fixesApplied { appliedAt fix { id } run { id status } }
    }
  }
`);

export const DebugSessions = graphql(`
  query DebugSessionsInTest($room: ID!) {
    debugSessions(room: $room) { totalCount edges { node { id status userIntent } } }
  }
`);

export const DebuggerActivity = graphql(`
  subscription DebuggerActivityInTest($roomId: ID!, $after: Int) {
    debuggerActivity(roomId: $roomId, after: $after) { number eventType session { id status } }
  }
`);

export const DebugEvents = graphql(`
  subscription DebugEventsInTest($sessionId: ID!, $after: Int) {
    debugEvents(sessionId: $sessionId, after: $after) { number type message tried found examples best session { status } }
  }
`);
