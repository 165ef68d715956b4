import { graphql, type ResultOf } from '../graphql.ts';

export const StepEditsDocument = graphql(`
  query StepEdits($executionId: ID!, $first: Int!, $offset: Int!) {
    plannedEdits(executionId: $executionId, first: $first, offset: $offset) { totalCount byHand edits { key kind file from line before after leftOut } }
  }
`);

export const LeaveOutEditsDocument = graphql(`
  mutation LeaveOutEdits($executionId: ID!, $keys: [String!]!) {
    leaveOutEdits(executionId: $executionId, keys: $keys) {
      __typename
      ... on MutationLeaveOutEditsSuccess { data { id } }
      ... on DomainError { code message hint }
      ... on FileConflictError { files }
    }
  }
`);

export type EditPage = ResultOf<typeof StepEditsDocument>['plannedEdits'];
export type PlannedEdit = EditPage['edits'][number];
