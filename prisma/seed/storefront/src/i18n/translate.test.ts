import { describe, expect, it } from 'vitest';
import { pickLocale } from './locale';
import { translate } from './translate';

describe('translate', () => {
  it('fills in the values', () => {
    expect(translate('de-DE', 'cart.items', { count: 2 })).toBe('2 Artikel im Warenkorb');
  });

  it('leaves an unknown placeholder as it is', () => {
    expect(translate('fr-FR', 'checkout.pay')).toBe('Payer {amount}');
  });

  it('falls back from a region to its language', () => {
    expect(pickLocale(['it', 'de-AT'])).toBe('de-DE');
  });
});
