/** The few parts of Node that scripts/ uses. */
declare const __dirname: string;

declare module 'node:fs' {
  export function readFileSync(path: string, encoding: 'utf8'): string;
}

declare module 'node:path' {
  export function join(...parts: string[]): string;
}
