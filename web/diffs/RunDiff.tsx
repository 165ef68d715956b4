import { useQuery } from 'urql';
import { RunDiffDocument } from './diff-documents.ts';
import { FetchedDiff } from './FetchedDiff.tsx';

export function RunDiff({ runId }: { runId: string }) {
  const [{ data, error, fetching }, execute] = useQuery({ query: RunDiffDocument, variables: { id: runId }, requestPolicy: 'cache-and-network' });
  return <FetchedDiff diff={data?.run?.diff} error={error} isFetching={fetching} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
}
