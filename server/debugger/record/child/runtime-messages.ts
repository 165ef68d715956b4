// Messages of V8 quote the code that failed, and with it what instrumentation wrote there. Owns what they would have said without.

const COUNTER = /\(\(__supernova\.hits\[\d+\]\+\+\) , /;

/** A message as the code without instrumentation would give it. */
export function restoreMessage(message: string): string {
  if (!message.includes('__supernova')) return message;
  // `await` is not told by name there.
  let text = message.replace(/__supernova\.\w+\(\.\.\.\)/g, '(intermediate value)');
  for (let found = COUNTER.exec(text); found; found = COUNTER.exec(text)) {
    const start = found.index + found[0].length;
    const end = closingParenthesis(text, start);
    text = text.slice(0, found.index) + text.slice(start, end) + text.slice(end + 1);
  }
  return text;
}

function closingParenthesis(text: string, from: number): number {
  for (let at = from, depth = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')' && depth-- === 0) return at;
  }
  return text.length;
}
