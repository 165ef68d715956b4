import { Button, Checkbox, Code, Container, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { Client, fetchExchange } from 'urql';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { failureOfRequest, type Failure } from '../shared/failure.ts';
import { ColorSchemeToggle } from '../shared/ColorSchemeToggle.tsx';
import { NovaIcon } from '../shared/icons.tsx';
import { OwnTokenDocument } from './access-documents.ts';
import { access } from './page-access.ts';
import { refusalOfError, type Refusal } from './refusal.ts';
import { findTokenMistake, NEW_TOKEN_COMMAND, wordsOf } from './sign-in-words.ts';

/** Knows nothing of the token that is in use. */
const askingClient = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] });

/** Asks the server about a token before it takes the place of the old one. */
async function trySignIn(token: string, isRemembered: boolean): Promise<{ failure?: Failure; refusal?: Refusal }> {
  const { error } = await askingClient.query(OwnTokenDocument, {}, { fetchOptions: { headers: { authorization: `Bearer ${token}` } } }).toPromise();
  const refusal = refusalOfError(error);
  if (refusal) return { refusal };
  if (error) return { failure: failureOfRequest(error) };
  access.signIn(token, isRemembered);
  return {};
}

function SignInForm() {
  const [given, setGiven] = useState('');
  const [isRemembered, setRemembered] = useState(false);
  const [mistake, setMistake] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isAsking, setAsking] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = findTokenMistake(given);
    setMistake(found);
    if (found) return;
    setAsking(true);
    const outcome = await trySignIn(given.trim(), isRemembered);
    setAsking(false);
    setFailure(outcome.failure ?? null);
    setMistake(outcome.refusal ? wordsOf(outcome.refusal, given.trim()).what : null);
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Sign in">
      <Stack gap="sm">
        <PasswordInput
          label="Access token" placeholder="sn_…" autoComplete="current-password" spellCheck={false} autoFocus data-testid="token"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
          value={given} onChange={(event) => setGiven(event.currentTarget.value)} error={mistake}
        />
        <Checkbox label="Remember it in this browser" description="Else it is forgotten when this tab is closed." checked={isRemembered} onChange={(event) => setRemembered(event.currentTarget.checked)} />
        {failure && <div role="alert"><FailureAlert failure={failure} /></div>}
        <Group><Button type="submit" loading={isAsking} data-testid="sign-in">Sign in</Button></Group>
      </Stack>
    </form>
  );
}

/** The page of somebody whom the server does not let in: what happened, and what to do. */
export function SignInPage({ refusal }: { refusal: Refusal }) {
  const { title, what } = wordsOf(refusal, access.getToken());
  useDocumentTitle(`${title} · Supernova`);
  return (
    <Container component="main" size={520} py={64} px="md" data-testid="sign-in-page" data-code={refusal.code}>
      <Stack gap="md">
        <Group justify="space-between">
          <Group gap={8} className="brand"><NovaIcon /><Text component="span" fw={700} className="brand-name">Supernova</Text></Group>
          <ColorSchemeToggle />
        </Group>
        <Paper withBorder p="lg">
          <Stack gap="sm">
            <Title order={1} size="h3">{title}</Title>
            <Text size="sm">{what}</Text>
            <SignInForm />
          </Stack>
        </Paper>
        <Stack gap={4}>
          <Text size="sm">You have none? The server printed one to its terminal when it was first started. Another is made in Settings by somebody who is signed in, or on the machine of the server with:</Text>
          <Code block className="wrap-anywhere">{NEW_TOKEN_COMMAND}</Code>
        </Stack>
      </Stack>
    </Container>
  );
}
