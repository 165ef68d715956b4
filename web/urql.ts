import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange, makeOperation, mapExchange, type Exchange } from 'urql';
import { refusalOfError } from './access/refusal.ts';
import { possibleTypes } from './graphql-possible-types.ts';
import { optimistic } from './optimistic.ts';
import { openConnection, type ConnectionAccess } from './shared/connection.ts';
import type { ServerLink } from './shared/server-link.ts';

const embedded = () => null;

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
      keys: {
        AffectedComponent: embedded,
        AppliedFix: embedded,
        BrokenPlace: embedded,
        DataMapping: embedded,
        Dependent: embedded,
        DiffStatistics: embedded,
        DurationEstimate: embedded,
        ExampleResult: embedded,
        FailedTest: embedded,
        FilePreview: embedded,
        FileProblem: embedded,
        FileProblems: embedded,
        FileList: embedded,
        FixEvidence: embedded,
        FixStep: embedded,
        FoundImpact: embedded,
        GraphSummary: embedded,
        HealingThresholds: embedded,
        ImpactAnalysis: embedded,
        ImpactedFile: embedded,
        IntentSuggestion: embedded,
        NewAccessToken: embedded,
        NotEdited: embedded,
        PlanEstimate: embedded,
        PlannedEdit: embedded,
        PlannedEditList: embedded,
        PredictionAccuracy: embedded,
        PreviewedFile: embedded,
        ProjectGraph: embedded,
        ProjectGraphEdges: embedded,
        ProjectGraphNodes: embedded,
        QuestionAnswer: embedded,
        Receipt: embedded,
        ReceiptAction: embedded,
        ReceiptFile: embedded,
        ReceiptIntent: embedded,
        ReceiptMove: embedded,
        ReceiptNotEdited: embedded,
        ReceiptPrediction: embedded,
        ReceiptStep: embedded,
        ReceiptVerification: embedded,
        RiskFactor: embedded,
        RoomSettings: embedded,
        RunError: embedded,
        RunPreview: embedded,
        SandboxLayer: embedded,
        SearchReport: embedded,
        ServerInfo: embedded,
        Shim: embedded,
        ShimCaller: embedded,
        ShimReplacement: embedded,
        SourceFile: embedded,
        SourceSymbol: embedded,
        Suspect: embedded,
        TestAccuracy: embedded,
        Thresholds: embedded,
        Usage: embedded,
        UsageAgreement: embedded,
        UsageDay: embedded,
        UsageOutcome: embedded,
        UsageRepairs: embedded,
        UsageSpread: embedded,
        WhyHop: embedded,
      },
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
