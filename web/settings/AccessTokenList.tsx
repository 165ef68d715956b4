import { Badge, Button, Code, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccessToken } from '../access/access-documents.ts';
import { CommandButton } from '../shared/CommandButton.tsx';
import { Disclosure } from '../shared/Disclosure.tsx';
import { countOf } from '../shared/format.ts';
import { describeToken, splitTokens } from './token-list.ts';

interface RowProps {
  token: AccessToken;
  isOwn: boolean;
  nowMs: number;
  /** Null where there is nothing to revoke. */
  onRevoke: (() => void) | null;
}

function Confirmation({ token, isOwn, onRevoke, onKeep }: { token: AccessToken; isOwn: boolean; onRevoke: () => void; onKeep: () => void }) {
  return (
    <Group gap="xs" role="group" aria-label={`Revoke ${token.name}?`}>
      <Text size="sm">{isOwn ? 'This page is signed in with it: you will be signed out.' : 'Whatever is signed in with it will be signed out.'} It cannot be taken back.</Text>
      <CommandButton size="compact-sm" color="red.9" onClick={onRevoke} data-testid="revoke-confirm">Revoke {token.name}</CommandButton>
      <Button size="compact-sm" variant="default" autoFocus onClick={onKeep}>Keep it</Button>
    </Group>
  );
}

function TokenRow({ token, isOwn, nowMs, onRevoke }: RowProps) {
  const [isAsked, setAsked] = useState<boolean | null>(null);
  return (
    <li className="token-row" data-testid="access-token" data-name={token.name}>
      <div className="token-facts">
        <Group gap={8}>
          <Text span size="sm" fw={600} className="wrap-anywhere">{token.name}</Text>
          <Code>{token.startsWith}…</Code>
          {isOwn && <Badge size="sm" variant="light" tt="none">This page</Badge>}
        </Group>
        <Text size="xs" c="dimmed">{describeToken(token, nowMs)}</Text>
      </div>
      {onRevoke && !isAsked && <Button size="compact-sm" variant="default" aria-label={`Revoke ${token.name}`} autoFocus={isAsked === false} onClick={() => setAsked(true)}>Revoke</Button>}
      {onRevoke && isAsked && <Confirmation token={token} isOwn={isOwn} onKeep={() => setAsked(false)} onRevoke={onRevoke} />}
    </li>
  );
}

interface ListProps {
  tokens: readonly AccessToken[];
  ownId: string | null;
  onRevoke: (id: string) => void;
}

/** Those that hold, each with what ends it, and behind them those that hold no more. */
export function AccessTokenList({ tokens, ownId, onRevoke }: ListProps) {
  const nowMs = Date.now();
  const { holding, ended } = splitTokens(tokens, nowMs);
  const rowOf = (token: AccessToken, isHolding: boolean) => <TokenRow key={token.id} token={token} isOwn={token.id === ownId} nowMs={nowMs} onRevoke={isHolding ? () => onRevoke(token.id) : null} />;
  return (
    <Stack gap="xs">
      {holding.length === 0 && <Text size="sm" c="dimmed">No token holds now.</Text>}
      {holding.length > 0 && <ul className="rows" aria-label="Access tokens">{holding.map((token) => rowOf(token, true))}</ul>}
      {ended.length > 0 && (
        <Disclosure label={<Text size="sm" c="dimmed">{countOf(ended.length, 'token')} that {ended.length === 1 ? 'holds' : 'hold'} no more</Text>}>
          <ul className="rows" aria-label="Tokens that hold no more">{ended.map((token) => rowOf(token, false))}</ul>
        </Disclosure>
      )}
    </Stack>
  );
}
