import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { outcomeOf } from '../shared/failure.ts';
import { useServerLink } from '../shared/server-link.ts';
import { FileContentsDocument, SaveFileDocument } from './editor-documents.ts';
import { editorStoreOf } from './editor-store.ts';
import { textToSave, type OpenFile, type OpenFiles, type Place } from './open-files.ts';

export interface Editor extends OpenFiles {
  file: OpenFile | null;
  open: (path: string, place?: Place | null) => void;
  close: (path: string) => void;
  type: (path: string, text: string) => void;
  placed: (path: string) => void;
  save: (path: string) => Promise<void>;
  takeTheirs: (path: string) => void;
  overwrite: (path: string) => Promise<void>;
  /** Looks what the disk holds of every open file now. */
  rereadAll: () => void;
}

/** The files that are open in the editor of a room, and what can be done with them. */
export function useEditor(roomId: string): Editor {
  const { plainClient } = useServerLink();
  const store = useMemo(() => editorStoreOf(roomId), [roomId]);
  const state = useSyncExternalStore(store.subscribe, store.read);
  const { report } = store;

  const read = useCallback(async (path: string) => {
    const { data, error } = await plainClient.query(FileContentsDocument, { roomId, path }, { requestPolicy: 'network-only' }).toPromise();
    const outcome = outcomeOf(data?.fileContents, error);
    if (outcome.kind === 'done') report({ kind: 'read', path, contents: outcome.data });
    else report({ kind: 'unreadable', path, failure: outcome.failure, isGone: outcome.failure.code === 'NOT_FOUND' });
  }, [plainClient, report, roomId]);

  const rereadAll = useCallback(() => {
    for (const { path } of store.read().files) void read(path);
  }, [read, store]);

  useEffect(() => {
    rereadAll();
    window.addEventListener('focus', rereadAll);
    return () => window.removeEventListener('focus', rereadAll);
  }, [rereadAll]);

  const open = useCallback((path: string, place: Place | null = null) => {
    const known = store.read().files.find((file) => file.path === path);
    report({ kind: 'opened', path, place });
    if (known?.phase !== 'ready') void read(path);
  }, [read, report, store]);

  const save = useCallback(async (path: string) => {
    const file = store.read().files.find((each) => each.path === path);
    if (file?.phase !== 'ready' || file.conflict) return;
    report({ kind: 'saving', path });
    const { data, error } = await plainClient.mutation(SaveFileDocument, { input: { roomId, path, text: textToSave(file), baseHash: file.base?.hash ?? null } }).toPromise();
    const outcome = outcomeOf(data?.saveFile, error);
    if (outcome.kind === 'done') return report({ kind: 'saved', path, contents: outcome.data.contents });
    report({ kind: 'save-refused', path, failure: outcome.failure });
    if (outcome.failure.code === 'SAVE_CONFLICT') await read(path);
  }, [plainClient, read, report, roomId, store]);

  return {
    ...state,
    file: state.files.find(({ path }) => path === state.chosen) ?? null,
    open,
    close: (path) => report({ kind: 'closed', path }),
    type: (path, text) => report({ kind: 'typed', path, text }),
    placed: (path) => report({ kind: 'placed', path }),
    save,
    takeTheirs: (path) => report({ kind: 'theirs-taken', path }),
    async overwrite(path) {
      report({ kind: 'mine-kept', path });
      await save(path);
    },
    rereadAll,
  };
}
