// exec of a command that is put together becomes execFile with a list of arguments, which no shell reads. Owns that edit and its import.
import type { TextEdit } from '../file-edit.ts';
import { identifier, isDeclared, isFunction, listIn, nodeIn, occurrencesOf, placeAt, sourceOf, type Place } from '../syntax-place.ts';
import type { SyntaxNode } from '../syntax.ts';
import { partsOf, wordsOf, type CommandPart } from './command-words.ts';
import { fixed, refused, replace, type Fix } from './fix.ts';

const SAFE_NAME: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };
const isModule = (node: SyntaxNode | null | undefined): boolean => /^(?:node:)?child_process$/.test(String(node?.['value'] ?? ''));

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** The type that the file itself gives to a name. */
function typeOf({ syntax }: Place, node: SyntaxNode): string {
  const [declared, ...others] = node.type === 'Identifier' ? occurrencesOf(syntax, node).filter(({ role }) => role === 'declaration') : [];
  if (!declared || others.length > 0) return '';
  const declaration = declared.ancestors.at(-1);
  return declaration?.type === 'FunctionDeclaration' && nodeIn(declaration, 'id') === declared.node ? 'TSFunctionType' : (nodeIn(nodeIn(declared.node, 'typeAnnotation'), 'typeAnnotation')?.type ?? '');
}

/** Names of what holds several words, or none: flags, a list of files. */
const SEVERAL = /(?:arg|argument|flag|opt|option|param|cmd|command|script|extra|rest|list|line)s?$|[^aiosu]s$/i;

/** A value that is one word by what it is called; one that a condition or a call gives may be none, or several. */
function isOneWord(place: Place, value: SyntaxNode): boolean {
  if (typeOf(place, value) === 'TSNumberKeyword') return true;
  const callee = nodeIn(value, 'callee');
  if (callee) return /^(?:String|Number|encodeURIComponent)$/.test(identifier(callee)) || /^(?:path|posix)$/.test(identifier(callee['object']));
  const name = value.type === 'MemberExpression' && value['computed'] !== true ? identifier(value['property']) : identifier(value);
  return name !== '' && !SEVERAL.test(name);
}

function sourceOfWord(place: Place, word: readonly CommandPart[]): string {
  const [only] = word;
  if (only === undefined || (word.length === 1 && typeof only === 'string')) return quote(typeof only === 'string' ? only : '');
  const named = word.filter((part) => part !== '');
  const [value] = named;
  if (named.length === 1 && value && typeof value !== 'string') return typeOf(place, value) === 'TSStringKeyword' ? sourceOf(place, value) : `String(${sourceOf(place, value)})`;
  return `\`${word.map((part) => (typeof part === 'string' ? part.replace(/[\\`$]/g, '\\$&') : `\${${sourceOf(place, part)}}`)).join('')}\``;
}

/** The edits that bring the safe function into the file; null where the called one is not surely that of child_process. */
function importEdits(place: Place, callee: SyntaxNode, safe: string): readonly TextEdit[] | null {
  const { syntax } = place;
  const object = callee.type === 'MemberExpression' ? nodeIn(callee, 'object') : callee;
  const uses = object?.type === 'Identifier' ? occurrencesOf(syntax, object) : [];
  const declared = uses.filter(({ role }) => role === 'declaration');
  const clause = declared[0]?.ancestors.findLast(({ type }) => type === 'ImportDeclaration');
  if (declared.length !== 1 || !clause || !isModule(nodeIn(clause, 'source'))) return null;
  const specifier = declared[0]?.ancestors.at(-1);
  if (callee.type === 'MemberExpression') return specifier?.type === 'ImportNamespaceSpecifier' || specifier?.type === 'ImportDefaultSpecifier' ? [] : null;
  if (specifier?.type !== 'ImportSpecifier' || identifier(specifier['imported']) !== identifier(object)) return null;
  const isThere = listIn(clause, 'specifiers').some((one) => one.type === 'ImportSpecifier' && identifier(one['imported']) === safe && identifier(one['local']) === safe);
  if (!isThere && isDeclared(syntax, safe)) return null;
  if (isThere) return [];
  const isElsewhere = uses.some(({ role, node }) => role === 'reference' && node.start !== callee.start);
  return [isElsewhere ? { start: specifier.end, end: specifier.end, text: `, ${safe}` } : replace(specifier, safe)];
}

/** Named options, none of which asks for a shell. */
function arePlainOptions(node: SyntaxNode): boolean {
  const keys = node.type === 'ObjectExpression' ? listIn(node, 'properties').map((property) => (property.type === 'Property' && property['computed'] !== true ? identifier(property['key']) : '')) : [''];
  return keys.every((key) => key !== '' && key !== 'shell');
}

/** Callback and plain options mean the same to both; a shell of its own in the options does not. */
function keepsMeaning(place: Place, rest: readonly SyntaxNode[]): boolean {
  return rest.length <= 2 && rest.every((node) => isFunction(node) || typeOf(place, node) === 'TSFunctionType' || arePlainOptions(node));
}

/** A value becomes one argument, whatever is in it: that is what makes it safe. */
export const fixBuiltCommand: Fix = (syntax, offset) => {
  const place = placeAt(syntax, offset, 'CallExpression');
  const callee = nodeIn(place?.node, 'callee');
  const safe = SAFE_NAME[identifier(callee?.type === 'MemberExpression' ? callee['property'] : callee)];
  const [command, ...rest] = place ? listIn(place.node, 'arguments') : [];
  if (!place || !callee || !safe || !command) return refused('it is no call of exec or execSync');
  if (!keepsMeaning(place, rest)) return refused('its options may ask for a shell');
  const split = wordsOf(partsOf(command) ?? []);
  const [program, ...words] = split?.words ?? [];
  if (!program) return refused('a shell does more with this command than to split it into words');
  if (!program.every((part) => typeof part === 'string')) return refused('the program itself comes from a value');
  const several = split?.bare.find((value) => !isOneWord(place, value));
  if (several) return refused(`'${sourceOf(place, several)}' may hold no word or several, which a shell tells apart`);
  const imported = importEdits(place, callee, safe);
  if (!imported) return refused(`${safe} cannot be imported here without a look at how child_process comes into the file`);
  const list = `[${words.map((word) => sourceOfWord(place, word)).join(', ')}]`;
  const name = callee.type === 'MemberExpression' ? (nodeIn(callee, 'property') ?? callee) : callee;
  return fixed(...imported, replace(name, safe), replace(command, `${sourceOfWord(place, program)}, ${list}`));
};
