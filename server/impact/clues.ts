// Places that may break and that the compiler says nothing of: what the edits, the texts, package.json and the tests tell. Owns finding them; judges nothing.
import type { FileEdit } from '../edits/file-edit.ts';
import type { ChangeEdits, EditSource } from '../edits/edit-plan.ts';
import { exportSurface } from '../edits/export-surface.ts';
import type { TextPair } from '../edits/infer-moves.ts';
import { manifestOf, publicSpecifiers } from '../edits/package-entries.ts';
import { positionAt } from '../edits/syntax.ts';
import type { VirtualTree } from '../edits/virtual-tree.ts';
import { isMention } from '../graph/facts.ts';
import type { Change } from '../intents/change.ts';
import { writtenTexts } from './written-texts.ts';

export interface Clue {
  readonly certainty: 'POSSIBLE' | 'UNKNOWN';
  /** One word or two for what was seen; equal ones of a file are one factor. */
  readonly factor: string;
  readonly points: number;
  /** Why the file may break, as half a sentence. */
  readonly reason: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly symbol: string | null;
  readonly message: string;
}

export interface ClueRequest {
  readonly source: EditSource;
  readonly change: Change;
  readonly edits: ChangeEdits;
  /** The tree with the change and without its healing. */
  readonly tried: VirtualTree;
}

/** A text that runs nothing: what it says is listed with the plan, and breaks nothing. */
const IS_TEXT = /^a (?:comment|document|doc comment) /;
const CODE = /\.(?:[cm]?[jt]sx?|json|vue|svelte)$/;
const COMMENT_LINE = /^\s*(?:\/\/|\/?\*)/;

/** A caller of what goes: where the compiler tells its file already, it is no news. */
const IS_CALLER = /^(?:uses |still )/;

const UNSEEN = { certainty: 'POSSIBLE', factor: 'unseen use', points: 4, reason: 'it refers to what changes, in a way that the compiler does not check' } as const;

const lineOf = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, (text.indexOf('\n', offset) + text.length + 1) % (text.length + 1));

/** What healing would edit in files of which the compiler says nothing: mocks, paths in JSON, JavaScript that is not checked. */
function editedPlaces({ edits, tried }: ClueRequest): Clue[] {
  const imported = tried.apply(edits.tried ? [] : edits.updateImports);
  const lists: [readonly FileEdit[], VirtualTree][] = [[edits.updateImports, tried], [edits.updateReferences, imported]];
  return lists.flatMap(([list, tree]) => list.flatMap((edit) => {
    if (edit.kind !== 'modify' || !CODE.test(edit.path) || tried.overlay.has(edit.path)) return [];
    const text = tree.text(edit.path) ?? '';
    const inCode = edit.edits.filter(({ start }) => !COMMENT_LINE.test(lineOf(text, start)));
    return inCode.map(({ start, end }): Clue => ({
      ...UNSEEN, file: edit.path, ...positionAt(text, start), symbol: text.slice(start, Math.min(end, start + 80)) || null, message: 'refers to what changes; the compiler does not check this place',
    }));
  }));
}

/** What the edit engine saw and does not dare to edit. */
function leftPlaces({ edits }: ClueRequest): Clue[] {
  return edits.notEdited.filter(({ reason, file }) => !IS_TEXT.test(reason) && CODE.test(file)).map(({ file, line, column, reason }): Clue => {
    if (IS_CALLER.test(reason)) return { ...UNSEEN, file, line, column, symbol: null, message: reason };
    const isPossible = /^(?:possible:|a string |a mock )/.test(reason);
    return {
      certainty: isPossible ? 'POSSIBLE' : 'UNKNOWN', factor: isPossible ? 'possible use' : 'unresolved use', points: isPossible ? 3 : 2,
      reason: isPossible ? 'a name or a path in it may mean what changes' : 'it uses what changes in a way that cannot be followed',
      file, line, column, symbol: null, message: reason.replace(/^possible: /, ''),
    };
  });
}

/** Mocks and addresses of a file that is not there any more. */
function goneAddresses({ source, tried }: ClueRequest): Clue[] {
  const gone = [...tried.overlay].filter(([, text]) => text === null).map(([path]) => path);
  return gone.flatMap((path) => source.graph.edgesTo(path)).filter(({ kind, from }) => isMention(kind) && !tried.overlay.has(from)).map(({ from, line, column, specifier }): Clue => ({
    certainty: 'POSSIBLE', factor: 'mock or address', points: 4, reason: 'it names the file by a string, which the compiler does not check',
    file: from, line, column, symbol: specifier, message: `names '${specifier}', which is not there any more`,
  }));
}

/** True when an edited file loses an export or gives one another signature. */
function changesSurface({ path, before, after }: TextPair): boolean {
  const now = exportSurface(path, after);
  return [...exportSurface(path, before).values()].some((entry) => now.get(entry.name)?.signature !== entry.signature);
}

/** The modules that offer what changes: the targets, and the barrels that hand it on. */
function offeringFiles({ source, change, edits, tried }: ClueRequest): readonly string[] {
  if (change.kind === 'MOVE_FILE' || change.kind === 'MOVE_FOLDER') return edits.targets;
  if (edits.sites.length > 0 && change.kind !== 'EDIT') return edits.sites.map(({ file }) => file);
  const changed = change.kind === 'EDIT' ? writtenTexts(source, { edits, tried }).filter(changesSurface).map(({ path }) => path) : edits.targets;
  const found = new Set(changed);
  for (const path of found) for (const { kind, from } of source.graph.edgesTo(path)) if (kind === 'STAR' || kind === 'REEXPORT') found.add(from);
  return [...found];
}

/** Entry points of packages that others can install: who uses them is not in the room. */
function publicEntries(request: ClueRequest): Clue[] {
  const { tree } = request.source;
  const offering = [...new Set(offeringFiles(request))].filter((path) => manifestOf(tree, path)?.json['private'] !== true);
  return offering.flatMap((file) => {
    const [name] = publicSpecifiers(tree, file);
    return name === undefined ? [] : [{
      certainty: 'POSSIBLE', factor: 'public entry', points: 4, reason: 'other packages can import it, and they are not in this project',
      file, line: 1, column: 1, symbol: name, message: `other packages can import this as '${name}'`,
    } satisfies Clue];
  });
}

/** Every place that may break unseen. Contract: places in files that the change itself writes are not among them, except public entries. */
export function findClues(request: ClueRequest): Clue[] {
  const { overlay } = request.tried;
  const outside = [...goneAddresses(request), ...editedPlaces(request), ...leftPlaces(request)].filter(({ file }) => !overlay.has(file));
  return [...outside, ...publicEntries(request)];
}
