// The `@param` tags of a documentation comment. Owns finding the comment in front of a declaration and the lines of one tag.
import type { TextEdit } from './file-edit.ts';
import type { SignatureSite } from './signature-sites.ts';

const COMMENT = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:(?:const|let|var)\s+)?$/;

/** Removes the tag of a parameter, with the lines that belong to it; nothing where there is none. */
export function editParameterTags({ around, syntax }: Pick<SignatureSite, 'around' | 'syntax'>, name: string): TextEdit[] {
  const comment = COMMENT.exec(syntax.text.slice(0, around.start));
  if (!comment) return [];
  const tag = new RegExp(String.raw`^[ \t]*\*[ \t]*@param\s+(?:\{[^\n]*\}\s+)?\[?${name.replaceAll('$', '\\$')}\b[^\n]*\n(?:[ \t]*\*(?!/)(?![ \t]*@)[^\n]*\n)*`, 'm').exec(comment[0]);
  if (!tag) return [];
  const start = comment.index + tag.index;
  return [{ start, end: start + tag[0].length, text: '' }];
}
