import { Anchor, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { colorOfRisk } from '../runs/run-looks.ts';
import type { Run } from '../runs/run-documents.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FactorList } from '../shared/FactorList.tsx';
import { countOf, formatDuration } from '../shared/format.ts';
import { useNavigation } from '../shared/navigation.ts';
import { titleOfDecision } from './decision-words.ts';

type Analysis = NonNullable<Run['intentCapture']['analysis']>;

function RiskMeter({ analysis, healFrom }: { analysis: Analysis; healFrom: number }) {
  const { overallRisk } = analysis;
  return (
    <section aria-label="Risk" data-testid="risk">
      <Text size="xs" fw={600} c="dimmed" className="overline">Risk</Text>
      <div className="risk-row" data-color={colorOfRisk(overallRisk)}>
        <Text component="span" className="risk-number">{overallRisk.toFixed(1)}</Text>
        <div className="risk-track" role="meter" aria-valuenow={overallRisk} aria-valuemin={0} aria-valuemax={10} aria-label={`Overall risk, 0 to 10; healed from ${healFrom} on`}>
          <div className="risk-bar" style={{ width: `${overallRisk * 10}%` }} />
          <div className="risk-mark" style={{ left: `${healFrom * 10}%` }} title={`From ${healFrom} on, changes of this room are healed`} />
        </div>
        <Text component="span" size="xs" c="dimmed" className="tabular">of 10, heals from {healFrom}</Text>
      </div>
      <FactorList factors={analysis.riskFactors} />
    </section>
  );
}

/** A longer list is looked at in the graph. */
const NEAREST_SHOWN = 200;

function Dependents({ analysis }: { analysis: Analysis }) {
  const all = [...analysis.directDependents, ...analysis.transitiveDependents.filter((dependent) => dependent.distance > 1)];
  if (all.length === 0) return <Text size="sm">Nothing imports the target.</Text>;
  return (
    <Disclosure label={<Text size="sm">{countOf(analysis.directDependents.length, 'direct dependent')}, {countOf(all.length, 'file')} {all.length === 1 ? 'reaches' : 'reach'} it</Text>}>
      <ul className="dependents scroll-block" tabIndex={0}>
        {all.slice(0, NEAREST_SHOWN).map((dependent) => (
          <li key={dependent.file}>
            <span className="path">{dependent.file}</span>
            <Text component="span" size="xs" c="dimmed">{dependent.distance === 1 ? `direct, uses ${Math.round(dependent.strength * 100)} %` : `distance ${dependent.distance}`}</Text>
          </li>
        ))}
      </ul>
      {all.length > NEAREST_SHOWN && <Text size="xs" c="dimmed">The nearest {NEAREST_SHOWN} are listed; the project graph shows all.</Text>}
    </Disclosure>
  );
}

/** How risky the change is and what was decided about it, each with its reasons. */
export function ImpactSummary({ run }: { run: Run }) {
  const { goTo } = useNavigation();
  const { analysis } = run.intentCapture;
  if (!analysis) return null;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <RiskMeter analysis={analysis} healFrom={run.room.settings.thresholds.healFrom} />
      <section aria-label="Decision" data-testid="decision">
        <Text size="xs" fw={600} c="dimmed" className="overline">Decision</Text>
        <Text fw={600} mb={4}>{titleOfDecision(run)}</Text>
        <Stack gap={6}>
          <List size="xs" spacing={2} className="reasons">
            {run.reasons.map((reason) => <List.Item key={reason}>{reason}</List.Item>)}
          </List>
          <Dependents analysis={analysis} />
          <Anchor component="button" size="xs" ta="left" onClick={() => goTo({ room: run.room.id, tab: 'graph', run: run.id })}>See it in the project graph</Anchor>
          <Text size="xs" c="dimmed">Tried on {countOf(analysis.filesChecked, 'file')} in {formatDuration(analysis.durationMs)}, without a write to the project.</Text>
        </Stack>
      </section>
    </SimpleGrid>
  );
}
