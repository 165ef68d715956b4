import { useEffect, useState } from 'react';
import { outcomeOf } from '../shared/failure.ts';
import { useServerLink } from '../shared/server-link.ts';
import { useConnection } from '../shared/useConnection.ts';
import { TryContentsDocument } from './editor-documents.ts';
import { isUnsaved, textToSave, type OpenFile } from './open-files.ts';
import { noTrial, trying, type TrialState } from './trial-state.ts';

/** A pause in typing. */
const PAUSE_MS = 400;

/** What a save of the file would break: asked when typing pauses, one question at a time; the answer about older contents is given up, and the server stops. Asked again after a break of the connection. Keyed by the file. */
export function useTrial(roomId: string, file: OpenFile): TrialState {
  const { plainClient } = useServerLink();
  const [state, setState] = useState<TrialState>(noTrial);
  const isAsked = file.isPredicted && isUnsaved(file) && !file.conflict;
  const { path } = file;
  const text = isAsked ? textToSave(file) : null;
  const baseHash = file.base?.hash;
  const { generation } = useConnection();
  useEffect(() => {
    if (text === null) return setState(noTrial);
    setState(trying);
    let asked: { unsubscribe: () => void } | undefined;
    const timer = setTimeout(() => {
      asked = plainClient.query(TryContentsDocument, { roomId, path, text }, { requestPolicy: 'network-only' }).subscribe(({ data, error }) => {
        const answer = data?.tryContents;
        const outcome = outcomeOf(answer, error);
        if (outcome.kind === 'done') setState({ kind: 'told', ...outcome.data });
        else if (answer?.__typename === 'UnparsableFileError') setState({ kind: 'unparsable', place: answer, message: outcome.failure.message });
        else setState({ kind: 'failed', failure: outcome.failure });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked?.unsubscribe();
    };
  }, [plainClient, roomId, path, text, baseHash, generation]);
  return state;
}
