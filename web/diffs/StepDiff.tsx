import { useQuery } from 'urql';
import { StepDiffDocument } from './diff-documents.ts';
import { FetchedDiff } from './FetchedDiff.tsx';

export function StepDiff({ executionId }: { executionId: string }) {
  const [{ data, error, fetching }, execute] = useQuery({ query: StepDiffDocument, variables: { id: executionId }, requestPolicy: 'cache-and-network' });
  const step = data?.node;
  return <FetchedDiff diff={step && 'diff' in step ? step.diff : undefined} error={error} isFetching={fetching} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
}
