import { describe, expect, test } from 'vitest';
import { completeWords, findTyped, offerCompletions } from '../../../web/healing/complete-words.ts';

const FOUND = { files: [{ path: 'src/format.ts' }], symbols: [{ name: 'formatPrice', file: 'src/format.ts' }] };

describe('what is completed', () => {
  // The caret is where the bar is.
  test.each([
    ['a name', 'rename form|', 'form'],
    ['a path', 'rename formatPrice to formatMoney in src/for|', 'src/for'],
    ['a name in the middle', 'rename form| to formatMoney', 'form'],
    ['a member', 'rename Cart.to| to sum', 'Cart.to'],
    ['a word of the sentence is not', 'rename|', null],
    ['one letter is not', 'rename f|', null],
    ['a word that goes on after the caret is not', 'rename for|mat', null],
    ['nothing is not', 'rename |', null],
    ['a pasted diff is not', '--- a/src\n+++ b/src|', null],
  ])('%s: %s', (_, said, text) => {
    const caret = said.indexOf('|');
    expect(findTyped(said.replace('|', ''), caret)?.text ?? null).toBe(text);
  });
});

describe('what is offered', () => {
  const kindsOf = (said: string) => {
    const typed = findTyped(said, said.length);
    return typed && offerCompletions(said, typed, FOUND).map(({ kind }) => kind);
  };
  test.each([
    ['a name first', 'rename form', ['symbol', 'file']],
    ['a path first, where one is said', 'rename a to b in form', ['file', 'symbol']],
    ['a path only, where a folder is typed', 'move src/form', ['file']],
    ['nothing for what is written in full', 'rename formatPrice', []],
  ])('is %s', (_, said, kinds) => {
    expect(kindsOf(said)).toEqual(kinds);
  });
});

test.each([
  ['rename form| to b', 'formatPrice', 'rename formatPrice| to b'],
  ['move src/a|', 'src/a b.ts', 'move "src/a b.ts"|'],
  ['move "src/a|"', 'src/a b.ts', 'move "src/a b.ts|"'],
])('%s completed with %s is %s', (said, value, result) => {
  const caret = said.indexOf('|');
  const words = said.replace('|', '');
  const typed = findTyped(words, caret);
  const completed = typed && completeWords(words, typed, value);
  expect(completed && `${completed.words.slice(0, completed.caret)}|${completed.words.slice(completed.caret)}`).toBe(result);
});
