import { useEffect } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { failureOfRequest } from '../shared/failure.ts';
import { replaceAddress, type Address } from '../shared/useAddress.ts';
import { malformedLink, readLink, readPredictionLink, type LinkKind, type LinkTarget } from './link-target.ts';

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

const LinkOfPredictionDocument = graphql(`
  query LinkOfPrediction($id: ID!, $run: ID!, $namesRun: Boolean!) {
    prediction(id: $id) { id file summary intentCapture { id userAction room { id name } newestRun { id } } }
    run(id: $run) @include(if: $namesRun) { id intentCapture { id } }
  }
`);

const UNKNOWN: LinkTarget = { kind: 'here', subject: null };

/** Where the link to a run, a prediction or a session leads. Until that is known, and while the server is away, it is believed. */
export function useLinkTarget(address: Address, shownRoom: string | null): LinkTarget {
  const kind: LinkKind = address.session ? 'session' : address.prediction ? 'prediction' : 'run';
  const id = address.session ?? address.prediction ?? address.run;
  const [ofRun] = useQuery({ query: LinkedRunDocument, variables: { id: id ?? '' }, pause: id === null || kind !== 'run' });
  const [ofSession] = useQuery({ query: LinkedSessionDocument, variables: { id: id ?? '' }, pause: id === null || kind !== 'session' });
  const [ofPrediction] = useQuery({ query: LinkOfPredictionDocument, variables: { id: id ?? '', run: address.run ?? '', namesRun: address.run !== null }, pause: id === null || kind !== 'prediction' });
  const target = readAnswer();
  const moveTo = target.kind === 'move' ? target.room : null;
  const moveToRun = target.kind === 'move' ? (target.run ?? address.run) : null;
  useEffect(() => {
    if (moveTo) replaceAddress({ ...address, room: moveTo, run: moveToRun });
  }, [moveTo, moveToRun, address]);
  return target;

  function readAnswer(): LinkTarget {
    const { data, error, fetching, stale } = { run: ofRun, session: ofSession, prediction: ofPrediction }[kind];
    if (id === null || shownRoom === null || fetching || stale) return UNKNOWN;
    if (error) return failureOfRequest(error).code === 'INVALID_INPUT' ? malformedLink(kind, address.room) : UNKNOWN;
    if (!data) return UNKNOWN;
    const at = { chosenRoom: address.room, shownRoom, address };
    if (kind === 'prediction') return readPredictionLink(findPrediction(), { ...at, intentOfRun: ofPrediction.data?.run?.intentCapture.id ?? null });
    return readLink({ kind, id, found: findThing() }, at);
  }

  function findPrediction() {
    const prediction = ofPrediction.data?.prediction;
    if (!prediction) return null;
    const { room, id: intentId, userAction, newestRun } = prediction.intentCapture;
    return { words: `${prediction.file}: ${prediction.summary}`, room, intent: { id: intentId, userAction }, newestRun: newestRun?.id ?? null };
  }

  function findThing() {
    const run = ofRun.data?.run;
    if (kind === 'run') return run ? { words: run.intentCapture.userAction, room: run.room } : null;
    const session = ofSession.data?.debugSession;
    return session ? { words: session.userIntent, room: session.room } : null;
  }
}
