// How deeply the brackets of a text nest. The parser descends once for each and has a stack of fixed size; where that ends, the process does.

/** With a stack of 8 MB the parser ends the process from 2,900 nested functions on, 3,500 templates, 5,400 parentheses; with 4 MB from half of that. */
export const NESTING_LIMIT = 1000;

/** No text that is shorter can nest deeply enough to do harm. */
const SHORT_TEXT = 3 * NESTING_LIMIT;
const LITERALS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

const OPEN = 1;
const CLOSE = 2;
const OPEN_ANGLE = 3;
const CLOSE_ANGLE = 4;
const END = 5;
const SPACE = 32;
const PARTS = new Uint8Array(128);
for (const [signs, part] of [['([{', OPEN], [')]}', CLOSE], ['<', OPEN_ANGLE], ['>', CLOSE_ANGLE], [';', END]] as const) {
  for (const sign of signs) PARTS[sign.charCodeAt(0)] = part;
}

/** True for a text that the parser must not be given. What stands in strings and comments counts only while nothing is too deep with it. */
export function nestsTooDeeply(text: string): boolean {
  return text.length >= SHORT_TEXT && depthOf(text) > NESTING_LIMIT && depthOf(text.replace(LITERALS, '')) > NESTING_LIMIT;
}

/** `<` is a bracket of types, or a comparison that never ends: what stands alone is none, and each other bracket begins to count anew. */
function depthOf(text: string): number {
  let depth = 0;
  let angles = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const part = code < 128 ? PARTS[code] : 0;
    if (part === 0) continue;
    if (part === OPEN_ANGLE) angles += text.charCodeAt(i + 1) === SPACE ? 0 : 1;
    else if (part === CLOSE_ANGLE) angles = Math.max(0, angles - 1);
    else if (part === END) angles = 0;
    else {
      angles = 0;
      depth = part === OPEN ? depth + 1 : Math.max(0, depth - 1);
    }
    if (depth + angles > deepest) deepest = depth + angles;
  }
  return deepest;
}
