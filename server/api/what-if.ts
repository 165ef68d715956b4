// WhatIf: the structure before and after a change that nobody makes. Owns its shape in GraphQL, and how much of it is shown.
import type { PlaceChange, WhatIf } from '../coupling/what-if.ts';
import type { FilePlace } from '../graph/structure.ts';
import { builder } from './builder.ts';
import { ChangeInput, readChangeInput } from './change-inputs.ts';
import { StructureMetricsType } from './coupling.ts';

const MOST = 100;

const PlaceType = builder.objectRef<FilePlace>('CouplingPlace').implement({
  description: "Martin's metrics of a file, or of a folder with everything below it.",
  fields: (t) => ({
    ca: t.exposeInt('ca', { description: 'Files that depend on it directly; of a folder, those outside.' }),
    ce: t.exposeInt('ce', { description: 'Files that it depends on directly; of a folder, those outside.' }),
    instability: t.exposeFloat('instability', { description: 'Ce / (Ca + Ce).' }),
  }),
});

const PlaceChangeType = builder.objectRef<PlaceChange>('CouplingChange').implement({
  description: 'A file or folder whose coupling a change alters.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'As it is called after the change, or before it where it is gone.' }),
    before: t.field({ type: PlaceType, nullable: true, description: 'Null where there is none.', resolve: ({ before }) => before }),
    after: t.field({ type: PlaceType, nullable: true, description: 'Null where there is none.', resolve: ({ after }) => after }),
  }),
});

const shown = (cycles: readonly (readonly string[])[]): string[][] => cycles.slice(0, MOST).map((files) => files.slice(0, MOST));

const WhatIfType = builder.objectRef<WhatIf>('WhatIf').implement({
  description: 'What a change would do to the structure of a room. Nothing is stored or written, and the compiler is not asked what breaks.',
  fields: (t) => ({
    understood: t.exposeString('understood', { description: 'One sentence that says what was understood.' }),
    before: t.field({ type: StructureMetricsType, resolve: ({ before }) => before }),
    after: t.field({ type: StructureMetricsType, description: 'With every dependent carried along, and no old form kept.', resolve: ({ after }) => after }),
    keeping: t.field({ type: StructureMetricsType, nullable: true, description: 'Where the old form stays for callers as well; null where the change has none to keep.', resolve: ({ keeping }) => keeping }),
    newCycles: t.field({ type: t.listRef(t.listRef('String')), description: `Files of the import cycles that it closes or makes larger: the first ${MOST} of each of the largest ${MOST}.`, resolve: ({ newCycles }) => shown(newCycles) }),
    openedCycles: t.field({ type: t.listRef(t.listRef('String')), description: 'Files of those that it opens or makes smaller, as they are now.', resolve: ({ openedCycles }) => shown(openedCycles) }),
    fileCount: t.int({ resolve: ({ files }) => files.length }),
    files: t.field({ type: [PlaceChangeType], description: `Files whose coupling it alters, the greatest change first: at most ${MOST}.`, resolve: ({ files }) => files.slice(0, MOST) }),
    folderCount: t.int({ resolve: ({ folders }) => folders.length }),
    folders: t.field({ type: [PlaceChangeType], description: `Folders whose coupling it alters: at most ${MOST}.`, resolve: ({ folders }) => folders.slice(0, MOST) }),
  }),
});

builder.prismaObjectFields('Room', (t) => ({
  whatIf: t.field({
    type: WhatIfType,
    nullable: true,
    description: 'What a change would do to its structure as it is on disk now. What is not understood is null and an error with a code and a hint, as in captureIntent.',
    args: {
      userAction: t.arg.string({ description: 'In words; ignored where a change is given.' }),
      change: t.arg({ type: ChangeInput }),
    },
    complexity: 500,
    select: { id: true },
    resolve: (room, { userAction, change }, { coupling }) => coupling.whatIf(room.id, { userAction: userAction ?? null, wish: change ? readChangeInput(change) : undefined }),
  }),
}));
