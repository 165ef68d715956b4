import { graphql } from '../graphql.ts';

export const PaletteDocument = graphql(`
  query Palette($room: ID!, $matching: String!) {
    room(id: $room) {
      id
      files(matching: $matching, first: 6) { path }
      symbols(matching: $matching, first: 6) { name file }
    }
  }
`);
