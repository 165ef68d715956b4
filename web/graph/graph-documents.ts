import { graphql, type ResultOf } from '../graphql.ts';

export const ProjectGraphDocument = graphql(`
  query ProjectGraph($room: ID!, $first: Int!) {
    room(id: $room) {
      id
      rootPath
      projectGraph(first: $first) {
        folders
        filesLeftOut
        nodes { path folder community bytes cycle ca ce }
        edges { from to kind typeOnly }
      }
    }
  }
`);

export const FileFactsDocument = graphql(`
  query FileFacts($room: ID!, $path: String!, $targetType: TargetType!, $targetId: String!) {
    room(id: $room) {
      id
      file(path: $path) { path exports }
      findImpact(targetType: $targetType, targetId: $targetId, first: 200) {
        overallRisk
        riskFactors { factor points reason }
        directCount
        directDependents { file distance strength uses whyPath { file via line isBarrel } }
        transitiveCount
        transitiveDependents { file distance strength uses whyPath { file via line isBarrel } }
      }
    }
  }
`);

export const LatestIntentsDocument = graphql(`
  query LatestIntents($room: ID!) {
    room(id: $room) {
      id
      runs(first: 20) { edges { node { id intentCapture { id understood } } } }
    }
  }
`);

export const LitIntentDocument = graphql(`
  query LitIntent($run: ID!, $first: Int!, $after: String) {
    run(id: $run) {
      id
      intentCapture {
        id
        understood
        analysis { overallRisk }
        predictions(first: $first, after: $after) {
          totalCount
          pageInfo { hasNextPage endCursor }
          edges { node { id file severity certainty summary whyPath { file via line isBarrel } } }
        }
      }
    }
  }
`);

export const WhatIfDocument = graphql(`
  query WhatIf($room: ID!, $userAction: String, $change: ChangeInput) {
    room(id: $room) {
      id
      whatIf(userAction: $userAction, change: $change) {
        understood
        before { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach }
        after { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach }
        keeping { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach }
        newCycles
        openedCycles
        fileCount
        files { path before { ca ce instability } after { ca ce instability } }
        folderCount
        folders { path before { ca ce instability } after { ca ce instability } }
      }
    }
  }
`);

export const CouplingTablesDocument = graphql(`
  query CouplingTables($room: ID!) {
    room(id: $room) {
      id
      coupling {
        folderCount
        folders(first: 100) { folder files ca ce instability strongShare }
        history(first: 50) { absent commits pairs { file other support confidence isTied } }
      }
    }
  }
`);

export const StrongFilesDocument = graphql(`
  query StrongFiles($room: ID!) {
    room(id: $room) {
      id
      coupling {
        modules(first: 100) { file strongShare }
      }
    }
  }
`);

export type WhatIf = NonNullable<NonNullable<ResultOf<typeof WhatIfDocument>['room']>['whatIf']>;
export type CouplingTables = NonNullable<ResultOf<typeof CouplingTablesDocument>['room']>['coupling'];

type GraphRoom = NonNullable<ResultOf<typeof ProjectGraphDocument>['room']>;
export type ProjectGraphColumns = GraphRoom['projectGraph'];
export type EdgeKind = ProjectGraphColumns['edges']['kind'][number];

export type FoundImpact = NonNullable<ResultOf<typeof FileFactsDocument>['room']>['findImpact'];
export type LitIntentCapture = NonNullable<ResultOf<typeof LitIntentDocument>['run']>['intentCapture'];
export type LitPrediction = NonNullable<LitIntentCapture['predictions']['edges'][number]>['node'];
