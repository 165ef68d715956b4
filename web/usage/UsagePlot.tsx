import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis, type TooltipContentProps } from 'recharts';
import { formatValue, type Plot } from './plots.ts';

const HEIGHT = 190;
const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 11 };
const colorOf = (color: string) => `var(--mantine-color-${color}-6)`;
const DASHES = ['0', '6 3'];
const AXIS_PX = { COUNT: 36, SHARE: 52, TIME: 60 } as const;

/** A day as an axis has room for it. */
const shortDay = (day: string): string => new Date(day).toLocaleDateString('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });

/** Where two lines meet, the ring of the first is seen around the dot of the second. */
const dotOf = (series: number, color: string) => (series === 0 ? { r: 4.5, fill: 'var(--surface)', strokeDasharray: '0' } : { r: 2.5, fill: color, strokeDasharray: '0' });

type Row = Record<string, number | string | null>;

function PlotTip({ plot, active, payload }: { plot: Plot } & Partial<TooltipContentProps<number, string>>) {
  const row = payload?.[0]?.payload as Row | undefined;
  if (!active || !row) return null;
  return (
    <div className="usage-tip">
      <strong>{shortDay(String(row['day']))}</strong>
      {plot.series.map(({ name }, i) => row[i] !== null && row[i] !== 0 && <div key={name}>{name}: {formatValue(row[i] as number, plot.unit)}</div>)}
    </div>
  );
}

/** The plot itself. What it shows is said in words and as a table beside it. In a chunk of its own. */
export function UsagePlot({ plot, days }: { plot: Plot; days: readonly string[] }) {
  const rows = days.map((day, i): Row => ({ day, ...Object.fromEntries(plot.series.map(({ values }, series) => [series, values[i] ?? null])) }));
  const frame = [
    <CartesianGrid key="grid" vertical={false} stroke="var(--line)" />,
    <XAxis key="x" dataKey="day" tick={TICK} stroke="var(--line)" minTickGap={24} tickFormatter={shortDay} />,
    <YAxis key="y" tick={TICK} stroke="var(--line)" width={AXIS_PX[plot.unit]} allowDecimals={plot.unit !== 'COUNT'} {...(plot.unit === 'SHARE' ? { domain: [0, 1] as [number, number] } : {})} tickFormatter={(value: number) => formatValue(value, plot.unit)} />,
    <Tooltip key="tip" isAnimationActive={false} cursor={{ fill: 'var(--surface-quiet)' }} content={(props) => <PlotTip plot={plot} active={props.active} payload={props.payload as never} />} />,
  ];
  const margin = { top: 8, right: 12, bottom: 0, left: 0 };
  return (
    <div role="img" aria-label={`${plot.title}. ${plot.words}`}>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        {plot.kind === 'BARS' ? (
          <BarChart data={rows} margin={margin} accessibilityLayer={false}>
            {frame}
            {plot.series.map(({ name, color }, i) => <Bar key={name} dataKey={String(i)} name={name} stackId="all" fill={colorOf(color)} isAnimationActive={false} />)}
          </BarChart>
        ) : (
          <LineChart data={rows} margin={margin} accessibilityLayer={false}>
            {frame}
            {plot.series.map(({ name, color }, i) => <Line key={name} dataKey={String(i)} name={name} stroke={colorOf(color)} strokeWidth={2} strokeDasharray={DASHES[i] ?? '0'} dot={dotOf(i, colorOf(color))} connectNulls={false} isAnimationActive={false} />)}
          </LineChart>
        )}
      </ResponsiveContainer>
    </div>
  );
}
