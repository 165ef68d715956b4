import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange, makeOperation, mapExchange, type Exchange } from 'urql';
import { refusalOfError } from './access/refusal.ts';
import { possibleTypes } from './graphql-possible-types.ts';
import { optimistic } from './optimistic.ts';
import { openConnection, type ConnectionAccess } from './shared/connection.ts';
import type { ServerLink } from './shared/server-link.ts';

/** What has no id of its own: it is kept with what it is a part of. */
const EMBEDDED = [
  'AffectedComponent', 'AppliedFix', 'BrokenPlace', 'ChangeHistory', 'CoChange', 'Coupling', 'DataMapping', 'Dependent', 'DiffStatistics',
  'DurationEstimate', 'ExampleResult', 'FailedTest', 'FilePreview', 'FileProblem', 'FileProblems', 'FileList', 'FixEvidence', 'FixStep',
  'FolderCoupling', 'FoundImpact', 'GraphSummary', 'HealingPolicies', 'HealingThresholds', 'ImpactAnalysis', 'ImpactedFile', 'IntentSuggestion', 'ModuleCoupling', 'NewAccessToken',
  'NotEdited', 'PlanEstimate', 'PlannedEdit', 'PlannedEditList', 'PredictionAccuracy', 'PreviewedFile', 'ProjectGraph', 'ProjectGraphEdges',
  'ProjectGraphNodes', 'QuestionAnswer', 'Receipt', 'ReceiptAction', 'ReceiptFile', 'ReceiptIntent', 'ReceiptMove', 'ReceiptNotEdited',
  'ReceiptPrediction', 'ReceiptStep', 'ReceiptVerification', 'Refactoring', 'RefactoringStanding', 'RiskFactor', 'RoomSettings', 'RunError',
  'RunPreview', 'SandboxLayer', 'SearchReport', 'ServerInfo', 'Shim', 'ShimCaller', 'ShimReplacement', 'SourceFile', 'SourceSymbol',
  'StructureMetrics', 'Suspect', 'TestAccuracy', 'Thresholds', 'Usage', 'UsageAgreement', 'UsageDay', 'UsageOutcome', 'UsageRepairs', 'UsageSpread',
  'WhyHop',
];

// Writing a mutation's union, the cache walks the fragments of every member and misses the fields of those that were not sent: true of any union, and no news.
function logCacheWarning(severity: 'debug' | 'error' | 'warn', message: string): void {
  if (!message.startsWith('Invalid undefined: ')) console[severity](message);
}

/** A cache of its own for each server. */
const cached = (noticeRefusals: Exchange) => ({
  exchanges: [
    cacheExchange({
      possibleTypes,
      optimistic,
      logger: logCacheWarning,
      keys: Object.fromEntries(EMBEDDED.map((name) => [name, () => null])),
    }),
    noticeRefusals,
    fetchExchange,
  ],
});

interface ServerAddress {
  /** Where GraphQL is answered, over HTTP and websockets. */
  url: URL;
  /** The access token, where the server asks for one. */
  token?: string | undefined;
  /** Instead of a token: where it can change. */
  access?: ConnectionAccess;
}

const accessWith = (token: string | undefined): ConnectionAccess => ({ getToken: () => token ?? null, refuse: () => {}, untilAllowed: async () => {} });

function fetchOptionsWith(token: string | null): RequestInit {
  return token === null ? {} : { headers: { authorization: `Bearer ${token}` } };
}

/** Opens the ways to a server; its socket stays open until the connection is closed. */
export function openServerLink({ url, token, access = accessWith(token) }: ServerAddress): ServerLink {
  const noticeRefusals = mapExchange({
    onOperation: (operation) => makeOperation(operation.kind, operation, { ...operation.context, token: access.getToken() }),
    onResult: ({ error, operation }) => access.refuse(refusalOfError(error), (operation.context['token'] as string | null | undefined) ?? null),
  });
  const requests = { url: url.href, preferGetMethod: false, fetchOptions: () => fetchOptionsWith(access.getToken()) };
  const socketUrl = new URL(url);
  socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    client: new Client({ ...requests, ...cached(noticeRefusals) }),
    plainClient: new Client({ ...requests, exchanges: [noticeRefusals, fetchExchange] }),
    connection: openConnection(socketUrl.href, { access }),
  };
}
