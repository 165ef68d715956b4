export type Currency = 'EUR' | 'GBP' | 'USD' | 'JPY';

/** An amount in the smallest unit of its currency: 1250 EUR is twelve euros fifty. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`An amount is a whole number of ${currency} units, not ${amount}`);
  }
  return { amount, currency };
}

export function zero(currency: Currency): Money {
  return { amount: 0, currency };
}

export function add(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new TypeError(`Cannot add ${right.currency} to ${left.currency}`);
  }
  return money(left.amount + right.amount, left.currency);
}

export function subtract(left: Money, right: Money): Money {
  return add(left, money(-right.amount, right.currency));
}

/** Rounds half away from zero, as the tax office asks for. */
export function scale(value: Money, factor: number): Money {
  const exact = value.amount * factor;
  return money(Math.sign(exact) * Math.round(Math.abs(exact)), value.currency);
}

export function sum(values: readonly Money[], currency: Currency): Money {
  return values.reduce(add, zero(currency));
}
