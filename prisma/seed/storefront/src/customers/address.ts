import type { Country } from '@pricing/tax';

export interface Address {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: Country;
}

const POSTCODES: Record<Country, RegExp> = {
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i,
  IE: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/i,
  US: /^\d{5}(-\d{4})?$/,
};

export function isPostcode(text: string, country: Country): boolean {
  return POSTCODES[country].test(text.trim());
}

export function addressLines(address: Address): string[] {
  return [address.name, address.street, `${address.postcode} ${address.city}`, address.country];
}
