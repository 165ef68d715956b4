// What a function is called in a trace: `total`, `Cart.total`, `api.load`, `load.<anonymous>`. Owns the rules; changes nothing.
import type { SyntaxNode } from '../../edits/syntax.ts';
import { asNode, isClass, isFunction, unwrap } from './instrument-work.ts';

const ANONYMOUS = '<anonymous>';

interface Place {
  readonly node: SyntaxNode;
  /** The nodes around it, the nearest last. */
  readonly ancestors: readonly SyntaxNode[];
  readonly text: string;
  /** Name of the function around it; empty at the top. */
  readonly within: string;
}

/** The name of a function by where it stands; a named function is not told with those around it, an anonymous one is. */
export function nameFunction(place: Place): string {
  const own = ownName(place.node) ?? nameByPlace(place);
  // What a module is as a whole, in both ways to say it.
  if (own !== null) return own || 'default';
  const around = nearestName(place) || place.within;
  // However deep it is inside others without a name.
  if (around === '' || around.endsWith(ANONYMOUS)) return around || ANONYMOUS;
  return `${around}.${ANONYMOUS}`;
}

function ownName(node: SyntaxNode): string | null {
  const id = asNode(node['id']);
  return id === null ? null : String(id['name']);
}

/** The name that the parent gives to its value; null where it gives none. */
function nameByPlace(place: Place): string | null {
  const { ancestors, node } = place;
  let level = ancestors.length - 1;
  while (level >= 0 && unwrap(ancestors[level]!) !== ancestors[level]) level -= 1;
  const parent = ancestors[level];
  if (!parent) return null;
  const at = { ...place, node: parent, ancestors: ancestors.slice(0, level) };
  const isValue = (field: string): boolean => asNode(parent[field]) !== null && unwrap(asNode(parent[field])!) === node;
  switch (parent.type) {
    case 'VariableDeclarator': return isValue('init') ? patternName(parent['id']) : null;
    case 'AssignmentPattern': return isValue('right') ? patternName(parent['left']) : null;
    case 'AssignmentExpression': return isValue('right') ? targetName(asNode(parent['left'])!, at) : null;
    case 'ExportDefaultDeclaration': return 'default';
    case 'Property': return isValue('value') ? join(objectName(at), keyName(parent, place.text)) : null;
    case 'MethodDefinition': case 'PropertyDefinition': case 'AccessorProperty': return isValue('value') ? join(className(at), keyName(parent, place.text)) : null;
    default: return null;
  }
}

const join = (owner: string, name: string): string => (owner === '' ? name : `${owner}.${name}`);

function patternName(pattern: unknown): string | null {
  const node = asNode(pattern);
  return node?.type === 'Identifier' ? String(node['name']) : null;
}

function keyName(member: SyntaxNode, text: string): string {
  const key = asNode(member['key'])!;
  if (member['computed'] === true) return `[${text.slice(key.start, key.end)}]`;
  return key.type === 'PrivateIdentifier' ? `#${String(key['name'])}` : String(key['name'] ?? key['value']);
}

/** The object literal that holds a property, by the name it is given. */
function objectName({ ancestors, ...place }: Place): string {
  const literal = ancestors.at(-1);
  return literal ? (nameByPlace({ ...place, node: literal, ancestors: ancestors.slice(0, -1) }) ?? '').replace(/^default$/, '') : '';
}

function className({ ancestors, ...place }: Place): string {
  const level = ancestors.findLastIndex(isClass);
  const node = ancestors[level];
  return node ? (ownName(node) ?? nameByPlace({ ...place, node, ancestors: ancestors.slice(0, level) }) ?? ANONYMOUS) : ANONYMOUS;
}

/** What is assigned to: `exports.total` is `total`, `Cart.prototype.total` is `Cart.total`, `this.total` belongs to its class or function. */
function targetName(target: SyntaxNode, place: Place): string | null {
  const text = place.text.slice(target.start, target.end);
  if (!/^(?:this|[\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\.#?[\p{ID_Start}$_][\p{ID_Continue}$]*)*$/u.test(text)) return null;
  if (text === 'module.exports' || text === 'exports') return '';
  if (text.startsWith('this.')) {
    const isInClass = place.ancestors.findLastIndex(isClass) > place.ancestors.findLastIndex((node) => node.type === 'FunctionDeclaration');
    return join(isInClass ? className(place) : place.within, text.slice('this.'.length));
  }
  return text.replace(/^(module\.)?exports\./, '').replace('.prototype.', '.');
}

/** The variable or property whose value contains an anonymous function, such as `handler` of `const handler = wrap(() => ...)`. */
function nearestName({ ancestors, ...place }: Place): string {
  for (let level = ancestors.length - 1; level >= 0; level -= 1) {
    const node = ancestors[level]!;
    if (isFunction(node)) return '';
    if (level + 1 < ancestors.length && /^(VariableDeclarator|Property|PropertyDefinition|AssignmentExpression)$/.test(node.type)) {
      const name = nameByPlace({ ...place, node: unwrap(ancestors[level + 1]!), ancestors: ancestors.slice(0, level + 1) });
      if (name) return name;
    }
  }
  return '';
}
