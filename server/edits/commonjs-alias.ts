// The old name of a CommonJS export, kept beside the new one. Owns where it is written; ESM aliases live in compatibility.ts.
import { assignedExport } from './commonjs-assignments.ts';
import type { TextEdit } from './file-edit.ts';
import { childrenOf, isNode, type Syntax, type SyntaxNode } from './syntax.ts';

interface Names {
  readonly from: string;
  readonly to: string;
}

/** The property of this name in `module.exports = { ... }`. */
function findExportedProperty(syntax: Syntax, name: string): SyntaxNode | null {
  for (const statement of childrenOf(syntax.program)) {
    const assignment = statement['expression'];
    if (!isNode(assignment) || assignment.type !== 'AssignmentExpression' || assignedExport(assignment) !== null) continue;
    const object = assignment['right'];
    if (!isNode(object) || object.type !== 'ObjectExpression') continue;
    for (const property of childrenOf(object)) {
      const key = property['key'];
      if (property.type === 'Property' && isNode(key) && property['computed'] !== true && (key['name'] ?? key['value']) === name) return property;
    }
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
