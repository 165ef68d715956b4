import { useMemo } from 'react';
import { failureOf } from '../shared/failure.ts';
import { knownOf, mapReading, type Reading } from '../shared/reading.ts';
import { useReading } from '../shared/useReading.ts';
import { ProjectGraphDocument } from './graph-documents.ts';
import { viewProject, type ProjectView } from './project-view.ts';

/** More files than this are not drawn; those with the fewest neighbours are left out. */
const MOST_FILES = 10_000;

const NO_ROOM = failureOf({ code: 'NOT_FOUND', message: 'This room does not exist.', hint: 'It may have been closed. Choose another one above.' });

export interface DrawnProject {
  view: ProjectView;
  rootPath: string;
}

/** The import graph of a room, as it was on disk when it was read last; read again when `version` changes. */
export function useProjectGraph(roomId: string, version: number): Reading<DrawnProject> {
  const reading = useReading({ query: ProjectGraphDocument, variables: { room: roomId, first: MOST_FILES }, find: ({ room }) => room, missing: NO_ROOM, version });
  const room = knownOf(reading);
  // A graph that did not change is laid out once: what the cache and the server say is compared as a whole.
  const told = JSON.stringify(room?.projectGraph ?? null);
  const view = useMemo(() => {
    const columns = JSON.parse(told) as NonNullable<typeof room>['projectGraph'] | null;
    return columns && viewProject(columns);
  }, [told]);
  return mapReading(reading, ({ projectGraph, rootPath }) => ({ view: view ?? viewProject(projectGraph), rootPath }));
}
