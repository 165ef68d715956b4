// Which functions have their arguments and results kept: those a person named. Pure.

/** A test for names of function sites (`Cart.total`): names as in an expected path, with or without `()` and class, `*` for any part. */
export function createNameTest(expected: readonly string[]): (name: string) => boolean {
  const patterns = expected.map(cleanName).filter((name) => name !== '' && name !== '*' && name !== '...').map(toPattern);
  return (name) => patterns.some((pattern) => pattern.test(name));
}

const cleanName = (name: string): string => name.trim().replace(/\(.*\)$/, '');

function toPattern(name: string): RegExp {
  const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?:^|\\.)${parts.join('.*')}$`);
}
