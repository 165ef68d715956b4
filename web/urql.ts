import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, fetchExchange } from 'urql';
import { possibleTypes } from './graphql-possible-types.ts';
import { openConnection } from './shared/connection.ts';

const embedded = () => null;

/** Queries and mutations. What has an id is one entity wherever it is shown: a run that history fetched again also moves in the open panel. */
export const urqlClient = new Client({
  url: '/graphql',
  preferGetMethod: false,
  exchanges: [
    cacheExchange({
      possibleTypes,
      keys: {
        AffectedComponent: embedded,
        Dependent: embedded,
        GraphSummary: embedded,
        ImpactAnalysis: embedded,
        NotEdited: embedded,
        RiskFactor: embedded,
        RunError: embedded,
        WhyHop: embedded,
        IntentSuggestion: embedded,
      },
    }),
    fetchExchange,
  ],
});

/** Subscriptions. */
export const connection = openConnection(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`);
