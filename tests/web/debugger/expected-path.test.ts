import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printPath, readPathJson, readPathLines, type ExpectedCall } from '../../../web/debugger/form/expected-path.ts';

describe('a path in lines', () => {
  test.each<[string, ExpectedCall[]]>([
    ['validate()', ['validate()']],
    ['validate()\nsubmit()\nsuccess()', ['validate()', 'submit()', 'success()']],
    ['\n  validate()  \r\n\n  submit()\n', ['validate()', 'submit()']],
    ['load\n  fetch*\n    parse\n  store\ndone', [{ call: 'load', calls: [{ call: 'fetch*', calls: ['parse'] }, 'store'] }, 'done']],
    ['load\n\tfetch', [{ call: 'load', calls: ['fetch'] }]],
    ['retry() x3', [{ call: 'retry()', times: 3 }]],
    ['retry() ×2\n  post', [{ call: 'retry()', calls: ['post'], times: 2 }]],
    ['a\n...\n*\nz', ['a', '...', '*', 'z']],
    ['any order:\n  a\n  b\nc', [{ anyOrder: ['a', 'b'] }, 'c']],
    ['load\n  any order\n    a\n    b', [{ call: 'load', calls: [{ anyOrder: ['a', 'b'] }] }]],
    ['- validate()\n- submit()', ['validate()', 'submit()']],
    ['1. validate()\n2) submit()', ['validate()', 'submit()']],
  ])('%j is read', (text, path) => {
    expect(readPathLines(text)).toEqual({ kind: 'path', path });
  });

  test.each([
    ['validate the form', /^Line 1: “validate the form” is not the name of one call/],
    ['load\n    a\n  b', /^Line 3: This line stands between two levels/],
    ['a\n\n  b\n    ...\n      c', /^Line 5: A call cannot be nested in “...”/],
    ['*\n  a', /nested in “\*”/],
    ['a x0', /^Line 1: A call that never happens/],
    ['... x2', /any number of calls/],
    ['any order:\nb', /holds no call/],
  ])('%j is refused at its line', (text, message) => {
    expect(readPathLines(text)).toEqual({ kind: 'problem', message: expect.stringMatching(message) });
  });

  test.each(['', '  \n \n'])('%j is no path', (text) => {
    expect(readPathLines(text)).toEqual({ kind: 'empty' });
  });
});

describe('a path in JSON', () => {
  test.each<[string, ExpectedCall[]]>([
    ['["a", "b"]', ['a', 'b']],
    ['[{"call":"a","calls":["b"],"times":2},{"anyOrder":["c",{"call":"d"}]}]', [{ call: 'a', calls: ['b'], times: 2 }, { anyOrder: ['c', { call: 'd' }] }]],
  ])('%s is read', (text, path) => {
    expect(readPathJson(text)).toEqual({ kind: 'path', path });
  });

  test.each([
    ['["a"', /This is not JSON/],
    ['{"call":"a"}', /The path must be an array/],
    ['["a", 3]', /The path\[1\] must be the name/],
    ['["a", " "]', /The path\[1\] is empty/],
    ['[{"call":"a","calls":[{"calls":[]}]}]', /The path\[0\]\.calls\[0\] must be/],
    ['[{"call":"a","times":1.5}]', /The path\[0\]\.times must be a whole number/],
    ['[{"anyOrder":["a",null]}]', /The path\[0\]\.anyOrder\[1\]/],
  ])('%s is refused at its place', (text, message) => {
    expect(readPathJson(text)).toEqual({ kind: 'problem', message: expect.stringMatching(message) });
  });

  test.each(['', ' ', '[]'])('%j is no path', (text) => {
    expect(readPathJson(text)).toEqual({ kind: 'empty' });
  });
});

const name = fc.constantFrom('a', 'load()', 'Cart.total', 'validate*', '#private');
const call: fc.Memo<ExpectedCall> = fc.memo((depth) =>
  depth <= 1
    ? name
    : fc.oneof(
        name,
        fc.constantFrom('*', '...'),
        fc.tuple(name, fc.array(call(depth - 1), { minLength: 1, maxLength: 3 })).map(([call, calls]) => ({ call, calls })),
        fc.tuple(name, fc.integer({ min: 1, max: 9 })).map(([call, times]) => ({ call, times })),
        fc.array(call(depth - 1), { minLength: 1, maxLength: 3 }).map((anyOrder) => ({ anyOrder })),
      ),
);

test('a path that is printed and read again is the same path', () => {
  fc.assert(fc.property(fc.array(call(4), { minLength: 1, maxLength: 5 }), (path) => {
    expect(readPathLines(printPath(path))).toEqual({ kind: 'path', path });
    expect(readPathJson(JSON.stringify(path))).toEqual({ kind: 'path', path });
  }));
});
