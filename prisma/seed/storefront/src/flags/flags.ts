export interface Flags {
  readonly shareCart: boolean;
  readonly loyaltyBanner: boolean;
  readonly quickSearch: boolean;
}

export type FlagName = keyof Flags;

const DEFAULTS: Flags = { shareCart: true, loyaltyBanner: false, quickSearch: false };

function isFlagName(name: string): name is FlagName {
  return Object.hasOwn(DEFAULTS, name);
}

/** Reads overrides such as `?flags=quickSearch,-shareCart`; unknown names are left out. */
export function readFlags(search: string): Flags {
  const flags: Record<FlagName, boolean> = { ...DEFAULTS };
  for (const item of (new URLSearchParams(search).get('flags') ?? '').split(',')) {
    const name = item.replace(/^-/, '');
    if (isFlagName(name)) flags[name] = !item.startsWith('-');
  }
  return flags;
}
