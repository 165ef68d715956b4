// The budget of loop turns and calls that keeps endless code from stopping the worker. Owns the counter that instrumented code calls.

/** Thrown by `tick`; the one instance, so that it is told from errors of the code. */
export const ENDLESS = new Error('The budget of loop turns is used up.');

let left = 0;
let given = 0;
let deadline = Infinity;

/** Called in every loop and function: throws when the budget or the time is used up. */
export function tick(): void {
  left -= 1;
  if (left < 0 || ((left & 63) === 0 && performance.now() > deadline)) {
    left = -1;
    throw ENDLESS;
  }
}

/** Starts a new budget for what runs next. */
export function grant(turns: number, milliseconds: number): void {
  left = turns;
  given = turns;
  deadline = performance.now() + milliseconds;
}

/** Turns used since `grant`. */
export const usedTurns = (): number => given - Math.max(0, left);

/** True also where the code caught the error that `tick` threw. */
export const isUsedUp = (): boolean => left < 0;
