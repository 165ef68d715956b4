// Turns for what may run at the same time only so often. Owns the order of waiting: first come, first served.
import { whenAborted } from '../../engine/abort.ts';

export interface Turns {
  /** Resolves true with a turn, which must be given back; false when the signal was aborted first. */
  take(signal: AbortSignal): Promise<boolean>;
  give(): void;
}

export function createTurns(count: number): Turns {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    take(signal) {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(true);
      }
      return new Promise((resolve) => {
        const enter = () => resolve(true);
        waiting.push(enter);
        whenAborted(signal, () => {
          const at = waiting.indexOf(enter);
          if (at === -1) return;
          waiting.splice(at, 1);
          resolve(false);
        });
      });
    },
    give() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
