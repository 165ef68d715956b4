import { graphql } from '../graphql.ts';

export const RunDiffDocument = graphql(`
  query RunDiff($id: ID!) {
    run(id: $id) { id diff }
  }
`);

export const StepDiffDocument = graphql(`
  query StepDiff($id: ID!) {
    node(id: $id) { id ... on HealingExecution { diff } }
  }
`);
