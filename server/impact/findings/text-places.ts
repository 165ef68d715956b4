// What a place does with a text: whether it becomes HTML as it is, a command of a shell, or only a colour. Reads syntax; errs towards no.
import { identifier as nameOf, listIn, nodeIn, nodesIn, occurrencesOf, type Place } from '../../edits/syntax-place.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';

const CLEANS = /saniti[sz]e|purif|escape/i;
const SHELL = /^(?:.*[\\/])?(?:sh|bash|dash|zsh|ksh|cmd)(?:\.exe)?$/i;
/** What a shell takes before a command: `-c`, also among other letters. */
const COMMAND_FOLLOWS = /^(?:-[a-z]*c|\/[ck])$/i;
/** A `#` that begins a word. */
const COLOUR_MARK = /(?:^|[\s:'"(])#$/;
/** Variables made of variables are followed this far. */
const HOPS = 3;

const isSum = (node: SyntaxNode | null): boolean => node?.type === 'BinaryExpression' && node['operator'] === '+';

/** What a sum or a template puts together, without the texts; null for anything else. Without recursion: a generated sum is as deep as it is long. */
function valuesIn(root: SyntaxNode): SyntaxNode[] | null {
  if (!isSum(root) && root.type !== 'TemplateLiteral') return null;
  const found: SyntaxNode[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isSum(node)) waiting.push(...[nodeIn(node, 'right'), nodeIn(node, 'left')].filter((part) => part !== null));
    else if (node.type === 'TemplateLiteral') waiting.push(...listIn(node, 'expressions'));
    else if (node.type !== 'Literal') found.push(node);
  }
  return found;
}

const cleaned = (call: SyntaxNode): boolean => [...nodesIn(nodeIn(call, 'callee') ?? call)].some((part) => CLEANS.test(nameOf(part)));

/** Texts of the source, and what a function gave that cleans by its name. */
function isCleanHtml(syntax: Syntax, value: SyntaxNode | null, hops = HOPS): boolean {
  const all = (...fields: readonly string[]) => fields.every((field) => isCleanHtml(syntax, nodeIn(value, field), hops));
  switch (value?.type) {
    case undefined: case 'Literal': return true;
    case 'CallExpression': return cleaned(value);
    case 'TSAsExpression': case 'TSNonNullExpression': case 'ChainExpression': return all('expression');
    case 'AwaitExpression': return all('argument');
    case 'ConditionalExpression': return all('consequent', 'alternate');
    case 'LogicalExpression': return all('left', 'right');
    case 'Identifier': {
      const [declared, ...others] = hops > 0 ? occurrencesOf(syntax, value).filter(({ role }) => role === 'declaration') : [];
      const [declaration, declarator] = declared?.ancestors.slice(-2) ?? [];
      const init = declaration?.['kind'] === 'const' && others.length === 0 && declarator?.type === 'VariableDeclarator' && nodeIn(declarator, 'id') === declared?.node ? nodeIn(declarator, 'init') : null;
      return init !== null && isCleanHtml(syntax, init, hops - 1);
    }
    default: return valuesIn(value as SyntaxNode)?.every((part) => isCleanHtml(syntax, part, hops)) ?? false;
  }
}

/** The value that becomes HTML: what is assigned, what a call is given, `__html` of an attribute. */
export function putsRawHtml({ syntax, node, ancestors }: Place): boolean {
  if (node.type === 'AssignmentExpression') return !isCleanHtml(syntax, nodeIn(node, 'right'));
  if (node.type === 'CallExpression') {
    const given = listIn(node, 'arguments');
    // The first says where.
    const values = nameOf(nodeIn(nodeIn(node, 'callee'), 'property')) === 'insertAdjacentHTML' ? given.slice(1) : given;
    return !values.every((value) => isCleanHtml(syntax, value));
  }
  const holder = ancestors.findLast(({ type }) => type === 'JSXAttribute' || type === 'Property');
  const html = holder && [...nodesIn(holder)].find((one) => one.type === 'Property' && nameOf(one['key']) === '__html');
  return !html || !isCleanHtml(syntax, nodeIn(html, 'value'));
}

/** Where a shell is started by its name, the command it is given is put together; any other call as the rules found it. */
export function buildsCommand({ node }: Place): boolean {
  const [program, list] = listIn(node, 'arguments');
  if (typeof program?.['value'] !== 'string' || list?.type !== 'ArrayExpression') return true;
  const words = listIn(list, 'elements');
  const command = words[words.findIndex((word) => COMMAND_FOLLOWS.test(String(word['value']))) + 1];
  return SHELL.test(program['value']) && command !== words[0] && command !== undefined && (valuesIn(command)?.length ?? 0) > 0;
}

/** Digits of base 16 behind a `#`. */
export function isNoColour({ node, ancestors }: Place): boolean {
  const [radix] = listIn(node, 'arguments');
  if (radix?.['value'] !== 16) return true;
  let at = ancestors.length - 1;
  let text = node;
  // Cut to a length, in capitals, and so on.
  for (let around = ancestors[at]; around && (around.type === 'MemberExpression' || (around.type === 'CallExpression' && nodeIn(around, 'callee') === text)); around = ancestors[at -= 1]) text = around;
  const around = ancestors[at];
  if (around?.type === 'BinaryExpression') return !(nodeIn(around, 'right') === text && COLOUR_MARK.test(String(nodeIn(around, 'left')?.['value'] ?? '')));
  if (around?.type !== 'TemplateLiteral') return true;
  const before = listIn(around, 'quasis')[listIn(around, 'expressions').indexOf(text)];
  return !COLOUR_MARK.test((before?.['value'] as { cooked?: string } | undefined)?.cooked ?? '');
}
