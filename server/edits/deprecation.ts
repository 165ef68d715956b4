// Marks a declaration `@deprecated`, in the doc comment it has or in a new one. Owns where the tag stands; shims are marked in compatibility.ts.
import type { ExportFact } from '../graph/facts.ts';
import { clauseNameOf } from './export-references.ts';
import type { TextEdit } from './file-edit.ts';
import { pathToOffset } from './syntax-path.ts';
import type { Syntax, SyntaxNode } from './syntax.ts';
import { declarationIn, declaredIn } from './top-level.ts';
import { childrenOf } from './syntax.ts';

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Puts the tag into the doc comment that ends before `start`, or makes one there. No edit where it is deprecated already. */
export function tagAt({ text, comments }: Syntax, start: number, tag: string): TextEdit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, start), start))?.[0] ?? '';
  const doc = comments.findLast(({ end }) => end <= start);
  if (!doc || doc.type !== 'Block' || !doc.value.startsWith('*') || text.slice(doc.end, start).trim() !== '') {
    const isOnItsLine = text.slice(lineStart(text, start), start).trim() === '';
    return [{ start, end: start, text: `/** ${tag} */${isOnItsLine ? eol + indent : ' '}` }];
  }
  if (/@deprecated\b/.test(doc.value)) return [];
  const [from, to] = [doc.start + 3, doc.end - 2];
  if (!doc.value.includes('\n')) {
    const said = doc.value.slice(1).trim();
    return [{ start: from, end: to, text: [``, ...(said === '' ? [] : [`${indent} * ${said}`]), `${indent} * ${tag}`, `${indent} `].join(eol) }];
  }
  const last = lineStart(text, to);
  const isBare = text.slice(last, to).trim() === '';
  return isBare ? [{ start: last, end: last, text: `${indent} * ${tag}${eol}` }] : [{ start: to, end: to, text: `${eol}${indent} * ${tag}${eol}${indent} ` }];
}

/** The edits that deprecate the export `name`: at each declaration of it, else where it is listed. */
export function deprecateExport(syntax: Syntax, name: string, { facts, tag }: { facts: readonly ExportFact[]; tag: string }): TextEdit[] {
  const statements = [...childrenOf(syntax.program)];
  const exported = declaredIn(syntax).filter((declared) => declared.isExported && (name === 'default' ? declared.statement.type === 'ExportDefaultDeclaration' : declared.statement.type === 'ExportNamedDeclaration' && declared.names.includes(name)));
  const places = new Set(exported.map(({ node, statement }) => {
    const list = (declarationIn(statement)['declarations'] ?? []) as SyntaxNode[];
    const decorators = (declarationIn(statement)['decorators'] ?? []) as SyntaxNode[];
    return list.indexOf(node) > 0 ? node.start : Math.min(statement.start, ...decorators.map(({ start }) => start));
  }));
  if (places.size === 0) {
    for (const statement of statements.filter((each) => each.type === 'ExportNamedDeclaration')) {
      for (const specifier of statement['specifiers'] as SyntaxNode[]) if (clauseNameOf(specifier['exported'] as SyntaxNode) === name) places.add(specifier.start);
    }
  }
  if (places.size === 0) {
    for (const { start } of facts) {
      const ancestors = pathToOffset(syntax, start)?.ancestors ?? [];
      const property = ancestors.at(-1)?.type === 'Property' ? ancestors.at(-1) : undefined;
      places.add((property ?? ancestors[1] ?? { start }).start);
    }
  }
  return [...places].flatMap((start) => tagAt(syntax, start, tag));
}
