import { graphql } from '../graphql.ts';

export const RoomWatchDocument = graphql(`
  query RoomWatch($room: ID!) {
    node(id: $room) {
      __typename
      ... on Room { id watch watchEvents(first: 20) { number type message isBurst createdAt error { hint } run { id status } } }
    }
  }
`);

export const WatchEventsDocument = graphql(`
  subscription WatchEvents($roomId: ID!, $after: Int!) {
    watchEvents(roomId: $roomId, after: $after) { number type message isBurst createdAt error { hint } run { id status } }
  }
`);

export const SetWatchDocument = graphql(`
  mutation SetWatch($roomId: ID!, $mode: WatchMode!) {
    setWatch(roomId: $roomId, mode: $mode) {
      __typename
      ... on MutationSetWatchSuccess { data { id watch } }
      ... on DomainError { code message hint }
    }
  }
`);

export const TakeSavesAsTheyAreDocument = graphql(`
  mutation TakeSavesAsTheyAre($roomId: ID!) {
    takeSavesAsTheyAre(roomId: $roomId) {
      __typename
      ... on MutationTakeSavesAsTheyAreSuccess { data { id } }
      ... on DomainError { code message hint }
    }
  }
`);
