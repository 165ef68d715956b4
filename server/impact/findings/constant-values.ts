// What is known of a value from the source alone: texts that hold nothing from elsewhere, also through constants. Reads syntax; errs towards not known.
import { constantOf, identifier as nameOf, isFunction, listIn, nodeIn } from '../../edits/syntax-place.ts';
import { isNode, type Syntax, type SyntaxNode } from '../../edits/syntax.ts';

/** Constants made of constants are followed this far. */
const HOPS = 3;

/** The names or texts of a list that is written out. */
function knownItems(syntax: Syntax, list: SyntaxNode | null, hops: number): string[] | null {
  const written = list?.type === 'Identifier' && hops > 0 ? constantOf(syntax, list) : list;
  const items = written?.type === 'TSAsExpression' ? nodeIn(written, 'expression') : written;
  if (items?.type !== 'ArrayExpression') return null;
  const texts = (items['elements'] as readonly unknown[]).map((item) => (isNode(item) ? knownText(syntax, item, hops - 1) : null));
  return texts.every((text) => text !== null) ? texts : null;
}

/** `list.map(() => '?').join()`, `Array(n).fill('?').join()`: as often as the list is long, but always the same. `$${i + 1}` counts parameters. */
function repeatedText(syntax: Syntax, list: SyntaxNode | null, hops: number): string | null {
  const callee = list?.type === 'CallExpression' ? nodeIn(list, 'callee') : null;
  const [given] = list && callee ? listIn(list, 'arguments') : [];
  const method = nameOf(nodeIn(callee, 'property'));
  if (method === 'fill') return given ? knownText(syntax, given, hops) : null;
  const result = method === 'map' && given && isFunction(given) ? nodeIn(given, 'body') : null;
  if (result?.type !== 'TemplateLiteral') return result && knownText(syntax, result, hops);
  const before = listIn(result, 'quasis').slice(0, -1).map((quasi) => String((quasi['value'] as { cooked?: string | null }).cooked));
  return before.every((text) => text.endsWith('$')) ? '$1' : null;
}

/** A text of the source, also through constants and lists of such; null where anything in it may come from elsewhere. */
export function knownText(syntax: Syntax, value: SyntaxNode, hops = HOPS): string | null {
  switch (value.type) {
    case 'Literal': return typeof value['value'] === 'string' || typeof value['value'] === 'number' ? String(value['value']) : null;
    case 'TemplateLiteral': return listIn(value, 'expressions').length === 0 ? String((listIn(value, 'quasis')[0]?.['value'] as { cooked?: string | null } | undefined)?.cooked ?? '') : null;
    case 'Identifier': {
      const init = hops > 0 ? constantOf(syntax, value) : null;
      return init && knownText(syntax, init, hops - 1);
    }
    case 'CallExpression': {
      const callee = nodeIn(value, 'callee');
      if (nameOf(nodeIn(callee, 'property')) !== 'join') return null;
      const [by] = listIn(value, 'arguments');
      return knownItems(syntax, nodeIn(callee, 'object'), hops)?.join(by ? String(by['value']) : ',') ?? repeatedText(syntax, nodeIn(callee, 'object'), hops);
    }
    default: return null;
  }
}
