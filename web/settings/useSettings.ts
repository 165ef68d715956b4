import { useState } from 'react';
import { useMutation } from 'urql';
import { useRoomChanges } from '../rooms/useRoomChanges.ts';
import { failureOf, outcomeOf, type Failure } from '../shared/failure.ts';
import { knownOf, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { changeOf, defaultDraft, draftOf, type SettingsDraft } from './settings-draft.ts';
import { SettingsDocument, UpdateSettingsDocument, type RoomSettings, type ServerInfo } from './settings-documents.ts';

export interface SettingsForm {
  reading: Reading<{ settings: RoomSettings; server: ServerInfo }>;
  draft: SettingsDraft | null;
  isChanged: boolean;
  isDefault: boolean;
  isSaving: boolean;
  isSaved: boolean;
  /** Why the last change was refused. */
  refusal: Failure | null;
  edit: (draft: SettingsDraft) => void;
  save: () => void;
  /** Back to what is stored. */
  undo: () => void;
  /** Back to what counts by default, at once. */
  reset: () => void;
}

const NO_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'Choose another one at the top of the page.' });

/** The settings of a room and the form that changes them. The component that uses it is keyed by the room. */
export function useSettings(roomId: string): SettingsForm {
  const reading = useReading({ query: SettingsDocument, variables: { room: roomId }, find: ({ room, serverInfo }) => room && { settings: room.settings, server: serverInfo }, missing: NO_ROOM, version: useRoomChanges(roomId, 'settings') });
  const [{ fetching: isSaving }, update] = useMutation(UpdateSettingsDocument);
  const [edited, setEdited] = useState<SettingsDraft | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [isSaved, setSaved] = useState(false);
  const settings = knownOf(reading)?.settings ?? null;
  const draft = edited ?? (settings && draftOf(settings));
  const send = async (wanted: SettingsDraft) => {
    if (!settings) return;
    // The cache shows what was sent at once; what was refused stands in the form again.
    setEdited(null);
    setRefusal(null);
    const result = await update({ input: { roomId, ...changeOf(wanted, settings) } });
    const outcome = outcomeOf(result.data?.updateSettings, result.error);
    setRefusal(outcome.kind === 'failed' ? outcome.failure : null);
    setSaved(outcome.kind === 'done');
    if (outcome.kind === 'failed') setEdited((editedSince) => editedSince ?? wanted);
  };
  return {
    reading, draft, isSaving, isSaved, refusal,
    isChanged: settings !== null && draft !== null && Object.keys(changeOf(draft, settings)).length > 0,
    isDefault: settings !== null && Object.keys(changeOf(defaultDraft(settings), settings)).length === 0,
    edit: (next) => {
      setSaved(false);
      setEdited(next);
    },
    save: () => void (draft && send(draft)),
    undo: () => {
      setEdited(null);
      setRefusal(null);
    },
    reset: () => void (settings && send(defaultDraft(settings))),
  };
}
