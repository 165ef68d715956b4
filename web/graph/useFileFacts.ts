import { mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { FileFactsDocument, type FoundImpact } from './graph-documents.ts';

export interface FileFacts {
  readonly exports: readonly string[];
  readonly impact: FoundImpact;
}

/** What a file exports, and who depends on it or on one of its exports; read again when `version` changes. */
export function useFileFacts(roomId: string, { path, symbol, version }: { path: string | null; symbol: string | null; version: number }): Reading<FileFacts> {
  const variables = { room: roomId, path: path ?? '', targetType: symbol === null ? ('FILE' as const) : ('SYMBOL' as const), targetId: symbol === null ? (path ?? '') : `${path}#${symbol}` };
  const reading = useReading({ query: FileFactsDocument, variables, find: ({ room }) => room, isPaused: path === null, version });
  return mapReading(reading, ({ file, findImpact }) => ({ exports: file?.exports ?? [], impact: findImpact }));
}
