import { Stack, Text } from '@mantine/core';
import { Words } from '../../shared/Words.tsx';
import type { Suspect } from '../debugger-documents.ts';
import type { SessionView } from '../session/session-view.ts';

function Source({ suspect }: { suspect: Suspect }) {
  return (
    <div className="source" role="region" tabIndex={0} aria-label={`Lines around ${suspect.file}:${suspect.line}`}>
      <div className="source-sheet">
        {suspect.source.split('\n').map((line, at) => {
          const number = suspect.sourceLine + at;
          return (
            <div key={number} className="source-line" data-suspect={number === suspect.line || undefined}>
              <span className="diff-number">{number}</span>
              <span className="diff-text">{number === suspect.line && <span className="visually-hidden">suspicious: </span>}{line}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function SuspectRow({ suspect, number }: { suspect: Suspect; number: number }) {
  const percent = Math.round(suspect.score * 100);
  return (
    <li className="suspect" data-testid="suspect">
      <div className="suspect-head">
        <Text component="span" size="xs" fw={600} c="dimmed" className="tabular">{number}</Text>
        <span className="path wrap-anywhere">{suspect.file}<span className="position">:{suspect.line}:{suspect.column}</span></span>
        <span className="suspect-score">
          <span className="confidence-track" role="meter" aria-label="Suspicion in per cent" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}><span className="suspect-bar" style={{ width: `${percent}%` }} /></span>
          <Text component="span" size="xs" className="tabular">{percent} %</Text>
        </span>
      </div>
      {suspect.source !== '' ? <Source suspect={suspect} /> : <code className="value">{suspect.text}</code>}
      <ul className="suspect-reasons">
        {suspect.reasons.map((reason) => <li key={reason}><Text component="span" size="sm"><Words text={reason} /></Text></li>)}
        {suspect.ochiai !== null && <li><Text component="span" size="sm" c="dimmed">Ochiai’s coefficient over the examples: {suspect.ochiai.toFixed(2)}</Text></li>}
      </ul>
    </li>
  );
}

/** The places that may be the cause, the most suspicious first. */
export function Suspects({ session }: { session: SessionView }) {
  const { suspects } = session;
  if (suspects.length === 0) {
    const why = session.scenario === null ? 'Nothing was run, so no place can be suspected.' : session.recording ? 'No place stands out. Examples that pass beside examples that fail show where the cause is.' : 'Places are ranked once the scenario was recorded.';
    return <Text size="sm" c="dimmed" data-testid="no-suspects">{why}</Text>;
  }
  return (
    <Stack gap={0} component="ol" className="rows" data-testid="suspects">
      {suspects.map((suspect, at) => <SuspectRow key={`${suspect.file}:${suspect.line}:${suspect.column} ${suspect.text}`} suspect={suspect} number={at + 1} />)}
    </Stack>
  );
}
