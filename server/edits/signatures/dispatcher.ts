// The function in front of a changed one: it takes a call in either form and calls the changed one in its new form. Owns its text.
import { openParenOf, type SignatureSite } from '../signature-sites.ts';
import { isNode, type SyntaxNode } from '../syntax.ts';
import { parseType, typeParametersAround } from './module-names.ts';
import { headOf, listOf, thisOf, typeParametersOf, type Said } from './overload-text.ts';
import { givenFor, linesBefore, UNTYPED_RETURN, type Forms, type Written } from './forms.ts';
import { tellApart } from './tell-apart.ts';

/** A word that the file does not say yet. */
function freeName(text: string, wished: string): string {
  return new RegExp(String.raw`(?<![\w$])${wished.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(text) ? freeName(text, `${wished}_`) : wished;
}

const argument = ({ name, isRest }: Said): string => (isRest ? `...${name}` : name);

/** What is taken from an old call, and what the changed function gets for it. */
function translate({ form: { operation, old }, current }: Forms): { taken: string; passed: string } {
  const gone = operation.kind === 'REMOVE_PARAMETER' ? operation.name : null;
  const taken = old.map((each) => (each.name === gone ? '' : argument(each))).join(', ').replace(/(?:, )+$/, '');
  if (operation.kind === 'TO_OPTIONS_OBJECT') return { taken, passed: `{ ${old.map(({ name, isOpen }) => (isOpen ? `...(${name} !== undefined && { ${name} })` : name)).join(', ')} }` };
  const passed = current.map((each) => (operation.kind === 'ADD_PARAMETER' && each.name === operation.name ? givenFor(operation) : argument(each)));
  return { taken, passed: passed.join(', ') };
}

function returnedBy({ site, returns, form }: Forms, now: string): string | null {
  if (returns === null) {
    const name = site.name ? String(site.name['name']) : '';
    const isCircular = name !== '' && isNode(site.fn['body']) && new RegExp(String.raw`(?<![\w$])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(site.syntax.text.slice(site.fn['body'].start, site.fn['body'].end));
    return typeParametersOf(site) !== '' || isCircular || form.old.length === 0 ? null : `ReturnType<typeof ${now}>`;
  }
  // A predicate stands behind an arrow only, and names a parameter that is not there.
  const type = (parseType(`() => ${returns}`)?.node['returnType'] as SyntaxNode | undefined)?.['typeAnnotation'];
  return isNode(type) && type.type === 'TSTypePredicate' ? (type['asserts'] === true ? 'void' : 'boolean') : returns;
}

/** Where the name of the changed function stands, or would stand. */
function nameSpan(site: SignatureSite): { start: number; end: number } {
  if (site.name) return site.syntax.nameSpan(site.name);
  const typeParameters = site.fn['typeParameters'];
  const before = isNode(typeParameters) ? typeParameters.start : (openParenOf(site) ?? site.fn.start);
  const at = site.syntax.text.slice(0, before).trimEnd().length;
  return { start: at, end: at };
}

/** The overloads and the function in front, with the changed function under another name behind them. */
export function dispatcherOf(forms: Forms, statement: SyntaxNode): Written {
  const { site, form, current } = forms;
  const { text } = site.syntax;
  const own = site.name ? String(site.name['name']) : '';
  const now = freeName(text, own === '' ? 'itself' : `${own}Now`);
  const given = freeName(text, 'given');
  const returned = returnedBy(forms, now);
  if (returned === null) return { reason: UNTYPED_RETURN };
  if (thisOf(site) !== null && typeParametersOf(site) !== '') return { reason: "it has type parameters and takes 'this', which cannot be passed on with its types" };
  const told = tellApart({ scope: { syntax: site.syntax, opaque: typeParametersAround(site) }, old: form.old, current, operation: form.operation, given, isPassedOn: form.isPassedOn });
  if ('reason' in told) return { reason: `its two calls cannot surely be told apart: ${told.reason}` };
  const { taken, passed } = translate(forms);
  const call = (args: string): string => (thisOf(site) === null ? `${now}(${args})` : `${now}.call(this${args === '' ? '' : `, ${args}`})`);
  const head = `${text.slice(statement.start, site.fn.start)}function ${own}`;
  const lines = [
    ...[current, form.old].map((said) => `${head}${headOf(site, listOf(said))}: ${forms.returns ?? returned};`),
    `${head}${headOf(site, `...${given}: unknown[]`)}: ${returned} {`,
    `  if (${told.test}) {`,
    ...(taken === '' ? [] : [`    const [${taken}] = ${given} as [${listOf(form.old)}];`]),
    `    return ${call(passed)};`,
    '  }',
    `  return ${call(`...(${given} as [${listOf(current)}])`)};`,
    '}',
    '',
  ];
  const name = nameSpan(site);
  const changed = `${text.slice(site.fn.start, name.start)}${site.name ? '' : ' '}${now}`;
  return { edits: [{ start: statement.start, end: name.end, text: linesBefore(text, statement.start, lines) + changed }] };
}
