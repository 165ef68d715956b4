import { useReducedMotion } from '@mantine/hooks';
import { CartesianGrid, ReferenceArea, ReferenceLine, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts';
import { describeSamples, formatMetric, spreadDots, ticksOf } from './distribution.ts';
import type { Measure } from './read-measures.ts';

const LANE = 58;
const AXIS = 46;
const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 11 };

interface Point {
  x: number;
  y: number;
  run: number;
  name: string;
}

function PointTip({ active, payload, unit }: Partial<TooltipContentProps<number, string>> & { unit: Measure['unit'] }) {
  const point = payload?.[0]?.payload as Point | undefined;
  if (!active || !point) return null;
  return <div className="plot-tip">{point.name}, run {point.run}: {formatMetric(point.x, unit)}</div>;
}

/** The name of a line above it, on the side that is away from the other one. */
function markLabel(name: string, anchor: 'start' | 'end') {
  return function MarkLabel({ viewBox }: { viewBox?: { x?: number; y?: number } }) {
    return <text x={(viewBox?.x ?? 0) + (anchor === 'start' ? -2 : 2)} y={(viewBox?.y ?? 0) - 6} textAnchor={anchor} {...TICK}>{name}</text>;
  };
}

const EXPECTED_LABEL = markLabel('expected', 'end');
const LIMIT_LABEL = markLabel('limit', 'start');

function sentenceOf(measure: Measure): string {
  const lanes = measure.series.map(({ name, values }) => {
    const described = describeSamples(values);
    return described ? `${name}: median ${formatMetric(described.median, measure.unit)} of ${described.count} runs, from ${formatMetric(described.min, measure.unit)} to ${formatMetric(described.max, measure.unit)}.` : '';
  });
  return [`${measure.title}.`, ...lanes, measure.expected === null ? '' : `Expected ${formatMetric(measure.expected, measure.unit)}.`].join(' ');
}

/** Every run as a dot, a lane for each series, with the medians, the expectation and the limit. In a chunk of its own. */
export function PerformancePlot({ measure }: { measure: Measure }) {
  const isStill = useReducedMotion();
  const limit = measure.expected === null ? null : measure.expected * measure.threshold;
  const plotted = measure.series.filter(({ isPlotted }) => isPlotted);
  const lanes = plotted.map(({ name, values }, lane) => {
    const y = plotted.length - 1 - lane;
    return { name, y, median: describeSamples(values)?.median ?? null, points: spreadDots(values).map(({ value, offset, run }): Point => ({ x: value, y: y + offset, run, name })) };
  });
  const ticks = ticksOf([...plotted.flatMap(({ values }) => values), ...(measure.expected === null ? [] : [measure.expected]), ...(limit === null ? [] : [limit])]);
  const [least, most] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  return (
    <div className="plot" role="img" aria-label={sentenceOf(measure)} data-testid="plot">
      <ResponsiveContainer width="100%" height={lanes.length * LANE + AXIS}>
        <ScatterChart margin={{ top: 20, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis type="number" dataKey="x" domain={[least, most]} tick={TICK} stroke="var(--line)" tickFormatter={(value: number) => formatMetric(value, measure.unit)} ticks={ticks} />
          <YAxis type="number" dataKey="y" domain={[-0.5, lanes.length - 0.5]} ticks={lanes.map(({ y }) => y)} tickFormatter={(value: number) => lanes.find(({ y }) => y === value)?.name ?? ''} tick={TICK} stroke="var(--line)" width={84} interval={0} />
          {limit !== null && limit < most && <ReferenceArea x1={limit} x2={most} className="plot-over" ifOverflow="hidden" />}
          {measure.expected !== null && <ReferenceLine x={measure.expected} className="plot-expected" label={EXPECTED_LABEL} />}
          {limit !== null && <ReferenceLine x={limit} className="plot-limit" label={LIMIT_LABEL} />}
          {lanes.map(({ name, y, median }) => median !== null && <ReferenceLine key={name} segment={[{ x: median, y: y - 0.42 }, { x: median, y: y + 0.42 }]} className="plot-median" />)}
          <Tooltip cursor={false} content={(props) => <PointTip active={props.active} payload={props.payload as never} unit={measure.unit} />} isAnimationActive={!isStill} />
          {lanes.map(({ name, points }, lane) => <Scatter key={name} name={name} data={points} shape={lane === 0 ? 'circle' : 'diamond'} className={lane === 0 ? 'plot-dots' : 'plot-dots plot-baseline'} isAnimationActive={false} />)}
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}
