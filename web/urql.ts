import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange } from 'urql';
import { possibleTypes } from './graphql-possible-types.ts';
import { openConnection } from './shared/connection.ts';
import type { ServerLink } from './shared/server-link.ts';

const embedded = () => null;

// Writing a mutation's union, the cache walks the fragments of every member and misses the fields of those that were not sent: true of any union, and no news.
function logCacheWarning(severity: 'debug' | 'error' | 'warn', message: string): void {
  if (!message.startsWith('Invalid undefined: ')) console[severity](message);
}

/** A cache of its own for each server. */
const cached = () => ({
  exchanges: [
    cacheExchange({
      possibleTypes,
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
    fetchExchange,
  ],
});

interface ServerAddress {
  /** Where GraphQL is answered, over HTTP and websockets. */
  url: URL;
  /** The access token, where the server asks for one. */
  token?: string | undefined;
}

/** Opens the ways to a server; its socket stays open until the connection is closed. */
export function openServerLink({ url, token }: ServerAddress): ServerLink {
  const requests = { url: url.href, preferGetMethod: false, fetchOptions: token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } } };
  const socketUrl = new URL(url);
  socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    client: new Client({ ...requests, ...cached() }),
    plainClient: new Client({ ...requests, exchanges: [fetchExchange] }),
    connection: openConnection(socketUrl.href, { token }),
  };
}
