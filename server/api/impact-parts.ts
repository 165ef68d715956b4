// RiskFactor and WhyHop: what analyses and findings about impact have in common.
import type { WhyHop } from '../graph/routes.ts';
import type { RiskFactor } from '../impact/analysis.ts';
import { builder } from './builder.ts';

export const RiskFactorType = builder.objectRef<RiskFactor>('RiskFactor').implement({
  description: 'One reason for a severity or a risk, with the points it adds.',
  fields: (t) => ({ factor: t.exposeString('factor'), points: t.exposeFloat('points'), reason: t.exposeString('reason') }),
});

export const WhyHopType = builder.objectRef<WhyHop>('WhyHop').implement({
  description: 'One import on the way from the affected file to the target; the last hop is the target itself.',
  fields: (t) => ({ file: t.exposeString('file'), via: t.exposeString('via', { nullable: true, description: 'The specifier as written.' }), line: t.exposeInt('line', { nullable: true }), isBarrel: t.boolean({ description: 'The import is a re-export: the file only hands on what the next one has.', resolve: (hop) => hop.isBarrel === true }) }),
});
