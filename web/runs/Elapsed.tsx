import { useEffect, useState } from 'react';
import { durationBetween, formatDuration } from '../shared/format.ts';

/** How long something took; counts on while it has not ended. */
export function Elapsed({ from, to, isRunning }: { from: string | null; to: string | null; isRunning: boolean }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNowMs(Date.now()), 200);
    return () => clearInterval(timer);
  }, [isRunning]);
  const durationMs = durationBetween(from, to ?? (isRunning ? new Date(nowMs).toISOString() : null));
  return durationMs === null ? null : <span className="tabular">{formatDuration(durationMs)}</span>;
}
