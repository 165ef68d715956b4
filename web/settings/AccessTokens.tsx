import { Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import { access } from '../access/page-access.ts';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { useKeptFocus } from '../shared/useKeptFocus.ts';
import { AccessTokenList } from './AccessTokenList.tsx';
import { FreshSecret, NewAccessToken } from './NewAccessToken.tsx';
import { useAccessTokens, type AccessTokens as Reading } from './useAccessTokens.ts';

function signOut(): void {
  access.forget();
  location.reload();
}

function Standing({ own, isAskedFor }: Pick<Reading, 'own' | 'isAskedFor'>) {
  if (own) {
    return (
      <Group gap="xs">
        <Text size="sm">This page is signed in with the token <strong>{own.name}</strong>.</Text>
        <Button size="compact-sm" variant="default" onClick={signOut} data-testid="sign-out">Sign out</Button>
      </Group>
    );
  }
  if (isAskedFor) return null;
  return <Text size="sm" c="dimmed">This server asks nobody for a token. It does when it is started with <Code>--tokens always</Code>, and by itself when it listens on more than this machine.</Text>;
}

/** The access tokens of the server, whoever made them, and what this page is signed in with. */
export function AccessTokens() {
  const { tokens, own, isAskedFor, fresh, failure, isBusy, create, revoke, forgetFresh } = useAccessTokens();
  const kept = useKeptFocus();
  return (
    <Stack {...kept} gap="md" role="group" aria-label="Access tokens" data-testid="access-tokens">
      <Standing own={own} isAskedFor={isAskedFor} />
      {failure && <div role="alert"><FailureAlert failure={failure} /></div>}
      {fresh && <FreshSecret key={fresh.secret} fresh={fresh} onDone={forgetFresh} />}
      <NewAccessToken isBusy={isBusy} onCreate={create} />
      {tokens ? <AccessTokenList tokens={tokens} ownId={own?.id ?? null} onRevoke={(id) => void revoke(id)} /> : <Skeleton height={60} aria-busy="true" />}
    </Stack>
  );
}
