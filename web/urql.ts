import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange } from 'urql';
import { possibleTypes } from './graphql-possible-types.ts';
import { openConnection } from './shared/connection.ts';

const embedded = () => null;

// Writing a mutation's union, the cache walks the fragments of every member and misses the fields of those that were not sent: true of any union, and no news.
function logCacheWarning(severity: 'debug' | 'error' | 'warn', message: string): void {
  if (!message.startsWith('Invalid undefined: ')) console[severity](message);
}

/** Queries and mutations. What has an id is one entity wherever it is shown: a run that history fetched again also moves in the open panel. */
export const urqlClient = new Client({
  url: '/graphql',
  preferGetMethod: false,
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

/** Questions and saves that carry whole files: nothing of them is kept. */
export const plainClient = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] });

/** Subscriptions. */
export const connection = openConnection(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`);
