// Takes single edits out of planned steps and moves the others to where they belong without them. Owns that arithmetic; decides nothing and writes nothing.
import { LineIndex, type Position } from '../graph/line-index.ts';
import type { FileEdit, TextEdit } from './file-edit.ts';
import { applyEdits, normalizeEdits } from './text-edits.ts';
import { VirtualTree, type ReadableTree } from './virtual-tree.ts';

/** One edit that can be left out. `file` is the index of a file edit in its step; `text` that of one of its text edits, null for the creation, the deletion or the move itself. */
export interface EditAddress {
  readonly step: number;
  readonly file: number;
  readonly text: number | null;
}

/** Why an edit is not made: a person said so, or it changes what another edit that is left out would have made. */
export type LeftOutKind = 'BY_HAND' | 'BUILDS_ON';

export interface LeftOutEdit extends EditAddress, Position {
  readonly kind: LeftOutKind;
  readonly path: string;
}

export interface Remainder {
  /** The edits that are left of each step, made for the tree that the remainders before them leave. */
  readonly steps: readonly (readonly FileEdit[])[];
  /** In the order of the plan. Positions are those in the file as the plan has it before the step. */
  readonly leftOut: readonly LeftOutEdit[];
}

/** What differs between a file as planned and as it comes to be: text edits of the planned text, or everything. */
type Drift = readonly TextEdit[] | 'APART';

/** A tree to which edits are applied one by one. */
class Sheet {
  readonly #overlay = new Map<string, string | null>();
  readonly #hashes = new Map<string, { readonly after: string }>();
  readonly tree: VirtualTree;

  constructor(base: ReadableTree) {
    this.tree = new VirtualTree(base, this.#overlay, this.#hashes);
  }

  apply(edit: FileEdit): void {
    const source = edit.kind === 'move' ? edit.from : edit.path;
    const text = this.tree.text(source) ?? '';
    if (edit.kind === 'delete' || edit.kind === 'move') this.#overlay.set(source, null);
    if (edit.kind === 'delete') return;
    this.#overlay.set(edit.path, edit.kind === 'create' ? edit.text : applyEdits(text, edit.edits));
    this.#hashes.set(edit.path, edit);
  }
}

const growth = ({ start, end, text }: TextEdit): number => text.length - (end - start);
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** An edit that touches what differs was made for a text that is not there. */
const touches = (edit: TextEdit, drift: readonly TextEdit[]): boolean => drift.some(({ start, end }) => edit.start <= end && edit.end >= start);

/** Spans that touch each other, as one. */
function groupSpans(edits: readonly TextEdit[]): { start: number; end: number }[] {
  const groups: { start: number; end: number }[] = [];
  for (const { start, end } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = groups.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else groups.push({ start, end });
  }
  return groups;
}

/** What differs after `planned` was applied to `text`, of which `out` was left out. */
function nextDrift(text: string, planned: readonly TextEdit[], { drift, out }: { drift: readonly TextEdit[]; out: ReadonlySet<TextEdit> }): TextEdit[] {
  return groupSpans([...drift, ...out]).map(({ start, end }) => {
    const within = (edits: Iterable<TextEdit>) => [...edits].filter((edit) => edit.start >= start && edit.end <= end).map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const part = text.slice(start, end);
    const before = sumOf(planned.filter((edit) => !out.has(edit) && edit.end <= start).map(growth)) + sumOf([...out].filter((edit) => edit.end < start).map(growth));
    return { start: start + before, end: start + before + applyEdits(part, normalizeEdits(within(out))).length, text: applyEdits(part, within(drift)) };
  });
}

/** Goes through a plan twice at once: as it was made, and without what is left out. */
class Walk {
  readonly #planned: Sheet;
  readonly #actual: Sheet;
  readonly #drifts = new Map<string, Drift>();
  readonly leftOut: LeftOutEdit[] = [];
  readonly #isLeftOut: (address: EditAddress) => boolean;

  constructor(base: ReadableTree, isLeftOut: (address: EditAddress) => boolean) {
    this.#planned = new Sheet(base);
    this.#actual = new Sheet(base);
    this.#isLeftOut = isLeftOut;
  }

