declare module 'vitest' {
  type TestBody = () => void | Promise<void>;

  interface Matchers {
    not: Matchers;
    resolves: Matchers;
    rejects: Matchers;
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toContain(expected: unknown): void;
    toHaveLength(length: number): void;
    toThrow(expected?: string | RegExp): void;
    toHaveBeenCalledTimes(times: number): void;
    toHaveBeenCalledWith(...args: unknown[]): void;
  }

  export interface Mock<F extends (...args: never[]) => unknown = (...args: never[]) => unknown> {
    (...args: Parameters<F>): ReturnType<F>;
    mockReturnValue(value: ReturnType<F>): this;
    mockResolvedValue(value: Awaited<ReturnType<F>>): this;
    mockClear(): this;
  }

  export function describe(name: string, body: () => void): void;
  export function it(name: string, body: TestBody): void;
  export function beforeEach(body: TestBody): void;
  export function expect(actual: unknown): Matchers;

  export const vi: {
    fn<F extends (...args: never[]) => unknown>(implementation?: F): Mock<F>;
    mock(path: string, factory?: (importOriginal: <T>() => Promise<T>) => unknown): void;
    mocked<F extends (...args: never[]) => unknown>(target: F): Mock<F>;
    importActual<T>(path: string): Promise<T>;
  };
}
