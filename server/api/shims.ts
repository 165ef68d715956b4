// Shim: what a room keeps for old callers.
import type { Shim, ShimCaller } from '../healing/shims.ts';
import { builder } from './builder.ts';

const SHOWN = 50;

const ReplacementType = builder.objectRef<NonNullable<Shim['replacement']>>('ShimReplacement').implement({
  description: 'What to take instead of a shim.',
  fields: (t) => ({ file: t.exposeString('file'), name: t.exposeString('name', { nullable: true, description: 'Null: the file as a whole.' }) }),
});

const CallerType = builder.objectRef<ShimCaller>('ShimCaller').implement({
  description: 'A place that still says the old form; line and column count from 1.',
  fields: (t) => ({ file: t.exposeString('file'), line: t.exposeInt('line'), column: t.exposeInt('column') }),
});

export const ShimType = builder.objectRef<Shim>('Shim').implement({
  description: 'A deprecated export, the deprecated overload of a function, or a whole file, that former changes left for old callers. Without callers it can be retired and nothing else changes.',
  fields: (t) => ({
    file: t.exposeString('file'),
    name: t.exposeString('name', { nullable: true, description: 'The deprecated name; null for a file that passes another one on.' }),
    replacement: t.field({ type: ReplacementType, nullable: true, description: 'Null where it leads out of the project; the same name where a function took its arguments otherwise.', resolve: (shim) => shim.replacement }),
    callersLeft: t.int({ description: "Places that still say the old form: those that the compiler reports as deprecated, and those that it is silent about.", resolve: (shim) => shim.callers.length }),
    callers: t.field({ type: [CallerType], description: `The first ${SHOWN} of them.`, resolve: (shim) => shim.callers.slice(0, SHOWN) }),
  }),
});
