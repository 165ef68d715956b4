// The mistakes that clients can see, as object types of one interface. Owns how they are shown; they are declared where they are thrown.
import { SessionStateError } from '../debugger/errors.ts';
import { FILE_REFUSALS, FileRefusedError, SaveConflictError } from '../editor/errors.ts';
import { RunStateError } from '../engine/commands.ts';
import { DomainError, InvalidInputError, NotFoundError } from '../errors.ts';
import { DebugSessionStatus, RunStatus } from '../generated/prisma/enums.ts';
import { BranchRefusedError, FileConflictError } from '../healing/errors.ts';
import { AmbiguousTargetError, DestinationExistsError, DiffMismatchError, IntentNotUnderstoodError, NameTakenError, TargetNotFoundError, UnparsableFileError, type IntentSuggestion } from '../intents/errors.ts';
import { RoomRefusedError } from '../rooms/allowed-roots.ts';
import { PathOutsideRoomError } from '../rooms/paths.ts';
import { NoSourceError } from '../rooms/service.ts';
import { RoomTooLargeError } from '../rooms/walk-files.ts';
import { builder } from './builder.ts';

export const RunStatusType = builder.enumType(RunStatus, { name: 'RunStatus', description: 'States of a run.' });

const FileRefusalEnum = builder.enumType('FileRefusal', { description: 'Why a file cannot be edited.', values: FILE_REFUSALS });

export const DebugSessionStatusType = builder.enumType(DebugSessionStatus, { name: 'DebugSessionStatus', description: 'States of a debugger session.' });

const DomainErrorInterface = builder.interfaceRef<Pick<DomainError, 'code' | 'message' | 'hint'>>('DomainError').implement({
  description: 'A mistake that the caller can correct.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, upper-case identifier of the mistake.' }),
    message: t.exposeString('message', { description: 'What was attempted, and on what.' }),
    hint: t.exposeString('hint', { description: 'What to do next.' }),
  }),
});

const Suggestion = builder.objectRef<IntentSuggestion>('IntentSuggestion').implement({
  description: 'An intent that would be understood: take it instead of typing.',
  fields: (t) => ({
    text: t.exposeString('text'),
    file: t.exposeString('file'),
    symbol: t.exposeString('symbol', { nullable: true }),
  }),
});

const interfaces = [DomainErrorInterface];

builder.objectType(InvalidInputError, { name: 'InvalidInputError', description: 'A value that does not have the shape or size it must have.', interfaces });
builder.objectType(NotFoundError, { name: 'NotFoundError', description: 'An id that names nothing.', interfaces });
builder.objectType(RoomRefusedError, { name: 'RoomRefusedError', description: 'The folder is not under an allowed root, or a symbolic link leads out of it.', interfaces });
builder.objectType(RoomTooLargeError, { name: 'RoomTooLargeError', description: 'The folder holds more files than a room may have.', interfaces });
builder.objectType(NoSourceError, { name: 'NoSourceError', description: 'No tsconfig and no source file was found.', interfaces });
builder.objectType(NameTakenError, { name: 'NameTakenError', description: 'The new name is declared, exported or captured already.', interfaces });
builder.objectType(DestinationExistsError, { name: 'DestinationExistsError', description: 'There is a file at the destination.', interfaces });
builder.objectType(UnparsableFileError, {
  name: 'UnparsableFileError',
  description: 'The target does not parse, so it cannot be changed safely.',
  interfaces,
  fields: (t) => ({ line: t.exposeInt('line', { description: 'Of the first mistake, from 1.' }), column: t.exposeInt('column') }),
});
builder.objectType(PathOutsideRoomError, { name: 'PathOutsideRoomError', description: 'The path leads out of the room, by itself or by a symbolic link.', interfaces });
builder.objectType(FileRefusedError, {
  name: 'FileRefusedError',
  description: 'The file is none that can be edited here.',
  interfaces,
  fields: (t) => ({ reason: t.field({ type: FileRefusalEnum, resolve: (error) => error.reason }) }),
});
builder.objectType(SaveConflictError, {
  name: 'SaveConflictError',
  description: 'The file is not what it was when it was read; nothing was written.',
  interfaces,
  fields: (t) => ({ found: t.exposeString('found', { nullable: true, description: 'sha256 of what is on the disk; null where there is no such file any more.' }) }),
});

