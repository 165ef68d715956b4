import type { EdgeKind } from './graph-documents.ts';

export const EDGE_KIND_NAMES: Record<EdgeKind, string> = {
  STATIC: 'import',
  TYPE: 'type only',
  REEXPORT: 're-export',
  STAR: 'export *',
  DYNAMIC: 'import()',
  REQUIRE: 'require',
  MOCK: 'mock',
  REFERENCE: 'reference',
  JSDOC: 'JSDoc',
  GLOB: 'glob',
};

/** References that only name a file are no dependencies: they are drawn when they are asked for. */
export const MENTIONS: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['MOCK', 'JSDOC', 'GLOB']);
