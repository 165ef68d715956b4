// Assertions of a test function (`console.assert(...)`) as examples of a scenario. Owns the reading; runs nothing.
import type { ExpressionExample } from '../../server/debugger/scenario.ts';
import { childrenOf, isNode, parseSyntax, type SyntaxNode } from '../../server/edits/syntax.ts';

/**
 * One example for each assertion of the function's body. An assertion in a loop is one example for the whole loop, with the declarations
 * before it. `JSON.stringify(a) === JSON.stringify(b)` and `a === b` become actual and expected; everything else must be truthy.
 */
export function readAssertions(test: string): ExpressionExample[] {
  const { program, text } = parseSyntax('test.js', test);
  const body = findBody(program);
  const examples: ExpressionExample[] = [];
  const before: string[] = [];
  for (const statement of body) {
    const condition = assertedBy(statement);
    const source = text.slice(statement.start, statement.end);
    if (condition) examples.push(toExample(condition, { text, before }));
    else if (source.includes('console.assert')) examples.push({ kind: 'expression', actual: `((console) => { ${before.join('\n')}\n let svRight = true; console = { assert: (truth) => { if (!truth) svRight = false; } };\n${source}\n return svRight; })()`, expected: null });
    else before.push(source);
  }
  return examples;
}

function findBody(program: SyntaxNode): SyntaxNode[] {
  const find = (node: SyntaxNode): SyntaxNode | null => {
    if (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionDeclaration') return node['body'] as SyntaxNode;
    for (const child of childrenOf(node)) {
      const found = find(child);
      if (found) return found;
    }
    return null;
  };
  return (find(program)?.['body'] ?? []) as SyntaxNode[];
}

function assertedBy(statement: SyntaxNode): SyntaxNode | null {
  const call = statement['expression'];
  if (statement.type !== 'ExpressionStatement' || !isNode(call) || call.type !== 'CallExpression') return null;
  const callee = call['callee'] as SyntaxNode;
  const isAssert = callee.type === 'MemberExpression' && (callee['object'] as SyntaxNode)['name'] === 'console' && (callee['property'] as SyntaxNode)['name'] === 'assert';
  return isAssert ? ((call['arguments'] as SyntaxNode[])[0] ?? null) : null;
}

function toExample(condition: SyntaxNode, { text, before }: { text: string; before: readonly string[] }): ExpressionExample {
  const source = (node: SyntaxNode): string => {
    const own = text.slice(node.start, node.end);
    return before.length === 0 ? own : `(() => { ${before.join('\n')}\n return (${own}); })()`;
  };
  if (condition.type !== 'BinaryExpression' || condition['operator'] !== '===') return { kind: 'expression', actual: source(condition), expected: null };
  // Texts of JSON are compared as texts, so that equal means what the assertion means.
  return { kind: 'expression', actual: source(condition['left'] as SyntaxNode), expected: source(condition['right'] as SyntaxNode) };
}
