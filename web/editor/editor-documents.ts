import { graphql } from '../graphql.ts';

export const FileListDocument = graphql(`
  query FileList($room: ID!) {
    node(id: $room) {
      __typename
      ... on Room { id fileList(first: 50000) { paths total } }
    }
  }
`);

export const FileContentsDocument = graphql(`
  query FileContents($roomId: ID!, $path: String!) {
    fileContents(roomId: $roomId, path: $path) {
      __typename
      ... on QueryFileContentsSuccess { data { path text hash isPredicted isReadOnly } }
      ... on DomainError { code message hint }
      ... on FileRefusedError { reason }
    }
  }
`);

export const TryContentsDocument = graphql(`
  query TryContents($roomId: ID!, $path: String!, $text: String!) {
    tryContents(roomId: $roomId, path: $path, text: $text) {
      __typename
      ... on QueryTryContentsSuccess {
        data { brokenFiles filesChecked breaks { file certainty severity summary placeCount places { line column symbol code message } } }
      }
      ... on DomainError { code message hint }
      ... on UnparsableFileError { line column }
    }
  }
`);

export const SaveFileDocument = graphql(`
  mutation SaveFile($input: SaveFileInput!) {
    saveFile(input: $input) {
      __typename
      ... on MutationSaveFileSuccess {
        data { contents { path text hash isPredicted isReadOnly } event { number type message isBurst createdAt error { hint } run { id status } } }
      }
      ... on DomainError { code message hint }
      ... on SaveConflictError { found }
    }
  }
`);
