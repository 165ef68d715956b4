import { CombinedError } from 'urql';
import { describe, expect, test } from 'vitest';
import { failureOfRequest, outcomeOf } from '../../../web/shared/failure.ts';

describe('the outcome of a mutation', () => {
  test('a success carries its data', () => {
    expect(outcomeOf({ data: { id: '1' } }, undefined)).toEqual({ kind: 'done', data: { id: '1' } });
  });

  test('a mistake carries message, hint, suggestions and files', () => {
    const mistake = { code: 'C', message: 'm', hint: 'h', suggestions: [{ text: 't', file: 'f', symbol: null }], files: ['f'] };
    expect(outcomeOf(mistake, undefined)).toEqual({ kind: 'failed', failure: mistake });
  });

  test('a mistake without suggestions and files has none', () => {
    expect(outcomeOf({ code: 'C', message: 'm', hint: 'h' }, undefined)).toMatchObject({ failure: { suggestions: [], files: [] } });
  });

  test('a lost connection is told apart from an error of the server', () => {
    expect(outcomeOf(undefined, new CombinedError({ networkError: new Error('refused') }))).toMatchObject({ failure: { code: 'NO_ANSWER' } });
    expect(outcomeOf(undefined, new CombinedError({ graphQLErrors: ['Unexpected error.'] }))).toMatchObject({ failure: { code: 'UNEXPECTED', message: 'Unexpected error.' } });
  });

  test('a mistake in a query keeps its code and hint', () => {
    const error = new CombinedError({ graphQLErrors: [{ message: 'There is no file a.ts.', extensions: { code: 'TARGET_NOT_FOUND', hint: 'Say the whole path.' } }] });
    expect(failureOfRequest(error)).toMatchObject({ code: 'TARGET_NOT_FOUND', message: 'There is no file a.ts.', hint: 'Say the whole path.' });
  });

  test('a mistake in a query keeps what was meant instead', () => {
    const suggestions = [{ text: 'delete src/a.ts', file: 'src/a.ts', symbol: null }];
    const error = new CombinedError({ graphQLErrors: [{ message: 'm', extensions: { code: 'TARGET_NOT_FOUND', hint: 'h', suggestions } }] });
    expect(failureOfRequest(error).suggestions).toEqual(suggestions);
  });

  test('an empty answer is a failure', () => {
    expect(outcomeOf(undefined, undefined).kind).toBe('failed');
  });
});
