import { expect, it } from 'vitest';
import { parseCliArguments } from '../../server/cli/arguments.ts';

const RUN = '019c0000-0000-7000-8000-000000000000';

it('--receipt names the run whose receipt is printed', () => {
  expect(parseCliArguments(['--receipt', RUN, '--json'])).toMatchObject({ inspect: { receipt: RUN }, isJson: true, intent: null });
});

it.each([[['--receipt', RUN, 'rename a to b']], [['--receipt', RUN, '--structure']], [['--receipt', RUN, '--impact', 'a.ts']], [['--receipt', RUN, '--rollback', RUN]]])('%j is refused: looking goes with nothing else', (argv) => {
  expect(() => parseCliArguments(argv)).toThrow('go with no intent');
});
