import { graphql, type ResultOf } from '../graphql.ts';

export const ReceiptListDocument = graphql(`
  query ReceiptList($room: ID!, $matching: String, $statuses: [RunStatus!], $after: String) {
    room(id: $room) {
      id
      runs(first: 20, after: $after, matching: $matching, statuses: $statuses) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges { node { id status decision createdAt queuedAt intentCapture { id userAction } } }
      }
    }
  }
`);

export const ReceiptDocument = graphql(`
  query Receipt($id: ID!) {
    run(id: $id) {
      id
      room { id }
      receipt {
        origin
        originWords
        announcedBy
        startedBy
        status
        attempt
        mode
        branch
        branchBase
        commit
        adoptReason
        adoptedBy
        plannedAt
        queuedAt
        startedAt
        completedAt
        queueMs
        durationMs
        intent { userAction changeKind understood capturedAt analyzedAt overallRisk riskFactors { factor points reason } }
        decision
        reasons
        predictions { predictionType certainty severity file summary placeCount }
        predictionCount
        actions {
          position
          actionType
          description
          status
          steps {
            stepNumber
            attempt
            stepType
            description
            status
            startedAt
            durationMs
            changes { files linesAdded linesRemoved }
            message
            skipReason
            skippedBy
          }
        }
        changes { files linesAdded linesRemoved }
        verification { status attempt words completedAt }
        treeHashBefore
        treeHashAfter
        files { path hashBefore hashAfter }
        fileCount
        accuracy { notCompared predicted happened right precision recall falsePositives { file line column code message } misses { file line column code message } filesChecked }
        testAccuracy { notRun filesRelated filesRun testsPassedBefore testsFailed predicted happened right precision recall misses { file name message } falsePositives }
        structure { before { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach } promised { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach } measured { cycles cyclicFiles folderModularity modularity crossFolderTies crossCommunityTies reach } }
        notEdited { file line column reason by at }
        error { code message hint files }
        moves { number type at message by }
      }
    }
  }
`);

export const PrintedReceiptDocument = graphql(`
  query PrintedReceipt($id: ID!, $format: ReceiptFormat!) {
    run(id: $id) { id printedReceipt(format: $format) }
  }
`);

type Listed = NonNullable<ResultOf<typeof ReceiptListDocument>['room']>['runs'];
export type ListedRun = NonNullable<Listed['edges'][number]>['node'];
export type Receipt = NonNullable<ResultOf<typeof ReceiptDocument>['run']>['receipt'];
