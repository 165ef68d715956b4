import { Alert, Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { ChunkBoundary } from '../shared/ChunkBoundary.tsx';
import { countOf } from '../shared/format.ts';
import type { GraphCanvasProps } from './GraphCanvas.tsx';
import { sharedCommunities } from './project-view.ts';

const GraphCanvas = lazy(() => import('./GraphCanvas.tsx').then((module) => ({ default: module.GraphCanvas })));

/** Whether this browser draws with WebGL 2; the context that was asked for is given back. */
export function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

export const NO_WEBGL = <Alert color="yellow" title="The graph cannot be drawn here" data-testid="no-canvas">This browser has no WebGL, or it is switched off. Search, filters, cycles and the table work without it; open the page in a browser with WebGL 2 to see the picture.</Alert>;
const NOT_LOADED = <Alert color="yellow" title="What draws the graph could not be loaded" data-testid="no-canvas">The server is away, or was updated since the page was opened. Reload the page to see the picture; search, filters, cycles and the table work without it.</Alert>;

/** The picture, or a sentence that says why what draws it is not there. */
export function GraphStage(props: Omit<GraphCanvasProps, 'label'>) {
  const { files, cycles } = props.view;
  return (
    <ChunkBoundary fallback={NOT_LOADED}>
      <Suspense fallback={<Skeleton height={520} />}>
        <GraphCanvas {...props} label={`Import graph: ${countOf(files.length, 'file')} in ${countOf(sharedCommunities(props.view).length, 'community', 'communities')}, ${countOf(cycles.length, 'import cycle')}`} />
      </Suspense>
    </ChunkBoundary>
  );
}
