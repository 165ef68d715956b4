// What a function makes anew at each call though it is always the same: a constant of the module, or one for each pattern.
import type { TextEdit } from '../../../edits/file-edit.ts';
import type { SyntaxNode } from '../../../edits/syntax.ts';
import { ancestorsOf, bare, descendants, dottedName, functionOf, isWithin } from './bindings.ts';
import { list } from './places.ts';
import { isReadOnly } from './read-only.ts';
import { optimisation, type Optimisation, type PerformanceContext } from './transformation.ts';

const isFixed = (context: PerformanceContext, node: SyntaxNode): boolean => [...descendants(node)].every((inner) => {
  if (inner.type === 'Identifier') {
    const parent = context.file.parents.get(inner);
    return (parent?.type === 'MemberExpression' && (parent['property'] === inner || /^Intl$/.test(String(inner['name'])))) || parent?.['key'] === inner || inner['name'] === 'undefined' || parent?.['callee'] === inner;
  }
  return ['NewExpression', 'Literal', 'ObjectExpression', 'ArrayExpression', 'Property', 'MemberExpression', 'TemplateLiteral', 'TemplateElement', 'UnaryExpression'].includes(inner.type);
});

/** A regular expression with `g` or `y` remembers where it was. */
const hasNoFlags = (node: SyntaxNode): boolean => {
  if (dottedName(bare(node['callee'] as SyntaxNode)) !== 'RegExp') return true;
  const flags = list(node, 'arguments')[1];
  return !flags || (typeof flags['value'] === 'string' && !/[gy]/.test(flags['value']));
};

/** Before the statement of the module that holds the node: its comment stays with it. */
function beforeTop(context: PerformanceContext, node: SyntaxNode, lines: readonly string[]): TextEdit {
  const top = [node, ...ancestorsOf(context.file, node)].findLast((around) => context.file.parents.get(around)?.type === 'Program') as SyntaxNode;
  const comment = /(?:^|\n)((?:[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*)\n)+)[ \t]*$/.exec(context.file.text.slice(0, top.start));
  const start = comment?.[1] === undefined ? top.start : top.start - comment[1].length;
  return { start, end: start, text: lines.map((line) => line + context.style.lineEnd).join('') + context.style.lineEnd };
}

/** A pattern that is put together at run time: the same text makes the same expression, kept in a Map. */
function patternCache(context: PerformanceContext, node: SyntaxNode): Optimisation[] {
  const [pattern, flags] = list(node, 'arguments');
  if (!pattern || !hasNoFlags(node) || !context.purity.isPureExpression(pattern) || !isReadOnly(context, node)) return [];
  const names = context.names();
  const [cache, make] = [names.fresh('regexps'), names.fresh('regexpOf')];
  const { end, style, isTyped } = context;
  const [open, shut] = isTyped ? ['source: string', ': RegExp'] : ['source', ''];
  const lines = [
    `const ${cache} = new Map${isTyped ? '<string, RegExp>' : ''}()${end}`, '', `function ${make}(${open})${shut} {`, `${style.indent}let regexp = ${cache}.get(source)${end}`, `${style.indent}if (regexp === undefined) {`,
    `${style.indent}${style.indent}regexp = new RegExp(source${flags ? `, ${context.text(flags)}` : ''})${end}`, `${style.indent}${style.indent}${cache}.set(source, regexp)${end}`, `${style.indent}}`, `${style.indent}return regexp${end}`, '}',
  ];
  const edits = [beforeTop(context, node, lines), { start: node.start, end: node.end, text: `${make}(${context.text(pattern)})` }];
  return [optimisation(context, node, { operator: 'cache-regexp', description: `keep the regular expression of ${context.text(pattern)} for the next time it is needed`, edits, keepsState: true })];
}

/** Preconditions: it is made of literals only, nobody can change it or hand it on, and it does not remember where it was. */
export function constantsOutOfFunctions(context: PerformanceContext): Optimisation[] {
  return context.nodes.flatMap((node) => {
    const name = node.type === 'NewExpression' ? dottedName(bare(node['callee'] as SyntaxNode)) : null;
    const fn = name === null ? null : functionOf(context.file, node);
    if (name === null || !fn || !/^(?:RegExp|Intl\.\w+)$/.test(name) || !isWithin(node, fn) || context.file.bindings.has(bare(node['callee'] as SyntaxNode))) return [];
    if (!isFixed(context, node)) return name === 'RegExp' ? patternCache(context, node) : [];
    if (!hasNoFlags(node) || !isReadOnly(context, node)) return [];
    const constant = context.names().fresh(name === 'RegExp' ? 'PATTERN' : 'FORMATTER');
    const edits = [beforeTop(context, node, [`const ${constant} = ${context.text(node)}${context.end}`]), { start: node.start, end: node.end, text: constant }];
    return [optimisation(context, node, { operator: 'module-constant', description: `make ${context.text(node).slice(0, 60)} once for the module, instead of at each call`, edits, keepsState: true })];
  });
}
