// JSON as tsconfig files have it: comments, trailing commas, a BOM.

const STRING_OR_COMMENT = /"(?:\\.|[^"\\])*"|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_TRAILING_COMMA = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;

/** Throws a SyntaxError where the text is no JSON even so. */
export function parseJsonc(text: string): unknown {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(STRING_OR_COMMENT, (part) => (part.startsWith('"') ? part : ' '))
    .replace(STRING_OR_TRAILING_COMMA, (part) => (part.startsWith('"') ? part : ''));
  return plain.trim() === '' ? {} : JSON.parse(plain);
}
