import { useState } from 'react';
import { useClient } from 'urql';
import { graphql, type ResultOf } from '../graphql.ts';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { sortPredictions } from './sort-predictions.ts';

const PredictionsDocument = graphql(`
  query Predictions($intentId: ID!, $first: Int!, $after: String) {
    node(id: $intentId) {
      id
      ... on IntentCapture {
        predictions(first: $first, after: $after) {
          totalCount
          pageInfo { hasNextPage endCursor }
          edges {
            node {
              id
              predictionType
              certainty
              severity
              summary
              file
              affectedComponents { file line column symbol code message }
              evidence { factor points reason }
              whyPath { file via line isBarrel }
            }
          }
        }
      }
    }
  }
`);

type Connection = Extract<NonNullable<ResultOf<typeof PredictionsDocument>['node']>, { predictions: unknown }>['predictions'];
export type Prediction = NonNullable<Connection['edges'][number]>['node'];

const FIRST_PAGE = 50;
const PAGE = 500;

const nodesOf = (page: Connection) => page.edges.flatMap((edge) => edge?.node ?? []);

function connectionOf(data: ResultOf<typeof PredictionsDocument> | undefined): Connection | null {
  return data?.node && 'predictions' in data.node ? data.node.predictions : null;
}

export interface PredictionList {
  /** Of the first page. */
  reading: Reading<unknown>;
  predictions: Prediction[];
  totalCount: number;
  /** While the others are read. */
  isLoadingRest: boolean;
  restFailure: Failure | null;
  showAll: () => Promise<void>;
}

/** The predictions of an intent: the first 50 at once, all of them when asked. The component that uses it is keyed by the intent. */
export function usePredictions(intentId: string): PredictionList {
  const client = useClient();
  const reading = useReading({ query: PredictionsDocument, variables: { intentId, first: FIRST_PAGE, after: null }, find: connectionOf, requestPolicy: 'cache-first' });
  const [rest, setRest] = useState<Prediction[]>([]);
  const [isLoadingRest, setLoadingRest] = useState(false);
  const [restFailure, setRestFailure] = useState<Failure | null>(null);
  const first = knownOf(reading);

  const showAll = async () => {
    setLoadingRest(true);
    setRestFailure(null);
    const found: Prediction[] = [];
    let page = first;
    while (page?.pageInfo.hasNextPage) {
      const result = await client.query(PredictionsDocument, { intentId, first: PAGE, after: page.pageInfo.endCursor }).toPromise();
      if (result.error) setRestFailure(failureOfRequest(result.error));
      page = connectionOf(result.data);
      if (page) found.push(...nodesOf(page));
    }
    setRest(found);
    setLoadingRest(false);
  };

  return {
    reading,
    predictions: sortPredictions(first ? [...nodesOf(first), ...rest] : []),
    totalCount: first?.totalCount ?? 0,
    isLoadingRest,
    restFailure,
    showAll,
  };
}
