// Tells what was thrown, whatever it is: it may be no error, and reading it may throw. Runs inside the sandbox.
import { types } from 'node:util';
import type { ThrownFacts } from '../protocol.ts';
import { encode } from './encode.ts';

const TEXT_LIMIT = 20_000;

export function describeThrown(thrown: unknown): ThrownFacts {
  const isError = isErrorLike(thrown);
  const read = (key: string): string | null => (typeof thrown === 'object' && thrown !== null ? readText(thrown, key) : null);
  return {
    name: (isError ? read('name') : null) ?? (isError ? 'Error' : nameOf(thrown)),
    message: (isError ? read('message') : typeof thrown === 'string' ? thrown.slice(0, TEXT_LIMIT) : null) ?? '',
    stack: isError ? read('stack') : null,
    code: read('code') ?? causeCode(thrown),
    refused: read('code') === 'ERR_ACCESS_DENIED' ? [read('permission'), read('resource')].filter(Boolean).join(' ') || read('message') : null,
    isError,
    value: isError ? null : encode(thrown),
  };
}

/** Native errors of any realm, and what inherits from one. */
function isErrorLike(thrown: unknown): boolean {
  try {
    return types.isNativeError(thrown) || (!types.isProxy(thrown) && thrown instanceof Error);
  } catch {
    return false;
  }
}

function readText(value: object, key: string): string | null {
  try {
    const found = (value as Record<string, unknown>)[key];
    return typeof found === 'string' ? found.slice(0, TEXT_LIMIT) : null;
  } catch {
    return null;
  }
}

function causeCode(thrown: unknown): string | null {
  const cause = types.isNativeError(thrown) ? Object.getOwnPropertyDescriptor(thrown, 'cause')?.value as unknown : null;
  return typeof cause === 'object' && cause !== null ? readText(cause, 'code') : null;
}

function nameOf(thrown: unknown): string {
  return thrown === null ? 'null' : typeof thrown;
}
