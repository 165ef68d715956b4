// ChangeInput: a change as data instead of words. One field for each kind; exactly one is given.
import { z } from 'zod';
import type { SignatureOperation } from '../intents/change.ts';
import type { Wish } from '../intents/wish.ts';
import { builder } from './builder.ts';

const MOST_TEXT = 4 * 1024 * 1024;
const MOST_FILES = 500;
const FILE = 'Path from the root of the room; the end of a path does where only one file fits.';
const WHEREVER = `${FILE} Left out: wherever it is declared.`;

const RenameExportInput = builder.inputType('RenameExportInput', { fields: (t) => ({ file: t.string({ description: WHEREVER }), from: t.string({ required: true }), to: t.string({ required: true }) }) });
const MoveInput = builder.inputType('MoveInput', {
  fields: (t) => ({ from: t.string({ required: true, description: 'A file or a folder.' }), to: t.string({ required: true }), editsMentions: t.boolean({ description: 'Edit links in documents and paths in comments too, instead of listing them.' }) }),
});
const MoveExportInput = builder.inputType('MoveExportInput', { fields: (t) => ({ file: t.string({ description: WHEREVER }), name: t.string({ required: true }), to: t.string({ required: true, description: 'A file that exists, or is made.' }) }) });
const ExportInput = builder.inputType('ExportInput', { fields: (t) => ({ file: t.string({ description: WHEREVER }), name: t.string({ required: true }) }) });
const DeleteFileInput = builder.inputType('DeleteFileInput', { fields: (t) => ({ file: t.string({ required: true, description: FILE }) }) });
const RenameMemberInput = builder.inputType('RenameMemberInput', {
  fields: (t) => ({ file: t.string({ description: WHEREVER }), owner: t.string({ required: true, description: 'The class, interface, type or enum.' }), from: t.string({ required: true }), to: t.string({ required: true }) }),
});
const DefaultToNamedInput = builder.inputType('DefaultToNamedInput', { fields: (t) => ({ file: t.string({ required: true, description: FILE }), name: t.string({ description: 'Left out: the name it has in its own file.' }) }) });
const RetireShimInput = builder.inputType('RetireShimInput', { fields: (t) => ({ file: t.string({ description: WHEREVER }), name: t.string({ description: 'The deprecated name; left out for a file that passes on a moved one.' }) }) });

const AddParameterInput = builder.inputType('AddParameterInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    type: t.string(),
    position: t.int({ description: 'From 0; left out: the last place.', validate: z.number().min(0) }),
    defaultValue: t.string({ description: 'Expression in the signature.' }),
    argument: t.string({ description: 'Expression that every caller gives.' }),
  }),
});
const ChangeSignatureInput = builder.inputType('ChangeSignatureInput', {
  description: 'Exactly one of the operations is given.',
  fields: (t) => ({
    file: t.string({ description: WHEREVER }),
    name: t.string({ required: true, description: 'An exported function, or `Class.method`.' }),
    addParameter: t.field({ type: AddParameterInput }),
    removeParameter: t.string({ description: 'Its name.' }),
    reorderParameters: t.stringList({ description: 'Every parameter, in the new order.' }),
    toOptionsObject: t.boolean(),
    toAsync: t.boolean(),
  }),
});

const EditedFileInput = builder.inputType('EditedFileInput', {
  fields: (t) => ({ path: t.string({ required: true }), text: t.string({ description: 'The new content; null deletes the file.', validate: z.string().max(MOST_TEXT, 'a file has at most 4 MB') }) }),
});
const EditInput = builder.inputType('EditInput', {
  description: 'New contents of files, or a unified diff against the room as it is now: one of the two.',
  fields: (t) => ({
    files: t.field({ type: [EditedFileInput], validate: z.array(z.unknown()).max(MOST_FILES, `an edit has at most ${MOST_FILES} files`) }),
    diff: t.string({ description: "In git's format or without its extras; renames, new and deleted files included.", validate: z.string().max(MOST_TEXT, 'a diff has at most 4 MB') }),
    isApplied: t.boolean({ description: 'The room has been edited already, as the diff says: only what depends on it is healed.' }),
  }),
});

