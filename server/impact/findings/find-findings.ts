// What the analysers find in texts, as findings of one shape. Owns the order of analysers and the limits of size; knows nothing of before and after.
import { childrenOf, parseSyntax, positionAt, type Syntax, type SyntaxNode } from '../../edits/syntax.ts';
import type { Place } from '../../edits/syntax-place.ts';
import { IS_DECLARATION } from '../../graph/run-file.ts';
import { findSlowRegexps } from './find-regexps.ts';
import { findSecrets } from './find-secrets.ts';
import type { Finding } from './finding.ts';
import { withoutDirectives } from './lint-directives.ts';
import { oxlintProgram, ruleOfDiagnostic } from './oxlint-config.ts';
import { ruleOf } from './rules.ts';
import { runOxlint, type Diagnostic } from './run-oxlint.ts';

export interface NamedText {
  readonly path: string;
  readonly text: string;
}

const SOURCE = /\.[cm]?[jt]sx?$/;
/** What nobody writes by hand is not analysed. */
const TEXT_LIMIT = 1024 * 1024;
const SYMBOL_LIMIT = 120;

export const isAnalysed = ({ path, text }: NamedText): boolean => SOURCE.test(path) && !IS_DECLARATION.test(path) && text.length <= TEXT_LIMIT;

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Only between words does space mean something. */
const normalise = (text: string): string => collapse(text).replace(/ ?([^\w$]) ?/g, '$1');

/** The innermost node around a span; of a function that is called, the call. */
function placeOf(syntax: Syntax, start: number, end: number): Place {
  const ancestors: SyntaxNode[] = [];
  let node = syntax.program;
  for (;;) {
    const inner = [...childrenOf(node)].find((child) => child.start <= start && end <= child.end);
    if (!inner) {
      const call = ancestors.at(-1);
      return call && call['callee'] === node ? { syntax, node: call, ancestors: ancestors.slice(0, -1) } : { syntax, node, ancestors };
    }
    ancestors.push(node);
    node = inner;
  }
}

interface Found {
  readonly code: string;
  readonly analyser: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

function findingOf({ path, text }: NamedText, { source, symbol = collapse(source), ...found }: Found & { readonly source: string; readonly symbol?: string }): Finding {
  return { ...found, ...positionAt(text, found.start), file: path, normalText: normalise(source), symbol: symbol.length > SYMBOL_LIMIT ? `${symbol.slice(0, SYMBOL_LIMIT)}…` : symbol };
}

/** Offsets of UTF-8 as those of the text; the same where all of it is ASCII. */
function offsetsOf(text: string): (bytes: number) => number {
  const bytes = Buffer.from(text);
  return bytes.length === text.length ? (offset) => offset : (offset) => bytes.toString('utf8', 0, offset).length;
}

function ofOxlint(named: NamedText, syntax: Syntax, diagnostics: readonly Diagnostic[]): Finding[] {
  const offset = offsetsOf(named.text);
  const { name } = oxlintProgram();
  return diagnostics.flatMap(({ code, message, spans }) => {
    const rule = ruleOfDiagnostic(code, message);
    const places = spans.map((span) => ({ start: offset(span.offset), end: offset(span.offset + span.length) }));
    // Of several labels, the one at the spread is the place.
    const span = places.find(({ start }) => named.text.startsWith('...', start)) ?? places[0];
    if (!rule || !span) return [];
    const place = placeOf(syntax, span.start, span.end);
    if (rule.counts && !rule.counts(place)) return [];
    // A form of our own says what it is by the words of its rule.
    const said = message === rule.code ? rule.does : message;
    return [findingOf(named, { code: rule.code, ...span, analyser: name, message: `${code}: ${said}`, source: named.text.slice(place.node.start, place.node.end) })];
  });
}

async function ofOthers(named: NamedText, syntax: Syntax, signal: AbortSignal): Promise<Finding[]> {
  const secrets = await findSecrets(named.path, withoutDirectives(named.text));
  const regexps = await findSlowRegexps(syntax, signal);
  return [
    // The secret itself goes nowhere.
    ...secrets.map(({ start, end, analyser, rule, message }) => findingOf(named, { code: 'SECRET', start, end, analyser, message: `${rule}: ${message}`, source: named.text.slice(start, end), symbol: '***' })),
    ...regexps.map(({ start, end, isExponential, message }) => findingOf(named, { code: isExponential ? 'EXPONENTIAL_REGEXP' : 'POLYNOMIAL_REGEXP', start, end, analyser: 'scslre', message, source: named.text.slice(start, end) })),
  ];
}

/** By place, whatever comments of the texts turn off. A place that two rules of one code find is one finding. Texts that are no source, that do not parse or are too large have none. */
export async function findFindings(texts: readonly NamedText[], signal: AbortSignal): Promise<Finding[]> {
  const sources = texts.filter(isAnalysed).map((named) => ({ named, syntax: parseSyntax(named.path, named.text) })).filter(({ syntax }) => syntax.errors.length === 0);
  if (sources.length === 0) return [];
  const diagnostics = await runOxlint(sources.map(({ named: { path, text } }) => ({ path, text: withoutDirectives(text) })), signal);
  const found = await Promise.all(sources.map(async ({ named, syntax }, i) => [...ofOxlint(named, syntax, diagnostics.filter(({ index }) => index === i)), ...(await ofOthers(named, syntax, signal))]));
  const unique = new Map(found.flat().filter(({ code }) => ruleOf(code)).map((finding) => [`${finding.code}\n${finding.file}\n${finding.start}`, finding]));
  return [...unique.values()].sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1));
}
