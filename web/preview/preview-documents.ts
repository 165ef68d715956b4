import { graphql, type ResultOf } from '../graphql.ts';

export const RunPreviewDocument = graphql(`
  query RunPreview($runId: ID!) {
    runPreview(runId: $runId) {
      unchecked
      files {
        kind
        path
        from
        before { count first { line column code message } }
        after { count first { line column code message } }
      }
    }
  }
`);

export const RunPreviewFileDocument = graphql(`
  query RunPreviewFile($runId: ID!, $path: String!) {
    runPreviewFile(runId: $runId, path: $path) { diff isWhole }
  }
`);

export type RunPreview = ResultOf<typeof RunPreviewDocument>['runPreview'];
export type PreviewedFile = RunPreview['files'][number];
export type FileProblems = NonNullable<PreviewedFile['before']>;
