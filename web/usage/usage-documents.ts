import { graphql, type ResultOf } from '../graphql.ts';

export const UsageDocument = graphql(`
  query Usage($room: ID!, $days: Int!) {
    room(id: $room) {
      id
      usage(days: $days) {
        runs
        outcomes { status runs }
        duration { count p50Ms p95Ms }
        queue { count p50Ms p95Ms }
        breaksPrevented
        errors { predicted happened right precision recall }
        tests { predicted happened right precision recall }
        repairs { sessions searched verified applied rate }
        days {
          day
          runs
          outcomes { status runs }
          duration { count p50Ms p95Ms }
          queue { count p50Ms p95Ms }
          breaksPrevented
          errors { predicted happened right precision recall }
          tests { predicted happened right precision recall }
        }
      }
    }
  }
`);

export type Usage = NonNullable<ResultOf<typeof UsageDocument>['room']>['usage'];
export type UsageDay = Usage['days'][number];
