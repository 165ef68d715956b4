import { Badge, Tooltip } from '@mantine/core';
import type { ConnectionStatus } from './connection-state.ts';
import { useConnection } from './useConnection.ts';

const LOOKS: Record<ConnectionStatus, { label: string; color: string; hint: string }> = {
  CONNECTING: { label: 'Connecting', color: 'gray', hint: 'Connecting to the server.' },
  CONNECTED: { label: 'Connected', color: 'teal', hint: 'Every change is shown as it happens.' },
  RECONNECTING: { label: 'Reconnecting', color: 'yellow', hint: 'The connection was lost. It is made again by itself, and nothing is missed.' },
  OFFLINE: { label: 'Offline', color: 'red', hint: 'The server cannot be reached. Attempts go on by themselves.' },
};

export function ConnectionBadge() {
  const { status } = useConnection();
  const { label, color, hint } = LOOKS[status];
  return (
    <Tooltip label={hint} multiline maw={260}>
      <Badge role="status" aria-label={`Connection: ${label}`} variant="light" color={color} tt="none" fw={500} leftSection={<span className="live-dot" />} data-testid="connection" data-status={status}>
        <span className="connection-words">{label}</span>
      </Badge>
    </Tooltip>
  );
}
