import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureOf, failureOfRequest, outcomeOf, type Failure } from '../shared/failure.ts';
import { useConnection } from '../shared/useConnection.ts';
import { useRefetch } from '../shared/useRefetch.ts';
import { changeOf, defaultDraft, draftOf, type SettingsDraft } from './settings-draft.ts';
import { SettingsDocument, UpdateSettingsDocument, type RoomSettings, type ServerInfo } from './settings-documents.ts';

export interface SettingsForm {
  settings: RoomSettings | null;
  server: ServerInfo | null;
  draft: SettingsDraft | null;
  isChanged: boolean;
  isDefault: boolean;
  isSaving: boolean;
  isSaved: boolean;
  failure: Failure | null;
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
  const [{ data, error, fetching, stale }, execute] = useQuery({ query: SettingsDocument, variables: { room: roomId }, requestPolicy: 'cache-and-network' });
  const [{ fetching: isSaving }, update] = useMutation(UpdateSettingsDocument);
  const [edited, setEdited] = useState<SettingsDraft | null>(null);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const [isSaved, setSaved] = useState(false);
  const { generation } = useConnection();
  useRefetch(String(generation), { fetching, stale, execute });
  const settings = data?.room?.settings ?? null;
  const draft = edited ?? (settings && draftOf(settings));
  const send = async (wanted: SettingsDraft) => {
    if (!settings) return;
    const result = await update({ input: { roomId, ...changeOf(wanted, settings) } });
    const outcome = outcomeOf(result.data?.updateSettings, result.error);
    setRefusal(outcome.kind === 'failed' ? outcome.failure : null);
    setSaved(outcome.kind === 'done');
    if (outcome.kind === 'done') setEdited(null);
  };
  return {
    settings, server: data?.serverInfo ?? null, draft, isSaving, isSaved,
    isChanged: settings !== null && draft !== null && Object.keys(changeOf(draft, settings)).length > 0,
    isDefault: settings !== null && Object.keys(changeOf(defaultDraft(settings), settings)).length === 0,
    failure: refusal ?? (!data && error ? failureOfRequest(error) : data && !data.room ? NO_ROOM : null),
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
