// FileContents, FileList, ContentsTrial: reading, trying and saving single files, for an editor.
import { z } from 'zod';
import type { FileContents, SavedContents } from '../editor/service.ts';
import type { Prediction } from '../impact/analysis.ts';
import type { ContentsTrial } from '../impact/service.ts';
import { builder } from './builder.ts';
import { errorTypes } from './errors.ts';
import { keyOf } from './ids.ts';
import { AffectedComponentType, CertaintyEnum } from './impact.ts';
import { WatchEventObject } from './watch.ts';

const MOST_LISTED = 50_000;
const MOST_BROKEN = 200;
const MOST_PLACES = 50;
const MOST_CHARACTERS = 4 * 1024 * 1024;

const pathRule = z.string().min(1).max(4096);
const textRule = z.string().max(MOST_CHARACTERS, 'a file has at most 4 MB');
const never = new AbortController().signal;

const FileListType = builder.objectRef<{ readonly paths: readonly string[]; readonly total: number }>('FileList').implement({
  description: 'Files of a room, whatever they hold, ignored ones left out.',
  fields: (t) => ({
    paths: t.stringList({ description: 'From the root of the room, sorted.', resolve: ({ paths }) => [...paths] }),
    total: t.exposeInt('total', { description: 'How many there are in all.' }),
  }),
});

const FileContentsType = builder.objectRef<FileContents>('FileContents').implement({
  description: 'A file of a room as text.',
  fields: (t) => ({
    path: t.exposeString('path'),
    text: t.exposeString('text', { description: 'As on disk, every kind of line end included.' }),
    hash: t.exposeString('hash', { description: 'sha256 of the bytes: what a save is compared with.' }),
    isReadOnly: t.exposeBoolean('isReadOnly', { description: 'Its permissions let nobody write it.' }),
    isPredicted: t.exposeBoolean('isPredicted', { description: 'What a change of it breaks can be predicted.' }),
  }),
});

const TriedBreakType = builder.objectRef<Prediction>('TriedBreak').implement({
  description: 'What contents that were tried would break in one file.',
  fields: (t) => ({
    file: t.exposeString('file'),
    certainty: t.field({ type: CertaintyEnum, resolve: ({ certainty }) => certainty }),
    severity: t.exposeFloat('severity'),
    summary: t.exposeString('summary'),
    places: t.field({ type: [AffectedComponentType], description: `At most ${MOST_PLACES}.`, resolve: ({ affectedComponents }) => affectedComponents.slice(0, MOST_PLACES) }),
    placeCount: t.int({ resolve: ({ affectedComponents }) => affectedComponents.length }),
  }),
});

const ContentsTrialType = builder.objectRef<ContentsTrial>('ContentsTrial').implement({
  description: 'What a file would break if it had the contents that were tried.',
  fields: (t) => ({
    breaks: t.field({ type: [TriedBreakType], description: `The most severe first, at most ${MOST_BROKEN}; the file itself can be among them.`, resolve: ({ predictions }) => predictions.slice(0, MOST_BROKEN) }),
    brokenFiles: t.int({ description: 'How many there are in all.', resolve: ({ predictions }) => predictions.length }),
    filesChecked: t.exposeInt('filesChecked', { description: 'Files that the contents were tried on: they were type-checked, or cannot look different by them.' }),
  }),
});

const SavedFileType = builder.objectRef<SavedContents>('SavedFile').implement({
  description: 'A file as it was saved.',
  fields: (t) => ({
    contents: t.field({ type: FileContentsType, resolve: ({ contents }) => contents }),
    event: t.field({ type: WatchEventObject, nullable: true, description: 'What the save breaks, and the plan that heals it. Null where nothing changed, where it cannot be predicted, and where the room is watched: its watch tells it then.', resolve: ({ event }) => event }),
  }),
});

builder.prismaObjectFields('Room', (t) => ({
  fileList: t.field({
    type: FileListType,
    description: 'Every file as it is on disk now: for a tree of files.',
    args: { first: t.arg.int({ required: true, defaultValue: 20_000, description: `At most ${MOST_LISTED}.`, validate: z.number().min(1).max(MOST_LISTED) }) },
    select: { id: true },
    resolve: async (room, { first }, { editor }) => {
      const paths = await editor.listFiles(room.id);
      return { paths: paths.slice(0, first), total: paths.length };
    },
  }),
}));

builder.queryFields((t) => ({
  fileContents: t.field({
    type: FileContentsType,
    description: 'A file of a room as it is on disk now. What is no text of at most 4 MB is refused with the reason.',
    errors: { types: errorTypes.onFile },
    args: { roomId: t.arg.id({ required: true }), path: t.arg.string({ required: true, validate: pathRule }) },
    resolve: (_root, { roomId, path }, { editor }) => editor.readContents(keyOf('Room', roomId), path),
  }),
  tryContents: t.field({
    type: ContentsTrialType,
    description: 'What would break if the file had this text. Nothing is stored or written; whoever goes away ends it.',
    errors: { types: errorTypes.tryContents },
    args: { roomId: t.arg.id({ required: true }), path: t.arg.string({ required: true, validate: pathRule }), text: t.arg.string({ required: true, validate: textRule }) },
    resolve: (_root, { roomId, path, text }, { impact, request }) => impact.tryContents(keyOf('Room', roomId), { path, text }, request?.signal ?? never),
  }),
}));

const SaveFileInput = builder.inputType('SaveFileInput', {
  fields: (t) => ({
    roomId: t.id({ required: true }),
    path: t.string({ required: true, validate: pathRule }),
    text: t.string({ required: true, validate: textRule }),
    baseHash: t.string({ description: 'Hash of the contents that the text was made from; null: there was no such file.', validate: z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 hexadecimal digits').nullish() }),
  }),
});

builder.mutationField('saveFile', (t) =>
  t.field({
    type: SavedFileType,
    description: 'Writes a file whole or not at all, and only over the contents that the text was made from. The save is captured as an edit, what it breaks is predicted, and its healing is planned.',
    errors: { types: errorTypes.saveFile },
    args: { input: t.arg({ type: SaveFileInput, required: true }) },
    resolve: (_root, { input }, { editor }) => editor.saveFile({ roomId: keyOf('Room', input.roomId), path: input.path, text: input.text, baseHash: input.baseHash ?? null }),
  }),
);
