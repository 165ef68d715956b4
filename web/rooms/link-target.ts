import { failureOf, type Failure } from '../shared/failure.ts';
import type { Address } from '../shared/useAddress.ts';

/** What an address names besides its room. */
export type LinkKind = 'run' | 'session' | 'prediction';

export interface LinkedThing {
  kind: LinkKind;
  id: string;
  /** Null where the server has no such thing. */
  found: { words: string; room: { id: string; name: string } } | null;
}

export type LinkTarget =
  | { kind: 'here'; subject: string | null }
  /** The address names no room, or no run: the one that the thing belongs to is meant. */
  | { kind: 'move'; room: string; run?: string }
  | { kind: 'dead'; failure: Failure; wayOut: { label: string; target: Partial<Address> } };

const NAMES: Record<LinkKind, string> = { run: 'run', session: 'debugger session', prediction: 'prediction' };
const TABS_OF = { run: 'healing', session: 'debugger', prediction: 'healing' } as const;

/** What is wrong with a link whose id is none. */
export function malformedLink(kind: LinkKind, room: string | null): LinkTarget {
  const failure = failureOf({ code: 'INVALID_INPUT', message: `The link names no ${NAMES[kind]}.`, hint: 'Part of it may have been lost when it was copied. Copy it again, or go on in the room.' });
  return { kind: 'dead', failure, wayOut: { label: 'Go to the room', target: { room, tab: TABS_OF[kind] } } };
}

/** Where a link to a thing leads, given the room that the page shows; `chosenRoom` is the one that the address names. */
export function readLink({ kind, found }: LinkedThing, { chosenRoom, shownRoom, address }: { chosenRoom: string | null; shownRoom: string; address: Partial<Address> }): LinkTarget {
  const name = NAMES[kind];
  if (!found) {
    const failure = failureOf({ code: 'NOT_FOUND', message: `This ${name} does not exist.`, hint: `It was deleted, or it belongs to another data folder. What this room has is listed in its tab.` });
    return { kind: 'dead', failure, wayOut: { label: 'Go to the room', target: { room: chosenRoom, tab: TABS_OF[kind] } } };
  }
  if (found.room.id === shownRoom) return { kind: 'here', subject: found.words };
  if (chosenRoom === null) return { kind: 'move', room: found.room.id };
  const failure = failureOf({ code: 'OTHER_ROOM', message: `This ${name} belongs to the room ${found.room.name}.`, hint: 'The link names another room. Open it where it belongs.' });
  return { kind: 'dead', failure, wayOut: { label: `Open it in ${found.room.name}`, target: { ...address, room: found.room.id } } };
}

export interface LinkedPrediction {
  words: string;
  room: { id: string; name: string };
  intent: { id: string; userAction: string };
  /** The run that was planned of the change last. */
  newestRun: string | null;
}

/** Where a link to a prediction leads. `intentOfRun` is the change of the run that the address names; null where there is no such run. */
export function readPredictionLink(found: LinkedPrediction | null, { intentOfRun, ...at }: { chosenRoom: string | null; shownRoom: string; address: Partial<Address>; intentOfRun: string | null }): LinkTarget {
  const { run = null } = at.address;
  const target = readLink({ kind: 'prediction', id: at.address.prediction ?? '', found }, at);
  if (target.kind === 'dead' && !found && run) return { ...target, wayOut: { label: 'Open the run', target: { room: at.chosenRoom, run } } };
  if (target.kind !== 'here' || !found) return target;
  const { room, newestRun, intent } = found;
  if (newestRun === null) {
    const failure = failureOf({ code: 'NOT_PLANNED', message: 'The change of this prediction was never planned, so no run shows it.', hint: 'Say the change again.' });
    return { kind: 'dead', failure, wayOut: { label: 'Say it again', target: { room: room.id, words: intent.userAction } } };
  }
  if (run === null) return { kind: 'move', room: room.id, run: newestRun };
  if (intentOfRun === intent.id) return target;
  const failure = failureOf({ code: 'OTHER_RUN', message: 'This prediction is not one of the run that the link names.', hint: 'Open it in the run of its own change.' });
  return { kind: 'dead', failure, wayOut: { label: 'Open it in its run', target: { ...at.address, room: room.id, run: newestRun } } };
}
