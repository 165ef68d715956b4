import { useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { FetchedDiff } from './FetchedDiff.tsx';

const RunDiffDocument = graphql(`
  query RunDiff($id: ID!) {
    run(id: $id) { id diff }
  }
`);

export function RunDiff({ runId }: { runId: string }) {
  const [{ data, error, fetching }, execute] = useQuery({ query: RunDiffDocument, variables: { id: runId }, requestPolicy: 'cache-and-network' });
  return <FetchedDiff diff={data?.run?.diff} error={error} isFetching={fetching} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
}