builder.objectType(IntentNotUnderstoodError, {
  name: 'IntentNotUnderstoodError',
  description: 'The words did not say a change that is known.',
  interfaces,
  fields: (t) => ({ suggestions: t.field({ type: [Suggestion], resolve: (error) => [...error.suggestions] }) }),
});
builder.objectType(TargetNotFoundError, {
  name: 'TargetNotFoundError',
  description: 'The file or the export does not exist; suggestions are the nearest ones that do.',
  interfaces,
  fields: (t) => ({ suggestions: t.field({ type: [Suggestion], resolve: (error) => [...error.suggestions] }) }),
});
builder.objectType(AmbiguousTargetError, {
  name: 'AmbiguousTargetError',
  description: 'More than one target fits; each suggestion is one of them.',
  interfaces,
  fields: (t) => ({ suggestions: t.field({ type: [Suggestion], resolve: (error) => [...error.suggestions] }) }),
});
builder.objectType(DiffMismatchError, {
  name: 'DiffMismatchError',
  description: 'A diff that does not fit the files as they are.',
  interfaces,
  fields: (t) => ({
    file: t.exposeString('file'),
    hunk: t.exposeInt('hunk', { nullable: true, description: 'From 1; null where the whole file is not what the diff says.' }),
  }),
});
builder.objectType(RunStateError, {
  name: 'RunStateError',
  description: 'The run is in a state in which this cannot be done.',
  interfaces,
  fields: (t) => ({ status: t.field({ type: RunStatusType, resolve: (error) => error.status }) }),
});
builder.objectType(SessionStateError, {
  name: 'SessionStateError',
  description: 'The debugger session is in a state in which this cannot be done.',
  interfaces,
  fields: (t) => ({ status: t.field({ type: DebugSessionStatusType, resolve: (error) => error.status }) }),
});
builder.objectType(FileConflictError, {
  name: 'FileConflictError',
  description: 'Files changed since the plan or the run was made; nothing was written.',
  interfaces,
  fields: (t) => ({ files: t.stringList({ resolve: (error) => [...error.files] }) }),
});
builder.objectType(BranchRefusedError, { name: 'BranchRefusedError', description: 'The run cannot work on a branch, or its branch cannot be taken back; nothing was written.', interfaces });

/** Mistakes of every mutation. */
const COMMON = [InvalidInputError];
/** Mistakes in naming a thing of the project. */
const TARGET = [TargetNotFoundError, AmbiguousTargetError, NameTakenError, DestinationExistsError, UnparsableFileError, RoomRefusedError, RoomTooLargeError];

export const errorTypes = {
  createRoom: [...COMMON, RoomRefusedError, RoomTooLargeError, NoSourceError],
  captureIntent: [...COMMON, NotFoundError, IntentNotUnderstoodError, DiffMismatchError, ...TARGET],
  onIntent: [...COMMON, NotFoundError, ...TARGET],
  setWatch: [...COMMON, NotFoundError],
  createAccessToken: COMMON,
  revokeAccessToken: [...COMMON, NotFoundError],
  onFile: [...COMMON, NotFoundError, PathOutsideRoomError, FileRefusedError, RoomRefusedError, RoomTooLargeError],
  tryContents: [...COMMON, NotFoundError, UnparsableFileError, RoomRefusedError, RoomTooLargeError],
  saveFile: [...COMMON, NotFoundError, PathOutsideRoomError, FileRefusedError, SaveConflictError, RunStateError, RoomRefusedError, RoomTooLargeError],
  onSession: [...COMMON, NotFoundError, SessionStateError, RunStateError, FileConflictError, RoomRefusedError],
  onRun: [...COMMON, NotFoundError, RunStateError, FileConflictError, BranchRefusedError, RoomRefusedError],
};
