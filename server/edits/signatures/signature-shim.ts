// The old signature of a function, kept working: an overload without a body, and where it must be, a function in front that tells the two calls apart. Owns the text of such a shim.
import type { TextEdit } from '../file-edit.ts';
import { insertion } from '../parameter-edits.ts';
import { openParenOf, type SignatureSite } from '../signature-sites.ts';
import type { SyntaxNode } from '../syntax.ts';
import { dispatcherOf } from './dispatcher.ts';
import { typeParametersAround } from './module-names.ts';
import { givenFor, linesBefore, statementOf, UNTYPED_RETURN, type Forms, type OldForm, type Written } from './forms.ts';
import { headOf, listOf, returnsOf, sayParameters } from './overload-text.ts';
import { admitsUndefined } from './tell-apart.ts';

/** True where the new function takes an old call as it is, or with a default. */
function isSameAtEnd({ form: { operation, old }, current, site }: Forms): boolean {
  if (operation.kind === 'REMOVE_PARAMETER') return old.at(-1)?.name === operation.name;
  const last = current.at(-1);
  return operation.kind === 'ADD_PARAMETER' && last?.name === operation.name && operation.argument !== null && !admitsUndefined({ syntax: site.syntax, opaque: typeParametersAround(site) }, last.type);
}

/** The default that stands for what an old call does not give. */
function defaultOf({ form: { operation }, site }: Forms): TextEdit[] {
  const last = site.parameters.at(-1);
  return operation.kind === 'ADD_PARAMETER' && last && last.defaultValue === null ? [insertion(last.end, ` = ${givenFor(operation)}`)] : [];
}

function functionShim(forms: Forms): Written {
  const { site, form, current, returns } = forms;
  const statement = statementOf(site);
  if (!statement) return { reason: 'it is not declared at the top level of its file' };
  const { text } = site.syntax;
  if (!isSameAtEnd(forms) || returns === null) return dispatcherOf(forms, statement);
  const head = `${text.slice(statement.start, site.fn.start)}function${site.name ? ` ${String(site.name['name'])}` : ' '}`;
  const lines = [current, form.old].map((said) => `${head}${headOf(site, listOf(said))}: ${returns};`);
  return { edits: [insertion(statement.start, linesBefore(text, statement.start, lines)), ...defaultOf(forms)] };
}

const MODIFIER = /\b(?:public|protected|static|override)\b/g;

function methodShim(forms: Forms): Written {
  const { site, form, current, returns } = forms;
  const { around, syntax: { text } } = site;
  const key = around['key'] as SyntaxNode;
  if (((around['decorators'] ?? []) as unknown[]).length > 0) return { reason: 'it has a decorator, which stands for all of its forms' };
  if (around['accessibility'] === 'private' || key.type === 'PrivateIdentifier') return { reason: 'nobody outside can have called it' };
  if (!isSameAtEnd(forms)) return { reason: 'a method would have to tell the two calls apart itself' };
  if (returns === null && site.kind !== 'constructor') return { reason: UNTYPED_RETURN };
  const open = openParenOf(site) ?? key.end;
  const name = text.slice(key.start, around['computed'] === true ? text.lastIndexOf(']', open) + 1 : key.end);
  const bracket = around['computed'] === true ? text.slice(text.lastIndexOf('[', key.start), key.start) : '';
  const modifiers = (text.slice(around.start, key.start).match(MODIFIER) ?? []).map((word) => `${word} `).join('');
  const lines = [current, form.old].map((said) => `${modifiers}${bracket}${name}${headOf(site, listOf(said))}${returns === null ? '' : `: ${returns}`};`);
  return { edits: [insertion(around.start, linesBefore(text, around.start, lines)), ...defaultOf(forms)] };
}

function constantShim(forms: Forms): Written {
  const { site, form, current, returns } = forms;
  const id = site.around['id'] as SyntaxNode;
  if (site.around['init'] !== site.fn) return { reason: 'its value is given another type where it is declared' };
  if (!isSameAtEnd(forms)) return { reason: 'a constant would need a function in front of it that tells the two calls apart' };
  if (returns === null) return { reason: UNTYPED_RETURN };
  const { text } = site.syntax;
  // A documentation comment only counts on a line of its own.
  const signatures = [current, form.old].map((said) => `  ${headOf(site, listOf(said))}: ${returns};`);
  return { edits: [insertion(id.end, `: ${linesBefore(text, id.start, ['{', ...signatures])}}`), ...defaultOf(forms)] };
}

/** The edits that keep the old form of a signature beside the new one, or why it cannot be kept. `site`: the function as the change leaves it. */
export function writeSignatureShim(site: SignatureSite, form: OldForm): Written {
  const said = sayParameters(site, site.parameters.map(({ name }) => form.known.get(name ?? '') ?? null));
  if ('untyped' in said) return { reason: `the type of '${said.untyped}' is not written, and cannot be said in an overload here; write it first` };
  const current = form.operation.kind === 'TO_OPTIONS_OBJECT' ? said.map((each) => ({ ...each, name: 'options' })) : said;
  const forms: Forms = { site, form, current, returns: returnsOf(site) ?? form.returns };
  if (site.fn.type === 'FunctionDeclaration') return functionShim(forms);
  if (site.around.type === 'VariableDeclarator') return constantShim(forms);
  return site.around.type === 'MethodDefinition' ? methodShim(forms) : { reason: 'it is a value in an object or a field, which has one signature' };
}
