// Checks of imports on a graph: layers, doors. Each answer is a sentence that says where the code belongs.
import { isRuntimeEdge } from '../../server/graph/cycles.ts';
import { isImport } from '../../server/graph/dependents.ts';
import type { ProjectGraph } from '../../server/graph/project-graph.ts';
import type { Door, Layer } from './layers.ts';

const OWN = /^(server|web)\//;

/** The product's own files: tests, the sample project and generated code are none. */
export function ownFiles(graph: ProjectGraph): string[] {
  return graph.files().filter((file) => OWN.test(file) && !file.startsWith('server/generated/'));
}

/** Imports that leave a layer for one it may not know, and files without a layer. */
export function findLayerBreaks(graph: ProjectGraph, layers: readonly Layer[]): string[] {
  const layerOf = (file: string) => layers.find((layer) => layer.files.test(file));
  return ownFiles(graph).flatMap((file) => {
    const layer = layerOf(file);
    if (!layer) return [`${file} is in no layer: add its folder to tests/architecture/layers.ts, or move it to one that is there.`];
    return graph.edgesFrom(file).flatMap((edge) => {
      if (edge.to === null || !isImport(edge) || layerOf(edge.to) === layer || layer.may.test(edge.to)) return [];
      if (!isRuntimeEdge(edge) && layer.mayTypes?.test(edge.to)) return [];
      return [`${file}:${edge.line} imports ${edge.to}, which ${layer.name} may not. ${layer.belongs}`];
    });
  });
}

/** Uses of a module outside of the places that own it. */
export function findDoorBreaks(graph: ProjectGraph, doors: readonly Door[]): string[] {
  return ownFiles(graph).flatMap((file) =>
    graph.edgesFrom(file).flatMap((edge) =>
      doors
        .filter(({ module, within, allowed }) => within.test(file) && !allowed.test(file) && isRuntimeEdge(edge) && module.test(edge.to ?? edge.specifier))
        .map(({ belongs }) => `${file}:${edge.line} imports '${edge.specifier}'. ${belongs}`),
    ),
  );
}

/** Files that only pass on what others export. */
export function findBarrels(graph: ProjectGraph): string[] {
  return ownFiles(graph)
    .filter((file) => {
      const { imports = [], exports = [] } = graph.facts(file) ?? {};
      const passesOn = imports.some(({ kind }) => kind === 'REEXPORT' || kind === 'STAR');
      return passesOn && exports.every(({ importIndex }) => importIndex !== null);
    })
    .map((file) => `${file} is a barrel: import from the defining files instead.`);
}

/** Node takes the reporter of its test runner from the default export, and from nowhere else. */
const LOADED_BY_DEFAULT = new Set(['server/debugger/record/child/node-test-reporter.ts']);

/** Default exports, which every importer would name otherwise. Tool configs need theirs and are not among the own files. */
export function findDefaultExports(graph: ProjectGraph): string[] {
  return ownFiles(graph).filter((file) => !LOADED_BY_DEFAULT.has(file)).flatMap((file) =>
    (graph.facts(file)?.exports ?? []).filter(({ name }) => name === 'default' || name === 'export=').map(({ line }) => `${file}:${line} has a default export: give it a name.`),
  );
}

/** Relative imports of code without the extension of the file they mean. Types of a plain `.mjs` file stand beside it in a `.d.mts`. */
export function findShortSpecifiers(graph: ProjectGraph): string[] {
  return ownFiles(graph).flatMap((file) =>
    graph.edgesFrom(file).filter(({ specifier, to }) => /^\.\.?\//.test(specifier) && to !== null && !to.replace(/\.d\.mts$/, '.mjs').endsWith(specifier.replace(/^(\.\.?\/)+/, ''))).map(({ specifier, line, to }) => `${file}:${line} imports '${specifier}': write the extension, it means ${to}.`),
  );
}
