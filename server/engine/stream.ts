// An async generator that can be left at any time. Owns its ending; what is read is given.
import { whenAborted } from './abort.ts';

/**
 * Opens `read` with a signal that is aborted when the stream ends: by `signal`, by `return()` or `throw()`, even while a `next()` is
 * waiting (a plain generator would wait for that `next()` first), or because `read` itself ended. `read` is called at once, so what it
 * subscribes to before its generator is first pulled is not missed; it ties its clean-up to the signal.
 */
export function openStream<T>(signal: AbortSignal, read: (open: AbortSignal) => AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const end = new AbortController();
  const takeBack = whenAborted(signal, () => end.abort());
  end.signal.addEventListener('abort', takeBack, { once: true });
  const rows = read(end.signal);
  const settle = async (step: Promise<IteratorResult<T, void>>) => {
    try {
      const result = await step;
      if (result.done) end.abort();
      return result;
    } catch (error) {
      end.abort();
      throw error;
    }
  };
  return {
    next: () => settle(rows.next()),
    return(value) {
      end.abort();
      return rows.return(value);
    },
    throw(error) {
      end.abort();
      return rows.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      end.abort();
      await rows.return();
    },
  };
}