export const ChangeInput = builder.inputType('ChangeInput', {
  description: 'A change as data: exactly one field.',
  isOneOf: true,
  fields: (t) => ({
    renameExport: t.field({ type: RenameExportInput }),
    moveFile: t.field({ type: MoveInput }),
    moveFolder: t.field({ type: MoveInput }),
    moveExport: t.field({ type: MoveExportInput }),
    deleteExport: t.field({ type: ExportInput }),
    deleteFile: t.field({ type: DeleteFileInput }),
    renameMember: t.field({ type: RenameMemberInput }),
    changeSignature: t.field({ type: ChangeSignatureInput }),
    defaultToNamed: t.field({ type: DefaultToNamedInput }),
    namedToDefault: t.field({ type: ExportInput }),
    edit: t.field({ type: EditInput }),
    retireShim: t.field({ type: RetireShimInput }),
  }),
});

type Given = typeof ChangeInput.$inferInput;

function operationsOf(input: NonNullable<Given['changeSignature']>): SignatureOperation[] {
  const { addParameter: add, removeParameter, reorderParameters, toOptionsObject, toAsync } = input;
  return [
    ...(add ? [{ kind: 'ADD_PARAMETER' as const, name: add.name, type: add.type ?? null, position: add.position ?? null, defaultValue: add.defaultValue ?? null, argument: add.argument ?? null }] : []),
    ...(removeParameter != null ? [{ kind: 'REMOVE_PARAMETER' as const, name: removeParameter }] : []),
    ...(reorderParameters ? [{ kind: 'REORDER_PARAMETERS' as const, order: reorderParameters }] : []),
    ...(toOptionsObject ? [{ kind: 'TO_OPTIONS_OBJECT' as const }] : []),
    ...(toAsync ? [{ kind: 'TO_ASYNC' as const }] : []),
  ];
}

const READERS: { readonly [K in keyof Given]-?: (input: NonNullable<Given[K]>) => Wish | null } = {
  renameExport: ({ file, from, to }) => ({ kind: 'RENAME_EXPORT', file: file ?? null, from, to }),
  moveFile: ({ from, to, editsMentions }) => ({ kind: 'MOVE_FILE', from, to, editsMentions: editsMentions ?? false }),
  moveFolder: ({ from, to, editsMentions }) => ({ kind: 'MOVE_FOLDER', from, to, editsMentions: editsMentions ?? false }),
  moveExport: ({ file, name, to }) => ({ kind: 'MOVE_EXPORT', file: file ?? null, name, to }),
  deleteExport: ({ file, name }) => ({ kind: 'DELETE_EXPORT', file: file ?? null, name }),
  deleteFile: ({ file }) => ({ kind: 'DELETE_FILE', file }),
  renameMember: ({ file, owner, from, to }) => ({ kind: 'RENAME_MEMBER', file: file ?? null, owner, from, to }),
  changeSignature(input) {
    const [operation, ...more] = operationsOf(input);
    return operation && more.length === 0 ? { kind: 'CHANGE_SIGNATURE', file: input.file ?? null, name: input.name, operation } : null;
  },
  defaultToNamed: ({ file, name }) => ({ kind: 'DEFAULT_TO_NAMED', file, name: name ?? null }),
  namedToDefault: ({ file, name }) => ({ kind: 'NAMED_TO_DEFAULT', file: file ?? null, name }),
  edit: ({ files, diff, isApplied }) => ({ kind: 'EDIT', files: (files ?? []).map(({ path, text }) => ({ path, text: text ?? null })), diff: diff ?? null, isApplied: isApplied ?? false }),
  retireShim: ({ file, name }) => ({ kind: 'RETIRE_SHIM', file: file ?? null, name: name ?? null }),
};

/** Null where a signature is to be changed in no way, or in several at once. */
export function readChangeInput(input: Given): Wish | null {
  for (const [kind, given] of Object.entries(input)) if (given != null) return (READERS[kind as keyof Given] as (input: unknown) => Wish | null)(given);
  return null;
}
