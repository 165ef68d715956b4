// Whether a `/` divides or begins a regular expression, told from what stands in front of it.

const BACKSLASH = 92;
const NEWLINE = 10;
const WIDE_SPACE = /\s/;

/** Behind these an expression begins, and no other one has ended. */
export const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(['return', 'typeof', 'instanceof', 'in', 'new', 'delete', 'void', 'throw', 'case', 'do', 'else', 'await', 'default', 'extends']);
/** The same, where they are not names. */
export const BEFORE_NAME_OR_EXPRESSION: ReadonlySet<string> = new Set(['of', 'yield']);

/** `last`: the offset of the last sign in front of the `/`, -1 for none. `closedCondition`: of the last bracket that closed. Null where only a parser knows. */
export function divides(text: string, last: number, closedCondition: boolean): boolean | null {
  const sign = text[last];
  const before = text[last - 1] ?? '';
  if (sign === undefined || (sign === '>' && before === '=')) return false;
  if (sign === ')') return !closedCondition;
  if (sign === ']') return true;
  if ('}<>."\'`'.includes(sign) || ((sign === '+' || sign === '-') && before === sign)) return null;
  // `a! / b` beside `!/re/.test(a)`.
  if (sign === '!' && before === ')') return null;
  if (sign === '!') return isNamePart(before.charCodeAt(0)) || before === ']' ? isOperand(text, last) : false;
  return isNamePart(sign.charCodeAt(0)) ? isOperand(text, last + 1) : false;
}

/** Whether what ends here is a name or a number, and no keyword. */
function isOperand(text: string, end: number): boolean | null {
  const word = wordUpTo(text, end);
  return BEFORE_NAME_OR_EXPRESSION.has(word) ? null : !BEFORE_EXPRESSION.has(word);
}

/** The name or keyword that ends here; '' where that is none, a property behind a dot, or longer than every keyword. */
export function wordUpTo(text: string, end: number): string {
  let start = end;
  while (start > 0 && isNamePart(text.charCodeAt(start - 1))) start -= 1;
  return end - start > 10 || text[start - 1] === '.' ? '' : text.slice(start, end);
}

/** Behind its last slash; -1 when the line ends first. */
export function endOfRegularExpression(text: string, at: number): number {
  let isClass = false;
  for (let i = at + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === NEWLINE) return -1;
    if (code === BACKSLASH) i += 1;
    else if (code === 91) isClass = true;
    else if (code === 93) isClass = false;
    else if (code === 47 && !isClass) return i + 1;
  }
  return -1;
}

/** A byte order mark too. */
export const isWideSpace = (code: number): boolean => code >= 128 && WIDE_SPACE.test(String.fromCharCode(code));

export function isNamePart(code: number): boolean {
  if (code >= 128) return !isWideSpace(code);
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;
}
