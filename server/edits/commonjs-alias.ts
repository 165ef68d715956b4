// The old name of a CommonJS export, kept beside the new one. Owns where it is written; ESM aliases live in compatibility.ts.
import { exportedObject } from '../graph/commonjs-exports.ts';
import { assignedExport } from './commonjs-assignments.ts';
import type { TextEdit } from './file-edit.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

interface Names {
  readonly from: string;
  readonly to: string;
}

/** The objects whose properties are exports: in `module.exports = { ... }`, and the constant that is exported as a whole. */
function exportedObjects(syntax: Syntax): SyntaxNode[] {
  const assigned = [...childrenOf(syntax.program)].flatMap((statement) => {
    const assignment = statement['expression'];
    const object = isNode(assignment) && assignment.type === 'AssignmentExpression' && assignedExport(assignment) === null ? assignment['right'] : null;
    return isNode(object) && object.type === 'ObjectExpression' ? [object] : [];
  });
  const constant = exportedObject(syntax.program);
  return constant ? [...assigned, constant.object] : assigned;
}

/** The property that gives the export of this name its value. */
function findExportedProperty(syntax: Syntax, name: string): SyntaxNode | null {
  for (const property of exportedObjects(syntax).flatMap((object) => [...childrenOf(object)])) {
    const key = property['key'];
    if (property.type === 'Property' && isNode(key) && property['computed'] !== true && (key['name'] ?? key['value']) === name) return property;
  }
  return null;
}

/** Where the line of an offset begins with nothing but blanks before it, a break and these blanks; else one blank. */
function gapBefore(text: string, offset: number, lineEnd: string): string {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return before.trim() === '' && before !== '' ? lineEnd + before : ' ';
}

/**
 * The edit that keeps `from` working in a module that exports `to`, with `note` (a comment) in front of it: a property beside the new one
 * where all are given in one object, which the compiler takes for complete; else an assignment at the end.
 */
export function aliasInCommonJs(syntax: Syntax, { from, to }: Names, { note, lineEnd }: { note: string; lineEnd: string }): TextEdit {
  const { text } = syntax;
  const property = findExportedProperty(syntax, to);
  if (property) {
    const value = property['value'];
    const alias = isNode(value) && value.type === 'Identifier' ? `${from}: ${String(value['name'])}` : `get ${from}() { return module.exports.${to}; }`;
    const gap = gapBefore(text, property.start, lineEnd);
    return { start: property.end, end: property.end, text: `,${gap}${note}${gap}${alias}` };
  }
  // Read the way it is written: through the other object the compiler takes it for not assigned yet.
  const isBare = new RegExp(`(?<![.\\w$])exports\\.${to.replaceAll('$', '\\$')}\\s*=[^=]`, 'u').test(text);
  const exported = isBare ? 'exports' : 'module.exports';
  const gap = text === '' || text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
  return { start: text.length, end: text.length, text: `${gap}${note}${lineEnd}${exported}.${from} = ${exported}.${to};${lineEnd}` };
}
