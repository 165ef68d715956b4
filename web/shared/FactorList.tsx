import { Text } from '@mantine/core';

/** Of a risk and of a severity. */
const MOST_POINTS = 10;
const SIGN = new Intl.NumberFormat('en', { signDisplay: 'exceptZero', maximumFractionDigits: 1 });

interface FactorListProps {
  factors: readonly { factor: string; points: number; reason: string }[];
  label?: string;
}

/** What made a risk or a severity, and that it ends at 10 where the points are more. */
export function FactorList({ factors, label }: FactorListProps) {
  const sum = factors.reduce((total, { points }) => total + points, 0);
  return (
    <ul className="factors" aria-label={label}>
      {factors.map(({ factor, points, reason }) => (
        <li key={`${factor} ${reason}`}>
          <Text component="span" size="xs" fw={600} className="tabular factor-points">{SIGN.format(points)}</Text>
          <Text component="span" size="xs">{reason}</Text>
        </li>
      ))}
      {sum > MOST_POINTS && <Text component="li" size="xs" c="dimmed" data-testid="points-cut">{SIGN.format(sum).slice(1)} points in all, of which {MOST_POINTS} count.</Text>}
    </ul>
  );
}
