import { graphql } from '../graphql.ts';

export const OwnTokenDocument = graphql(`
  query OwnToken {
    ownAccessToken { id name }
  }
`);
