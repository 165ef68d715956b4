import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Disclosure } from '../shared/Disclosure.tsx';

interface SectionProps {
  title: ReactNode;
  children: ReactNode;
  startsOpen?: boolean;
}

/** A part of the column beside the graph. */
export function Section({ title, children, startsOpen = true }: SectionProps) {
  return (
    <Paper withBorder p="xs" component="section">
      <Disclosure startsOpen={startsOpen} label={<Text component="h2" size="xs" fw={600} c="dimmed" className="overline">{title}</Text>}>{children}</Disclosure>
    </Paper>
  );
}
