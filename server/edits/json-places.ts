// Where the strings of a JSON text stand. Owns the scan, comments and trailing commas included; knows no meaning of any key.

/** A string that is a value. `path` holds the keys and indexes that lead to it; the span has the quotes. */
export interface JsonPlace {
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"/]+/g;

interface Frame {
  /** The key that comes next in an object, the index in a list. */
  at: string | number;
  readonly isList: boolean;
  expectsKey: boolean;
}

function decode(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1, -1);
  }
}

/** Every string value in the order of the text. A text that is no JSON gives what can be read of it. */
export function jsonPlaces(text: string): JsonPlace[] {
  const places: JsonPlace[] = [];
  const frames: Frame[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    const frame = frames.at(-1);
    if (token === '{' || token === '[') frames.push({ at: token === '[' ? 0 : '', isList: token === '[', expectsKey: token === '{' });
    else if (token === '}' || token === ']') frames.pop();
    else if (token === ',' && frame?.isList) frame.at = Number(frame.at) + 1;
    else if (token === ',' && frame) frame.expectsKey = true;
    else if (token.startsWith('"') && frame?.expectsKey) {
      frame.at = decode(token);
      frame.expectsKey = false;
    } else if (token.startsWith('"')) places.push({ path: frames.map(({ at }) => at), value: decode(token), start: match.index, end: match.index + token.length });
  }
  return places;
}

/** A text as it stands between the quotes of a JSON string. */
export const jsonText = (value: string): string => JSON.stringify(value).slice(1, -1);
