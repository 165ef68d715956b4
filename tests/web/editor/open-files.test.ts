import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../web/shared/failure.ts';
import { foldOpenFiles, isUnsaved, noFiles, textToSave, type FileContents, type OpenFiles, type OpenFilesEvent } from '../../../web/editor/open-files.ts';

const contents = (text: string): FileContents => ({ path: 'a.ts', text, hash: `hash of ${text}`, isPredicted: true, isReadOnly: false });
const failure = failureOf({ code: 'NOT_FOUND', message: 'gone' });

type Short<Event> = Event extends { readonly path: string } ? Omit<Event, 'path'> & { path?: string } : never;
const after = (...events: Short<OpenFilesEvent>[]): OpenFiles => events.map((event) => ({ path: 'a.ts', ...event }) as OpenFilesEvent).reduce(foldOpenFiles, noFiles);
const first = (...events: Short<OpenFilesEvent>[]) => {
  const [file] = after(...events).files;
  if (!file) throw new Error('no file is open');
  return file;
};

const OPENED = [{ kind: 'opened', place: null }, { kind: 'read', contents: contents('one') }] as const;
const TYPED = [...OPENED, { kind: 'typed', text: 'mine' }] as const;
const CONFLICT = [...TYPED, { kind: 'read', contents: contents('theirs') }] as const;

describe('an open file', () => {
  test('is read, typed into, saved', () => {
    expect(first(OPENED[0])).toMatchObject({ phase: 'reading' });
    expect(isUnsaved(first(OPENED[0]))).toBe(false);
    expect(first(...OPENED)).toMatchObject({ phase: 'ready', text: 'one', isPredicted: true });
    expect(isUnsaved(first(...OPENED))).toBe(false);
    expect(isUnsaved(first(...TYPED))).toBe(true);
    expect(isUnsaved(first(...TYPED, { kind: 'typed', text: 'one' }))).toBe(false);
    const saved = first(...TYPED, { kind: 'saving' }, { kind: 'saved', contents: contents('mine') });
    expect([saved.phase, isUnsaved(saved), saved.base?.hash]).toEqual(['ready', false, 'hash of mine']);
  });

  test('keeps what was typed while it was saved, as unsaved', () => {
    const file = first(...TYPED, { kind: 'saving' }, { kind: 'typed', text: 'mine and more' }, { kind: 'saved', contents: contents('mine') });
    expect([file.text, isUnsaved(file), file.base?.hash]).toEqual(['mine and more', true, 'hash of mine']);
  });

  test('keeps its text when a save is refused, and says why until the next one', () => {
    const file = first(...TYPED, { kind: 'saving' }, { kind: 'save-refused', failure });
    expect(file).toMatchObject({ phase: 'ready', text: 'mine', failure });
    expect(first(...TYPED, { kind: 'saving' }, { kind: 'save-refused', failure }, { kind: 'saving' }).failure).toBeNull();
  });

  test('takes over what changed on the disk where nothing is unsaved', () => {
    expect(first(...OPENED, { kind: 'read', contents: contents('two') })).toMatchObject({ text: 'two', conflict: null });
  });

  test('is in conflict with what changed on the disk where something is unsaved', () => {
    expect(first(...CONFLICT)).toMatchObject({ text: 'mine', base: { hash: 'hash of one' }, conflict: { theirs: { text: 'theirs' } } });
    expect(first(...CONFLICT, { kind: 'read', contents: contents('one') }).conflict).toBeNull();
    expect(first(...TYPED, { kind: 'read', contents: contents('mine') })).toMatchObject({ conflict: null, base: { hash: 'hash of mine' } });
    expect(first(...TYPED, { kind: 'unreadable', failure, isGone: true })).toMatchObject({ text: 'mine', conflict: { theirs: null } });
  });

  test('leaves a conflict by taking theirs, or by keeping mine on purpose', () => {
    const theirs = first(...CONFLICT, { kind: 'theirs-taken' });
    expect([theirs.text, isUnsaved(theirs), theirs.conflict, theirs.base?.hash]).toEqual(['theirs', false, null, 'hash of theirs']);
    const mine = first(...CONFLICT, { kind: 'mine-kept' });
    expect([mine.text, isUnsaved(mine), mine.conflict, mine.base?.hash]).toEqual(['mine', true, null, 'hash of theirs']);
    const anew = first(...TYPED, { kind: 'unreadable', failure, isGone: true }, { kind: 'mine-kept' });
    expect([anew.base, isUnsaved(anew), textToSave(anew)]).toEqual([null, true, 'mine']);
  });

  test('is not looked at while it is being saved', () => {
    expect(first(...TYPED, { kind: 'saving' }, { kind: 'read', contents: contents('mine') })).toMatchObject({ phase: 'saving', conflict: null });
    expect(first(...TYPED, { kind: 'saving' }, { kind: 'unreadable', failure, isGone: false })).toMatchObject({ phase: 'saving', text: 'mine' });
  });

  test('that cannot be read says why, and is not taken away while it is edited', () => {
    expect(first(OPENED[0], { kind: 'unreadable', failure, isGone: true })).toMatchObject({ phase: 'refused', failure });
    expect(first(...OPENED, { kind: 'unreadable', failure, isGone: true })).toMatchObject({ phase: 'refused', failure });
    expect(first(...TYPED, { kind: 'unreadable', failure, isGone: false })).toMatchObject({ phase: 'ready', text: 'mine' });
    expect(first(OPENED[0], { kind: 'unreadable', failure, isGone: true }, { kind: 'read', contents: contents('back') })).toMatchObject({ phase: 'ready', text: 'back', failure: null });
  });

  test('is saved with the line ends it had', () => {
    const file = first(OPENED[0], { kind: 'read', contents: contents('a\r\nb\r\n') }, { kind: 'typed', text: 'a\nc\n' });
    expect(textToSave(file)).toBe('a\r\nc\r\n');
  });

  test('is gone to a place once', () => {
    const place = { line: 3, column: 1 };
    expect(first(...OPENED, { kind: 'opened', place }).place).toEqual(place);
    expect(first(...OPENED, { kind: 'opened', place }, { kind: 'placed' }).place).toBeNull();
  });
});

describe('the open files', () => {
  const opened = (path: string) => ({ kind: 'opened', place: null, path }) as const;
  const three = ['a.ts', 'b.ts', 'c.ts'].map(opened);
  test.each([
    ['the last one', [], 'c.ts', 'b.ts'],
    ['one in the middle', [opened('b.ts')], 'b.ts', 'c.ts'],
    ['one that is not chosen', [], 'a.ts', 'c.ts'],
  ])('choose a neighbour when %s is closed', (_, more, path, chosen) => {
    const state = after(...three, ...more, { kind: 'closed', path });
    expect(state.chosen).toBe(chosen);
    expect(state.files).toHaveLength(2);
  });

  test('hold each file once, and ignore answers about closed ones', () => {
    expect(after(opened('a.ts'), opened('a.ts')).files).toHaveLength(1);
    expect(after(opened('a.ts'), { kind: 'closed' }, { kind: 'read', contents: contents('late') })).toEqual(noFiles);
  });
});
