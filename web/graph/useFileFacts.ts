import { mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { FileFactsDocument, type FoundImpact } from './graph-documents.ts';

export interface FileFacts {
  readonly exports: readonly string[];
  readonly impact: FoundImpact;
}

interface Chosen {
  /** Of a file, or of a folder without a slash at its end; null where neither is chosen. */
  readonly path: string | null;
  readonly isFolder: boolean;
  /** The export that is asked about; null for the whole. */
  readonly symbol: string | null;
  readonly version: number;
}

/** What a file exports, and who depends on it, on one of its exports, or on a folder; read again when `version` changes. */
export function useFileFacts(roomId: string, { path, isFolder, symbol, version }: Chosen): Reading<FileFacts> {
  const targetType = isFolder ? 'FOLDER' as const : symbol === null ? 'FILE' as const : 'SYMBOL' as const;
  const variables = { room: roomId, path: path ?? '', targetType, targetId: symbol === null ? (path ?? '') : `${path}#${symbol}` };
  const reading = useReading({ query: FileFactsDocument, variables, find: ({ room }) => room, isPaused: path === null, version });
  return mapReading(reading, ({ file, findImpact }) => ({ exports: file?.exports ?? [], impact: findImpact }));
}
