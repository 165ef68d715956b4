import { useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import type { Prediction } from './usePredictions.ts';

const LinkedPredictionDocument = graphql(`
  query LinkedPrediction($id: ID!) {
    prediction(id: $id) { id predictionType certainty severity summary file affectedComponents { file line column symbol code message } evidence { factor points reason } whyPath { file via line isBarrel } }
  }
`);

/** The prediction that a link names, where it is not among those that are shown anyway. */
export function useLinkedPrediction(id: string | null, shown: readonly Prediction[]): Prediction | null {
  const isMissing = id !== null && !shown.some((prediction) => prediction.id === id);
  const [{ data }] = useQuery({ query: LinkedPredictionDocument, variables: { id: id ?? '' }, pause: !isMissing });
  return isMissing && data?.prediction?.id === id ? data.prediction : null;
}
