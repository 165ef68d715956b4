import { graphql, type ResultOf } from '../graphql.ts';

export const OwnTokenDocument = graphql(`
  query OwnToken {
    asksForTokens
    ownAccessToken { id name }
  }
`);

export const AccessTokensChangedDocument = graphql(`
  subscription AccessTokensChanged {
    accessTokensChanged { id name startsWith createdAt expiresAt lastUsedAt revokedAt }
  }
`);

export const CreateAccessTokenDocument = graphql(`
  mutation CreateAccessToken($name: String!, $days: Int) {
    createAccessToken(input: { name: $name, expiresInDays: $days }) {
      __typename
      ... on MutationCreateAccessTokenSuccess { data { secret token { id name expiresAt } } }
      ... on DomainError { code message hint }
    }
  }
`);

export const RevokeAccessTokenDocument = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokeAccessToken(tokenId: $id) {
      __typename
      ... on MutationRevokeAccessTokenSuccess { data { id revokedAt } }
      ... on DomainError { code message hint }
    }
  }
`);

export type AccessToken = ResultOf<typeof AccessTokensChangedDocument>['accessTokensChanged'][number];
