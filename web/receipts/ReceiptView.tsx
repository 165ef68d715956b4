import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { NotEditedList } from '../healing/NotEditedList.tsx';
import { PredictionAccuracy } from '../healing/PredictionAccuracy.tsx';
import { TestAccuracy } from '../healing/TestAccuracy.tsx';
import { StructureOutcome } from '../runs/StructureOutcome.tsx';
import { isKept } from '../runs/run-states.ts';
import { lookOfRun, lookOfStep } from '../runs/run-looks.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOf } from '../shared/failure.ts';
import { countOf, formatDuration, inWords } from '../shared/format.ts';
import { goTo, useAddress } from '../shared/useAddress.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { ReceiptHashes } from './ReceiptHashes.tsx';
import { ReceiptSteps } from './ReceiptSteps.tsx';
import type { Receipt } from './receipts-documents.ts';

const moment = (instant: string | null): string => (instant === null ? 'not yet' : new Date(instant).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' }));
const took = (what: string, ms: number | null): string => (ms === null ? '' : `, ${what} ${formatDuration(ms)}`);

function Section({ title, children, testid }: { title: string; children: ReactNode; testid?: string }) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title} data-testid={testid}>
      <Text component="h2" size="sm" fw={600} mb="xs">{title}</Text>
      {children}
    </Paper>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <><Text component="dt" size="sm" c="dimmed">{name}</Text><Text component="dd" size="sm" m={0} className="wrap-anywhere">{children}</Text></>;
}

function Head({ runId, receipt }: { runId: string; receipt: Receipt }) {
  const address = useAddress();
  const look = lookOfRun(receipt);
  return (
    <Paper component="section" withBorder p="md" aria-label="Run" data-testid="receipt" data-status={receipt.status}>
      <div className="run-head">
        <div>
          <Group gap="xs" mb={2}>
            <Badge variant="light" color={look.color} tt="none">{look.label}</Badge>
            <Anchor component="button" size="xs" onClick={() => goTo({ room: address.room, tab: 'healing', run: runId })}>Open the run in Self-Healing</Anchor>
            <Anchor component="button" size="xs" onClick={() => goTo({ room: address.room, tab: 'diffs', run: runId })}>See what it changed</Anchor>
          </Group>
          <Text component="h2" fw={600} size="lg" className="wrap-anywhere">{receipt.intent.userAction}</Text>
          <Text size="sm" c="dimmed" className="wrap-anywhere">{receipt.intent.understood}</Text>
        </div>
        <ExportButtons key={runId} runId={runId} />
      </div>
      <dl className="receipt-facts">
        <Fact name="Who">{receipt.originWords}</Fact>
        {receipt.announcedBy && <Fact name="Announced by">{receipt.announcedBy}</Fact>}
        {receipt.startedBy && <Fact name="Started by">{receipt.startedBy}</Fact>}
        {receipt.mode === 'BRANCH' && <Fact name="Where">branch {receipt.branch} from {receipt.branchBase?.slice(0, 12) ?? 'nothing yet'}, {receipt.commit ? `commit ${receipt.commit.slice(0, 12)}` : 'no commit yet'}</Fact>}
        {receipt.adoptReason && <Fact name="Kept by">{receipt.adoptedBy ?? 'a person'}: {receipt.adoptReason}</Fact>}
        <Fact name="Planned">{moment(receipt.plannedAt)}</Fact>
        <Fact name="Started">{moment(receipt.startedAt)}{took('waited', receipt.queueMs)}{receipt.attempt > 1 && `, attempt ${receipt.attempt}`}</Fact>
        <Fact name="Ended">{moment(receipt.completedAt)}{took('took', receipt.durationMs)}</Fact>
        <Fact name="Changes">{countOf(receipt.changes.files, 'file')}, {countOf(receipt.changes.linesAdded, 'line')} added, {receipt.changes.linesRemoved} removed</Fact>
        <Fact name="Decision">{receipt.reasons.join(' ')}</Fact>
      </dl>
    </Paper>
  );
}

function Predictions({ receipt }: { receipt: Receipt }) {
  const { predictions, predictionCount } = receipt;
  if (predictionCount === 0) return <Text size="sm" c="dimmed">Nothing was predicted for this run.</Text>;
  const risk = receipt.intent.overallRisk;
  return (
    <Stack gap="xs">
      {risk !== null && <Text size="sm">Risk {risk} of 10: {receipt.intent.riskFactors.map(({ reason }) => reason).join('; ')}.</Text>}
      <Disclosure label={<Text size="sm">{countOf(predictionCount, 'prediction')}{predictions.length < predictionCount && `, the ${predictions.length} most severe`}</Text>} startsOpen={predictions.length <= 20}>
        <ul className="places" aria-label="Predictions">
          {predictions.map(({ severity, certainty, predictionType, file, summary, placeCount }) => (
            <li key={`${file} ${predictionType} ${certainty} ${summary}`}>
              <span className="path">{file}</span>
              <Text component="span" size="sm">{summary}</Text>
              <Text component="span" size="xs" c="dimmed">{inWords(predictionType)}, {certainty.toLowerCase()}, severity {severity.toFixed(1)}, {countOf(placeCount, 'place')}</Text>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Stack>
  );
}

function Verification({ verification }: Pick<Receipt, 'verification'>) {
  if (!verification) return <Text size="sm" c="dimmed">No verification has ended.</Text>;
  const look = lookOfStep(verification.status);
  return <Group gap="xs" align="flex-start" wrap="nowrap"><Badge variant="light" color={look.color} tt="none">{look.label}</Badge><Text size="sm" className="wrap-anywhere">{verification.words}</Text></Group>;
}

/** The whole receipt of a run. Keyed by the run. */
export function ReceiptView({ runId, receipt }: { runId: string; receipt: Receipt }) {
  return (
    <Stack gap="md">
      <Head runId={runId} receipt={receipt} />
      {receipt.error && <FailureAlert failure={failureOf(receipt.error)} />}
      <Section title="Predictions"><Predictions receipt={receipt} /></Section>
      <Section title="Steps"><ReceiptSteps actions={receipt.actions} /></Section>
      <Section title="Verification" testid="receipt-verification"><Verification verification={receipt.verification} /></Section>
      <Section title="Hashes before and after" testid="receipt-hashes"><ReceiptHashes receipt={receipt} /></Section>
      <Section title="Predicted against actual">
        {receipt.accuracy || receipt.testAccuracy || receipt.structure ? <Stack gap="xs"><PredictionAccuracy accuracy={receipt.accuracy} /><TestAccuracy accuracy={receipt.testAccuracy} /><StructureOutcome structure={receipt.structure} isKept={isKept(receipt.status)} /></Stack> : <Text size="sm" c="dimmed">Nothing was compared: that is done when a run verifies what a prediction said.</Text>}
      </Section>
      {receipt.notEdited.length > 0 && <Section title="Not edited"><NotEditedList places={receipt.notEdited} /></Section>}
      <Section title="History">
        {receipt.moves.length === 0 && <Text size="sm" c="dimmed">The run was planned, and never started.</Text>}
        <ol className="receipt-moves">
          {receipt.moves.map(({ number, type, at, message, by }) => (
            <li key={number}><Text component="time" size="xs" c="dimmed" dateTime={at}>{moment(at)}</Text> <Text component="span" size="sm">{inWords(type)}{by && ` by ${by}`}{message && `: ${message}`}</Text></li>
          ))}
        </ol>
      </Section>
    </Stack>
  );
}
