// Secrets in a text, by secretlint's recommended rules and by patterns for keys that these leave out. Owns the call; what is found leaves it masked.
import { findKeys, isPlaceholder, type FoundKey } from './key-patterns.ts';

export interface FoundSecret extends FoundKey {
  readonly analyser: string;
}

/** A database of the machine itself, as examples and tests have it; nobody else can reach it. */
const OWN_MACHINE = /^\w+:\/\/[^/]*@(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/;

/** The library is loaded when it is first needed. */
let loading: Promise<(path: string, text: string) => Promise<FoundSecret[]>> | null = null;

async function load(): Promise<(path: string, text: string) => Promise<FoundSecret[]>> {
  const [{ lintSource }, { creator }] = await Promise.all([import('@secretlint/core'), import('@secretlint/secretlint-rule-preset-recommend')]);
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] };
  return async (path, text) => {
    const { messages } = await lintSource({ source: { content: text, filePath: path, ext: path.slice(path.lastIndexOf('.')), contentType: 'text' }, options: { maskSecrets: true, config } });
    return messages.filter(({ range: [start, end] }) => !OWN_MACHINE.test(text.slice(start, end))).map(({ range: [start, end], ruleId, message }) => ({ start, end, analyser: 'secretlint', rule: ruleId.replace('@secretlint/secretlint-rule-', ''), message: message.replace(/\*{4,}/g, '***') }));
  };
}

/** In the order of the rules; a key that both know is told once. The text is not sent anywhere. */
export async function findSecrets(path: string, text: string): Promise<FoundSecret[]> {
  const find = await (loading ??= load());
  const found = (await find(path, text)).filter(({ start, end }) => !isPlaceholder(text.slice(start, end)));
  const others = findKeys(text).filter((key) => !found.some(({ start, end }) => start < key.end && key.start < end));
  return [...found, ...others.map((key) => ({ ...key, analyser: 'key patterns' }))];
}
