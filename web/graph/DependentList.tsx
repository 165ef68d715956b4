import { Anchor, Badge, Text, UnstyledButton } from '@mantine/core';
import { colorOfRisk } from '../runs/run-looks.ts';
import { Disclosure } from '../shared/Disclosure.tsx';
import { FactorList } from '../shared/FactorList.tsx';
import { countOf } from '../shared/format.ts';
import { editorLink } from './editor-link.ts';
import type { FoundImpact } from './graph-documents.ts';
import { pathInWords } from './lit-paths.ts';

interface DependentListProps {
  /** What is asked about, as the beginning of a sentence. */
  what: string;
  impact: FoundImpact;
  rootPath: string;
  onFind: (path: string) => void;
}

function Dependents({ impact, rootPath, onFind }: Omit<DependentListProps, 'what'>) {
  const all = [...impact.directDependents, ...impact.transitiveDependents];
  const unlisted = impact.directCount + impact.transitiveCount - all.length;
  return (
    <>
      <ul className="rows graph-list" aria-label="Dependents">
        {all.map(({ file, distance, strength, whyPath }) => (
          <li key={file} className="graph-dependent" data-testid="dependent">
            <span className="shrinks">
              <UnstyledButton className="path graph-link" onClick={() => onFind(file)}>{file}</UnstyledButton>
              {whyPath[0]?.line && <Anchor size="xs" ml={4} className="graph-line" href={editorLink(rootPath, file, whyPath[0].line)} aria-label={`Open ${file} at line ${whyPath[0].line} in VS Code`}>:{whyPath[0].line}</Anchor>}
              {distance > 1 && <Text size="xs" c="dimmed" className="wrap-anywhere" data-testid="dependent-way">{pathInWords(whyPath)}</Text>}
            </span>
            <Text component="span" size="xs" c="dimmed" className="tabular">{distance === 1 ? 'direct' : `distance ${distance}`}, {Math.round(strength * 100)} %</Text>
          </li>
        ))}
      </ul>
      {unlisted > 0 && <Text size="xs" c="dimmed">{countOf(unlisted, 'file')} more.</Text>}
    </>
  );
}

function Risk({ impact }: { impact: FoundImpact }) {
  return (
    <Disclosure label={<Badge size="sm" variant="light" color={colorOfRisk(impact.overallRisk)} tt="none">Risk of a change, from the graph alone: {impact.overallRisk.toFixed(1)}</Badge>}>
      <FactorList factors={impact.riskFactors} />
    </Disclosure>
  );
}

/** How risky a change is, and who depends on it: how strongly, at which distance and by which way. */
export function DependentList({ what, impact, rootPath, onFind }: DependentListProps) {
  return (
    <>
      <Risk impact={impact} />
      <Text size="xs" fw={600} data-testid="dependents-sum">{what}: {countOf(impact.directCount, 'direct dependent')}, {impact.transitiveCount} further.</Text>
      <Dependents impact={impact} rootPath={rootPath} onFind={onFind} />
    </>
  );
}
