// What the parts that write and read signature shims share: the two forms of a signature, and where lines are put. Owns the shapes; decides nothing.
import type { SignatureOperation } from '../../intents/change.ts';
import type { TextEdit } from '../file-edit.ts';
import type { SignatureSite } from '../signature-sites.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Said } from './overload-text.ts';

/** What is known about the form that shall go on working. */
export interface OldForm {
  readonly operation: SignatureOperation;
  readonly old: readonly Said[];
  /** Types of parameters that are not written, by name. */
  readonly known: ReadonlyMap<string, string>;
  /** What the compiler says that it returns; null where that is written, or cannot be said in the file. */
  readonly returns: string | null;
  /** True where the function goes on as a value. */
  readonly isPassedOn: boolean;
}

export type Written = { readonly edits: readonly TextEdit[] } | { readonly reason: string };

/** The signature after the change with both of its forms said. */
export interface Forms {
  readonly site: SignatureSite;
  readonly form: OldForm;
  readonly current: readonly Said[];
  readonly returns: string | null;
}

export const UNTYPED_RETURN = 'what it returns is not written, and cannot be said in an overload here; write its return type first';
const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The blanks before what stands on the line of an offset. */
const indentOf = (text: string, at: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';

/** Text that puts lines in front of something, in its indentation. */
export const linesBefore = (text: string, at: number, lines: readonly string[]): string => lines.map((line) => `${line}${eolOf(text)}${indentOf(text, at)}`).join('');

/** What callers give for an added parameter, as a call says it. */
export const givenFor = ({ argument }: Extract<SignatureOperation, { kind: 'ADD_PARAMETER' }>): string => argument ?? 'undefined';

/** The statement of the top level around a function. */
export const statementOf = ({ syntax, fn }: SignatureSite): SyntaxNode | undefined => (syntax.program['body'] as SyntaxNode[]).find(({ start, end }) => start <= fn.start && fn.end <= end);
