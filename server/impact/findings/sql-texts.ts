// Whether a text that code puts together is a statement of SQL or a piece of one, and not a sentence of a page. Owns the shapes; reads syntax and errs towards no.
import { identifier as nameOf, listIn, nodeIn, type Place } from '../../edits/syntax-place.ts';
import { isNode, type Syntax, type SyntaxNode } from '../../edits/syntax.ts';
import { knownText } from './constant-values.ts';

/** Stands in the text for a value. */
const HOLE = '\uFFFC';
/** All capitals or all small letters: a word with one capital begins a sentence. */
const STATEMENT = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|select|insert|update|delete)\s/;
const FRAGMENT = /^\s*(?:AND|OR|WHERE|ORDER\s+BY|LIMIT|VALUES|and|or|where|order\s+by|limit|values)(?:\s|\(|\uFFFC|$)/;
const HOLDS_SQL = /^(?:sql|query|where|stmt)|(?:sql|query|where|clause|stmt|statement)$/i;
const NAME = '(?:[\\w$\uFFFC]+|"[^"]*"|`[^`]*`|\\[[^\\]]*\\])(?:\\s*\\.\\s*(?:[\\w$\uFFFC]+|"[^"]*"|`[^`]*`|\\[[^\\]]*\\]))*';
const INSERT = new RegExp(`^insert\\s+(?:or\\s+\\w+\\s+|ignore\\s+)?into\\s+${NAME}\\s*(?:\\(|(?:values|select|default)\\b|;|$)`, 'i');
const UPDATE = new RegExp(`^update\\s+${NAME}\\s+(?:as\\s+\\w+\\s+)?set\\s+(?:${NAME}\\s*=|\uFFFC\\s*(?:where\\b|;|$))`, 'i');
const DELETE = new RegExp(`^delete\\s+from\\s+${NAME}\\s*(?:(?:where|using|returning)\\b|;|$)`, 'i');
/** In capitals also with a value where the rest of the statement would be. */
const OPEN = new RegExp(`^(?:DELETE\\s+FROM|INSERT\\s+INTO)\\s+${NAME}\\s*\uFFFC`);
const SOURCE = /^\s*[\w"`[(\uFFFC]/;
const OPERAND = /^[\w$.*"`[\]()':+\-/%|@?\uFFFC]+$/;

/** Where parentheses are closed, what was in them says no more about the shape. */
function withoutInner(text: string): string {
  let [outer, depth] = ['', 0];
  for (const letter of text) {
    if (letter === ')') depth -= 1;
    if (depth <= 0) outer += letter;
    if (letter === '(') depth += 1;
    if (depth < 0) depth = 0;
  }
  return outer;
}

/** A name, a function, a sum of them, with another name behind AS; without AS only behind what no sentence has. */
function isColumn(column: string): boolean {
  const [first = '', ...others] = column.trim().replace(/^top \d+ /i, '').replace(/ ?(\|\||[+/%]) ?| ([-*]) /g, '$1$2').replaceAll(' ()', '()').replace(/ over\(\)/i, '').split(' ');
  if (/^(?:distinct|all)$/i.test(first)) return others.length > 0 && isColumn(others.join(' '));
  if (/^case$/i.test(first)) return true;
  const [second = '', third = ''] = others;
  if (!OPERAND.test(first) || others.some((one) => !OPERAND.test(one))) return false;
  return others.length === 0 || (others.length === 1 && /[.(]/.test(first)) || (others.length === 2 && /^as$/i.test(second) && third !== '');
}

function isSelect(text: string): boolean {
  const outer = withoutInner(text.replace(/"[^"]*"|'[^']*'/g, 'quoted'));
  const from = /\sfrom(?=\s)/i.exec(outer);
  if (!from) return false;
  return SOURCE.test(outer.slice(from.index + from[0].length)) && outer.slice('select'.length, from.index).split(',').every(isColumn);
}

function isStatement(text: string): boolean {
  if (!STATEMENT.test(text)) return false;
  const trimmed = text.trim().replace(/\s+/g, ' ');
  return OPEN.test(trimmed) || INSERT.test(trimmed) || UPDATE.test(trimmed) || DELETE.test(trimmed) || (/^select\s/i.test(trimmed) && isSelect(trimmed));
}

const isSum = (node: SyntaxNode | null | undefined): boolean => node?.type === 'BinaryExpression' && node['operator'] === '+';

/** The text of a template, with holes for what does not stand in the source. */
function templateText(syntax: Syntax, template: SyntaxNode): string {
  const values = listIn(template, 'expressions').map((value) => knownText(syntax, value) ?? HOLE);
  return listIn(template, 'quasis').map((quasi, i) => ((quasi['value'] as { cooked?: string | null }).cooked ?? '') + (values[i] ?? '')).join('');
}

/** The text of a template or a sum, with holes for values; without recursion, as sums are as deep as they are long. */
function textOf(syntax: Syntax, root: SyntaxNode): string {
  let text = '';
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isSum(node)) waiting.push(...[nodeIn(node, 'right'), nodeIn(node, 'left')].filter(isNode));
    else text += node.type === 'TemplateLiteral' ? templateText(syntax, node) : node.type === 'Literal' ? String(node['value']) : (knownText(syntax, node) ?? HOLE);
  }
  return text;
}

/** `$${n}` counts parameters, whose values stand elsewhere. */
const holdsValue = (text: string): boolean => text.replaceAll(`$${HOLE}`, '').includes(HOLE);

/** The whole sum that begins with a text; what is added to a variable that by its name holds SQL may also be the end of a statement. */
export function isBuiltSql({ syntax, node, ancestors }: Place): boolean {
  if (node.type === 'AssignmentExpression') {
    const [target, added] = [nodeIn(node, 'left'), nodeIn(node, 'right')];
    const text = added ? textOf(syntax, added) : '';
    return HOLDS_SQL.test(nameOf(target?.type === 'MemberExpression' ? target['property'] : target)) && FRAGMENT.test(text) && holdsValue(text);
  }
  let whole = node.type === 'TemplateElement' ? (ancestors.at(-1) ?? node) : node;
  for (const around of [...ancestors].reverse()) if (isSum(around) && nodeIn(around, 'left') === whole) whole = around;
  const text = textOf(syntax, whole);
  return isStatement(text) && holdsValue(text);
}
