// References to modules that stand in comments: `/// <reference path>`, JSDoc's `import('./x').T` and `@import { T } from './x'`.

import type { TextComment } from './blank-bodies.ts';
import type { ImportDraft } from './fact-drafts.ts';
import type { CrossingName } from './facts.ts';

const REFERENCE = /^\/\/\/\s*<reference\s[^>]*?\bpath\s*=\s*(["'])(.*?)\1/;
const IMPORT_TYPE = /\bimport\s*\(\s*(["'])([^"'\n]*)\1\s*\)(?:\s*\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*))?/gu;
/** Nothing in front of `from` may match in two ways, or much space takes for ever. */
const IMPORT_TAG = /@import(\s[^"'@]*?[\s}*])from\s*(["'])([^"'\n]*)\2/g;
const BRACES = /\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g;

/** Costs one look at the text where it has none of them. */
export function commentDrafts(comments: readonly TextComment[], text: string): ImportDraft[] {
  if (comments.length === 0) return [];
  const hasReference = text.includes('<reference');
  const hasImport = /@import\b|\/\*\*[^/]*\bimport\s*\(/.test(text) || (text.includes('/**') && /[{<|&(\s]import\s*\(/.test(text));
  if (!hasReference && !hasImport) return [];
  return comments.flatMap((comment) => {
    const written = text.slice(comment.start, comment.end);
    if (comment.type === 'Line') return hasReference ? referenceIn(written, comment.start) : [];
    return hasImport && written.startsWith('/**') && written.includes('import') ? [...typesIn(written, comment.start), ...tagsIn(written, comment.start)] : [];
  });
}

/** `end`: of the match, whose last character is the closing quote. */
function draft(kind: 'REFERENCE' | 'JSDOC', specifier: string, end: number, names: readonly CrossingName[] = []): ImportDraft {
  return { kind, specifier, start: end - specifier.length - 2, end, names };
}

function referenceIn(comment: string, offset: number): ImportDraft[] {
  const match = REFERENCE.exec(comment);
  return match ? [draft('REFERENCE', match[2] ?? '', offset + match[0].length)] : [];
}

/** Only what stands in the braces of a type: prose may speak of `import('./x')` as well. */
function typesIn(comment: string, offset: number): ImportDraft[] {
  return [...comment.matchAll(BRACES)].flatMap((braces) =>
    [...braces[0].matchAll(IMPORT_TYPE)].map((match) => {
      const quoted = /\(\s*(["'])[^"'\n]*\1/.exec(match[0]);
      const end = offset + braces.index + match.index + (quoted ? quoted.index + quoted[0].length : 0);
      return draft('JSDOC', match[2] ?? '', end, [crossing(match[3] ?? '*', null)]);
    }),
  );
}

function tagsIn(comment: string, offset: number): ImportDraft[] {
  return [...comment.matchAll(IMPORT_TAG)].map((match) => draft('JSDOC', match[3] ?? '', offset + match.index + match[0].length, clauseNames((match[1] ?? '').trim())));
}

/** `A, { B, C as D }` or `* as ns`. */
function clauseNames(clause: string): CrossingName[] {
  const named = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  const rest = clause.replace(/\{[^}]*\}/, '').split(',').map((part) => part.replace(/[*\s]+(?=\w)/, (star) => (star.includes('*') ? '* ' : ' ')).trim());
  const outer = rest.flatMap((part) => {
    const namespace = /^\*\s*as\s+(\S+)$/.exec(part)?.[1];
    return namespace !== undefined ? [crossing('*', namespace)] : /^[\w$]+$/.test(part) ? [crossing('default', part)] : [];
  });
  const inner = named.split(',').flatMap((part) => {
    const [imported, local] = part.replace(/\s*\n\s*\*\s*/g, ' ').trim().split(/\s+as\s+/);
    return imported ? [crossing(imported, local ?? imported)] : [];
  });
  return [...outer, ...inner];
}

function crossing(imported: string, local: string | null): CrossingName {
  return { imported, local, exported: null, isType: true };
}
