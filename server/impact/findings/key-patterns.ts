// Keys of services, told by how each begins and how long it is, as scanners agree. Owns the patterns and what tells a key from a placeholder.

export interface FoundKey {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly message: string;
}

interface KeyPattern {
  readonly rule: string;
  readonly what: string;
  /** The part that was drawn at random is its group. */
  readonly pattern: RegExp;
  /** Bits for each character: what is drawn at random holds more, words and repetitions less. */
  readonly entropy: number;
}

const PATTERNS: readonly KeyPattern[] = [
  { rule: 'stripe', what: 'a Stripe secret key', pattern: /\b[rs]k_live_([0-9A-Za-z]{24,247})(?![0-9A-Za-z_])/g, entropy: 3 },
  { rule: 'google', what: 'a Google API key', pattern: /\bAIza([\w-]{35})(?![\w-])/g, entropy: 3.5 },
  { rule: 'sendgrid', what: 'a SendGrid API key', pattern: /\bSG\.([\w-]{22}\.[\w-]{43})(?![\w-])/g, entropy: 3.5 },
  { rule: 'aws', what: 'an AWS access key id', pattern: /\b(?:AKIA|ASIA)([A-Z2-7]{16})(?![0-9A-Za-z_])/g, entropy: 2.7 },
  // Within a string its lines end in \n, or each is a string of its own.
  { rule: 'privatekey', what: 'a private key', pattern: /-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY(?: BLOCK)?-----([\w+/=\\\s'"`,]{40,10000})-----END /g, entropy: 4 },
];

const PLACEHOLDER = /example|sample|placeholder|redacted|changeme|dummy|your_?key|abcdef|123456/i;
/** Zeros of a key in base 64 are an A. */
const REPEATED = /([^A])\1{5}/;

export const isPlaceholder = (text: string): boolean => REPEATED.test(text);

/** Bits for each character, by how often each occurs. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** In the order of the patterns. What is found is not repeated in the message. */
export function findKeys(text: string): FoundKey[] {
  return PATTERNS.flatMap(({ rule, what, pattern, entropy }) => [...text.matchAll(pattern)].flatMap((match) => {
    const drawn = (match[1] ?? '').replace(/\\[nr]|[\s\\'"`,]/g, '');
    const isKey = drawn.length >= 16 && entropyOf(drawn) >= entropy && !PLACEHOLDER.test(drawn) && !isPlaceholder(drawn);
    return isKey ? [{ start: match.index, end: match.index + match[0].length, rule, message: `found ${what}` }] : [];
  }));
}
