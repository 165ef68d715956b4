import { describe, expect, it } from 'vitest';
import { readSettings } from '../../server/settings/read-settings.ts';

describe('settings of a room', () => {
  it.each([[0], [7.5], [10], [null], [undefined]])('take %s on the scale of risk', (value) => {
    expect(readSettings({ healFrom: value, compatibilityFrom: value })).toMatchObject({ healFrom: value, compatibilityFrom: value });
  });

  it.each([
    ['a risk below 0', { healFrom: -0.1 }], ['a risk above 10', { healFrom: 10.1 }], ['no number', { healFrom: Number.NaN }], ['an endless severity', { compatibilityFrom: Number.POSITIVE_INFINITY }],
    ['half a dependent', { reviewAbove: 1.5 }], ['fewer than no dependents', { reviewAbove: -1 }], ['too many dependents', { reviewAbove: 100_001 }],
    ['51 folders', { ignoredFolders: Array.from({ length: 51 }, (_, i) => `a${i}`) }],
    ['the root', { ignoredFolders: ['.'] }], ['an empty path', { ignoredFolders: [' '] }], ['a path out of the room', { ignoredFolders: ['src/../../b'] }], ['an absolute path', { ignoredFolders: ['/etc'] }],
    ['a drive', { ignoredFolders: ['C:\\code'] }], ['a path with a NUL', { ignoredFolders: ['a\0b'] }], ['a path of 301 characters', { ignoredFolders: ['a'.repeat(301)] }],
  ])('refuse %s, and say that nothing was changed', (_what, change) => {
    expect(() => readSettings(change)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', hint: expect.stringContaining('nothing was changed') }));
  });

  it('write folders in one form, sorted and once each', () => {
    expect(readSettings({ ignoredFolders: ['src/generated/', './b', ' a ', 'src\\generated'] }).ignoredFolders).toEqual(['a', 'b', 'src/generated']);
  });

  it('leave out what is left out', () => {
    expect(readSettings({})).toEqual({ healFrom: undefined, compatibilityFrom: undefined, reviewAbove: undefined, ignoredFolders: undefined });
  });
});
