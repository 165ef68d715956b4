import type { ReactNode } from 'react';

/** A sentence of the server; what stands between backticks is code. */
export function Words({ text }: { text: string }): ReactNode {
  return text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? <code key={at} className="word-code">{part}</code> : part));
}
