// The chain of nodes around an offset. Owns the descent from the program to a token.
import { childrenOf, type Syntax, type SyntaxNode } from './syntax.ts';

export interface SyntaxPath {
  readonly node: SyntaxNode;
  /** From the program down to the parent. */
  readonly ancestors: readonly SyntaxNode[];
}

/** The innermost node that starts at `offset`, or the innermost that contains it; null outside of the program. */
export function pathToOffset(syntax: Syntax, offset: number): SyntaxPath | null {
  const ancestors: SyntaxNode[] = [];
  let node = syntax.program;
  if (offset > syntax.text.length) return null;
  for (;;) {
    let inner: SyntaxNode | undefined;
    for (const child of ancestors.length === 0 ? syntax.statementsAt(offset) : childrenOf(node)) if (child.start <= offset && offset < child.end) inner = child;
    if (!inner) return { node, ancestors };
    ancestors.push(node);
    node = inner;
  }
}
