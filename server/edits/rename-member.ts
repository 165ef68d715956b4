// Computes the edits of "this member gets another name" at the places that the compiler knows. Owns which characters change there, and what is listed instead.
import type { RenameMember } from '../intents/change.ts';
import type { TextEdit } from './file-edit.ts';
import { analyzeName } from './occurrences.ts';
import type { MemberReach } from './member-hierarchy.ts';
import type { ParsedFiles } from './parsed-files.ts';
import { keyOfPlace, type Place } from './reference-finder.ts';
import type { SyntaxNode } from './syntax.ts';

const isShorthandKey = (node: SyntaxNode | undefined, start: number): boolean => node?.type === 'Property' && node['shorthand'] === true && node.start === start;

/** The property whose shorthand key the offset is; also where the key has a default: `{ a = 1 }`. */
export function isShorthand(ancestors: readonly SyntaxNode[], start: number): boolean {
  return isShorthandKey(ancestors.at(-1), start) || (ancestors.at(-1)?.type === 'AssignmentPattern' && isShorthandKey(ancestors.at(-2), start));
}

/** Where the value of a property starts that is, or binds, a variable of the new name; null for all others. */
function valueNamed(property: SyntaxNode | undefined, key: Place, name: string): number | null {
  if (property?.type !== 'Property' || property['computed'] === true || (property['key'] as SyntaxNode).start !== key.start) return null;
  const value = property['value'] as SyntaxNode;
  const bound = value.type === 'AssignmentPattern' ? (value['left'] as SyntaxNode) : value;
  return bound.type === 'Identifier' && bound['name'] === name ? bound.start : null;
}

/** The edit of one place, or null when the text there is not the old name. */
function editAt(files: ParsedFiles, place: Place, { from, to }: RenameMember): TextEdit | null {
  const text = files.text(place.file).slice(place.start, place.end);
  if (text === from) {
    const path = files.pathTo(place.file, place.start);
    // The binding keeps its name: only the member's changes.
    if (path && isShorthand(path.ancestors, place.start)) return { start: place.start, end: place.end, text: `${to}: ${from}` };
    const value = valueNamed(path?.ancestors.at(-1), place, to);
    // `{ a: b }` is `{ b }` now.
    if (value !== null && files.text(place.file).slice(place.end, value).trim() === ':') return { start: place.start, end: value, text: '' };
    return { start: place.start, end: place.end, text: to };
  }
  const isQuoted = /^(["'`])/.test(text) && text.slice(1, -1) === from;
  return isQuoted ? { start: place.start + 1, end: place.end - 1, text: to } : null;
}

/** Uses of a parameter that is a property, inside of its constructor: the parameter is renamed with it. */
function bindingsOfParameter(files: ParsedFiles, reach: MemberReach, change: RenameMember): Map<string, TextEdit> {
  const edits = new Map<string, TextEdit>();
  const syntax = files.syntax(change.file);
  const property = reach.declared.find(({ node }) => node.type === 'TSParameterProperty');
  if (!syntax || !property) return edits;
  const analysis = analyzeName(syntax, change.from);
  const scope = analysis.all.find(({ node, role }) => role === 'declaration' && node.start === property.key.start)?.scopes.at(-1);
  for (const { node, ancestors } of scope ? analysis.boundTo(scope) : []) {
    const isKey = isShorthand(ancestors, node.start);
    edits.set(keyOfPlace({ file: change.file, start: node.start, end: node.end }), { start: node.start, end: node.start + change.from.length, text: isKey ? `${change.from}: ${change.to}` : change.to });
  }
  return edits;
}

/** Adds an edit for every place of the reach; what cannot be edited is listed. */
export function renameAtPlaces(files: ParsedFiles, reach: MemberReach, change: RenameMember): void {
  const bindings = bindingsOfParameter(files, reach, change);
  for (const place of reach.places) {
    if (files.syntax(place.file) === null) {
      files.leave(place.file, place.start, `'${change.from}' is declared or used here, outside of the sources`);
      continue;
    }
    const edit = bindings.get(keyOfPlace(place)) ?? editAt(files, place, change);
    bindings.delete(keyOfPlace(place));
    if (edit) files.editsOf(place.file).push(edit);
    else if (files.text(place.file).slice(place.start, place.end).includes(change.from)) files.leave(place.file, place.start, `'${change.from}' is written in a way that is not edited`);
  }
  files.editsOf(change.file).push(...bindings.values());
}
