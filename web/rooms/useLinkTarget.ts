import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { failureOfRequest } from '../shared/failure.ts';
import { replaceAddress, type Address } from '../shared/useAddress.ts';
import { malformedLink, readLink, type LinkTarget } from './link-target.ts';

const LinkedRunDocument = graphql(`
  query LinkedRun($id: ID!) {
    run(id: $id) { id room { id name } intentCapture { id userAction } }
  }
`);

const LinkedSessionDocument = graphql(`
  query LinkedSession($id: ID!) {
    debugSession(id: $id) { id userIntent room { id name } }
  }
`);

const UNKNOWN: LinkTarget = { kind: 'here', subject: null };

/** Where the link to a run or a session leads. Until that is known, and while the server is away, it is believed. */
export function useLinkTarget(address: Address, shownRoom: string | null): LinkTarget {
  const kind = address.session ? 'session' : 'run';
  const id = address.session ?? address.run;
  const [ofRun] = useQuery({ query: LinkedRunDocument, variables: { id: id ?? '' }, pause: id === null || kind !== 'run' });
  const [ofSession] = useQuery({ query: LinkedSessionDocument, variables: { id: id ?? '' }, pause: id === null || kind !== 'session' });
  const target = readAnswer();
  const moveTo = target.kind === 'move' ? target.room : null;
  useEffect(() => {
    if (moveTo) replaceAddress({ ...address, room: moveTo });
  }, [moveTo, address]);
  return target;

  function readAnswer(): LinkTarget {
    const { data, error, fetching, stale } = kind === 'run' ? ofRun : ofSession;
    if (id === null || shownRoom === null || fetching || stale) return UNKNOWN;
    if (error) return failureOfRequest(error).code === 'INVALID_INPUT' ? malformedLink(kind, address.room) : UNKNOWN;
    if (!data) return UNKNOWN;
    return readLink({ kind, id, found: findThing() }, { chosenRoom: address.room, shownRoom, address });
  }

  function findThing() {
    const run = ofRun.data?.run;
    if (kind === 'run') return run ? { words: run.intentCapture.userAction, room: run.room } : null;
    const session = ofSession.data?.debugSession;
    return session ? { words: session.userIntent, room: session.room } : null;
  }
}
