export const LOCALES = ['en-GB', 'de-DE', 'fr-FR'] as const;

export type Locale = (typeof LOCALES)[number];

/** The first supported language of the visitor, by full tag and then by language alone. */
export function pickLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.split('-')[0];
    const found = LOCALES.find((locale) => locale === tag) ?? LOCALES.find((locale) => locale.split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en-GB';
}
