import { foldOpenFiles, isUnsaved, noFiles, type OpenFiles, type OpenFilesEvent } from './open-files.ts';

/** The open files of one room. They outlive the tab, so that going to another tab loses nothing that was typed. */
export interface EditorStore {
  read: () => OpenFiles;
  report: (event: OpenFilesEvent) => void;
  subscribe: (listener: () => void) => () => void;
}

const stores = new Map<string, EditorStore>();

function createStore(): EditorStore {
  let state = noFiles;
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    report(event) {
      state = foldOpenFiles(state, event);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Only leaving the page itself loses what is unsaved: the browser asks then. */
function warnOfUnsaved(event: BeforeUnloadEvent): void {
  if ([...stores.values()].some((store) => store.read().files.some(isUnsaved))) event.preventDefault();
}

export function editorStoreOf(roomId: string): EditorStore {
  if (stores.size === 0) window.addEventListener('beforeunload', warnOfUnsaved);
  const store = stores.get(roomId) ?? createStore();
  stores.set(roomId, store);
  return store;
}
