// What a place does with a text: whether it becomes HTML as it is, a command of a shell, or only a colour. Reads syntax; errs towards no.
import { constantOf, identifier as nameOf, listIn, nodeIn, nodesIn, type Place } from '../../edits/syntax-place.ts';
import type { Syntax, SyntaxNode } from '../../edits/syntax.ts';
import { knownText } from './constant-values.ts';
import { isText } from './text-values.ts';

const CLEANS = /saniti[sz]e|purif|escape/i;
const SHELL = /^(?:.*[\\/])?(?:sh|bash|dash|zsh|ksh|cmd)(?:\.exe)?$/i;
/** What a shell takes before a command: `-c`, also among other letters. */
const COMMAND_FOLLOWS = /^(?:-[a-z]*c|\/[ck])$/i;
const RUNS = /^(?:exec|spawn|execFile)(?:Sync)?$/;
/** A `#` that begins a word. */
const COLOUR_MARK = /(?:^|[\s:'"(])#$/;
const COLOUR_NAME = /colou?r|hex/i;
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
      const init = hops > 0 ? constantOf(syntax, value) : null;
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

/** Put together from parts of which one at least does not stand in the source. */
const isPutTogether = (syntax: Syntax, text: SyntaxNode): boolean => valuesIn(text)?.some((value) => knownText(syntax, value) === null) === true;

/** `promisify(exec)`, under whatever name. */
function isPromisedExec(syntax: Syntax, callee: SyntaxNode | null): boolean {
  const made = callee && constantOf(syntax, callee);
  const [given] = made?.type === 'CallExpression' ? listIn(made, 'arguments') : [];
  const by = nodeIn(made, 'callee');
  return given !== undefined && [nameOf(by), nameOf(nodeIn(by, 'property'))].includes('promisify') && [nameOf(given), nameOf(nodeIn(given, 'property'))].includes('exec');
}

/** A command that is given to a shell as one text: put together where it is given, or where the constant is made. */
function givesBuiltText({ syntax, node }: Place, command: SyntaxNode | undefined): boolean {
  const callee = nodeIn(node, 'callee');
  const name = nameOf(callee) || nameOf(nodeIn(callee, 'property'));
  if (command === undefined || (!RUNS.test(name) && !isPromisedExec(syntax, callee))) return false;
  const made = constantOf(syntax, command) ?? command;
  // Of a name that is no constant only `exec` is asked, by a rule that takes every name.
  return valuesIn(made) ? isPutTogether(syntax, made) : made === command ? name === 'exec' : knownText(syntax, made) === null && name === 'exec';
}

/** Where a shell is started by its name, the command it is given is put together; in any other call the command itself. */
export function buildsCommand(place: Place): boolean {
  const { node } = place;
  const [program, list] = listIn(node, 'arguments');
  if (typeof program?.['value'] !== 'string' || list?.type !== 'ArrayExpression') return givesBuiltText(place, program);
  const words = listIn(list, 'elements');
  const command = words[words.findIndex((word) => COMMAND_FOLLOWS.test(String(word['value']))) + 1];
  return SHELL.test(program['value']) && command !== words[0] && command !== undefined && (valuesIn(command)?.length ?? 0) > 0;
}

/** `text += letters[Math.floor(Math.random() * n)]`: the letters are a text, and what is made of them no colour. */
function drawsLetters({ syntax, ancestors }: Place): boolean {
  const assignment = ancestors.findLast(({ type }) => type === 'AssignmentExpression');
  const drawn = nodeIn(assignment, 'right');
  const letters = nodeIn(drawn, 'object') ?? nodeIn(nodeIn(drawn, 'callee'), 'object');
  return isText(syntax, letters) && !COLOUR_NAME.test(nameOf(nodeIn(assignment, 'left')));
}

/** Digits of base 16 behind a `#`. */
export function isNoColour(place: Place): boolean {
  const { node, ancestors } = place;
  if (nameOf(nodeIn(nodeIn(node, 'callee'), 'property')) === 'random') return drawsLetters(place);
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
