import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../server/errors.ts';
import { lookAtSave, type Save, type SaveServices } from '../../server/watch/look-at-save.ts';

interface Found {
  readonly certainFiles?: number;
  readonly possibleFiles?: number;
  readonly findings?: number;
  readonly shouldHeal?: boolean;
  readonly writes?: boolean;
}

/** Services that find what is given, and the runs that were started. */
function finding({ certainFiles = 0, possibleFiles = 0, findings = 0, shouldHeal = true, writes = true }: Found): SaveServices & { readonly healed: string[] } {
  const healed: string[] = [];
  return { healed, predict: async () => ({ intentId: 'intent', shouldHeal, certainFiles, possibleFiles, findings }), plan: async () => ({ runId: 'run', writes }), heal: async (runId) => void healed.push(runId) };
}

const save = (more: Partial<Save> = {}): Save => ({ files: [{ path: 'src/a.ts', before: 'a', after: 'b' }], mode: 'AUTO', isBurst: false, ...more });

describe('a save', () => {
  test.each<[string, Found, Partial<Save>, object, string[]]>([
    ['that breaks nothing is fine', {}, {}, { type: 'CHECKED', message: 'Saved src/a.ts: nothing that depends on it breaks.' }, []],
    ['with findings tells them', { findings: 2 }, {}, { type: 'CHECKED', message: 'Saved src/a.ts: nothing that depends on it breaks. 2 findings about speed or safety.' }, []],
    ['that tests run is fine, and says that they may behave otherwise', { possibleFiles: 3, writes: false }, {}, { type: 'CHECKED', message: expect.stringContaining('3 files may behave otherwise') }, []],
    ['that breaks what cannot be healed says so', { certainFiles: 1, writes: false }, {}, { type: 'BREAKS', message: expect.stringContaining('1 file breaks, and there is nothing') }, []],
    ['that breaks what can be healed is healed', { certainFiles: 2 }, {}, { type: 'HEALING', runId: 'run', message: expect.stringContaining('2 files break') }, ['run']],
    ['that may break what can be healed is suggested to be, when the risk is low', { possibleFiles: 1, shouldHeal: false }, {}, { type: 'SUGGESTED', message: expect.stringContaining('the risk is low') }, []],
    ['is only suggested to be healed where that is asked for', { certainFiles: 2 }, { mode: 'SUGGEST' }, { type: 'SUGGESTED', runId: 'run' }, []],
    ['of a burst is never healed by itself', { certainFiles: 2 }, { isBurst: true }, { type: 'SUGGESTED', isBurst: true, message: expect.stringContaining('many files') }, []],
  ])('%s', async (_, found, more, expected, healed) => {
    const services = finding(found);
    expect(await lookAtSave(save(more), services)).toMatchObject(expected);
    expect(services.healed).toEqual(healed);
  });

  test('that cannot be looked at says why', async () => {
    const services = { ...finding({}), predict: () => Promise.reject(new InvalidInputError('It does not parse.', 'Correct it.')) };
    expect(await lookAtSave(save(), services)).toMatchObject({ type: 'REFUSED', error: { code: 'INVALID_INPUT', hint: 'Correct it.' } });
  });

  test('on which a service fails by a bug is not passed over', async () => {
    await expect(lookAtSave(save(), { ...finding({}), predict: () => Promise.reject(new TypeError('bug')) })).rejects.toThrow('bug');
  });
});