  /** The edit as it can be made, or null where nothing of it is left. */
  next(edit: FileEdit, address: EditAddress): FileEdit | null {
    const left = this.#remainderOf(edit, address);
    this.#planned.apply(edit);
    if (left) this.#actual.apply(left);
    return left;
  }

  #remainderOf(edit: FileEdit, address: EditAddress): FileEdit | null {
    const { tree } = this.#actual;
    const source = edit.kind === 'move' ? edit.from : edit.path;
    const drift = this.#drifts.get(source) ?? [];
    if (edit.kind === 'modify') return drift === 'APART' ? this.#dropTexts(edit, address) : tree.modify(edit.path, this.#texts(edit, address, drift));
    const isTaken = edit.kind !== 'delete' && tree.has(edit.path);
    const isMissing = edit.kind !== 'create' && drift === 'APART';
    if (this.#isLeftOut(address) || isTaken || isMissing) return this.#dropWhole(edit, address);
    this.#drifts.delete(source);
    if (edit.kind === 'create') return edit;
    if (edit.kind === 'delete') return tree.remove(edit.path);
    return tree.move(edit.from, edit.path, this.#texts(edit, address, drift === 'APART' ? [] : drift));
  }

  /** The text edits that are left of a file, in the text that the file has; what differs from then on is kept in mind. */
  #texts(edit: Extract<FileEdit, { kind: 'modify' | 'move' }>, address: EditAddress, drift: readonly TextEdit[]): TextEdit[] {
    const text = this.#planned.tree.text(edit.kind === 'move' ? edit.from : edit.path) ?? '';
    const out = new Set<TextEdit>();
    edit.edits.forEach((each, index) => {
      const isByHand = this.#isLeftOut({ ...address, text: index });
      if (!isByHand && !touches(each, drift)) return;
      out.add(each);
      this.#tell({ ...address, text: index }, edit.path, isByHand ? 'BY_HAND' : 'BUILDS_ON', new LineIndex(text).at(each.start));
    });
    this.#drifts.set(edit.path, nextDrift(text, edit.edits, { drift, out }));
    return edit.edits.filter((each) => !out.has(each)).map((each) => {
      const shift = sumOf(drift.filter(({ end }) => end < each.start).map(growth));
      return { ...each, start: each.start + shift, end: each.end + shift };
    });
  }

  #dropTexts(edit: Extract<FileEdit, { kind: 'modify' | 'move' }>, address: EditAddress): null {
    const lines = new LineIndex(this.#planned.tree.text(edit.kind === 'move' ? edit.from : edit.path) ?? '');
    edit.edits.forEach((each, index) => this.#tell({ ...address, text: index }, edit.path, this.#isLeftOut({ ...address, text: index }) ? 'BY_HAND' : 'BUILDS_ON', lines.at(each.start)));
    return null;
  }

  #dropWhole(edit: FileEdit, address: EditAddress): null {
    this.#tell(address, edit.path, this.#isLeftOut(address) ? 'BY_HAND' : 'BUILDS_ON', { line: 1, column: 1 });
    if (edit.kind === 'move') this.#dropTexts(edit, address);
    if (edit.kind === 'move') this.#drifts.set(edit.from, 'APART');
    this.#drifts.set(edit.path, 'APART');
    return null;
  }

  #tell(address: EditAddress, path: string, kind: LeftOutKind, { line, column }: Position): void {
    this.leftOut.push({ ...address, path, kind, line, column });
  }
}

/**
 * The steps of a plan without the edits that are left out, and without those that build on them. `steps` are in the order of execution and
 * start from `base`. What only means something together with an edit that is left out stays: whether the code still holds is for the compiler to say.
 */
export function leaveOut(base: ReadableTree, steps: readonly (readonly FileEdit[])[], isLeftOut: (address: EditAddress) => boolean): Remainder {
  const walk = new Walk(base, isLeftOut);
  const left = steps.map((edits, step) => edits.flatMap((edit, file) => walk.next(edit, { step, file, text: null }) ?? []));
  return { steps: left, leftOut: walk.leftOut };
}
