// Secrets in a text, by secretlint's recommended rules. Owns the call; what is found leaves it masked.

export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly message: string;
}

/** The library is loaded when it is first needed. */
let loading: Promise<(path: string, text: string) => Promise<FoundSecret[]>> | null = null;

async function load(): Promise<(path: string, text: string) => Promise<FoundSecret[]>> {
  const [{ lintSource }, { creator }] = await Promise.all([import('@secretlint/core'), import('@secretlint/secretlint-rule-preset-recommend')]);
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] };
  return async (path, text) => {
    const { messages } = await lintSource({ source: { content: text, filePath: path, ext: path.slice(path.lastIndexOf('.')), contentType: 'text' }, options: { maskSecrets: true, config } });
    return messages.map(({ range: [start, end], ruleId, message }) => ({ start, end, rule: ruleId.replace('@secretlint/secretlint-rule-', ''), message: message.replace(/\*{4,}/g, '***') }));
  };
}

/** In the order of the rules. The text is not sent anywhere. */
export async function findSecrets(path: string, text: string): Promise<FoundSecret[]> {
  const find = await (loading ??= load());
  return find(path, text);
}
