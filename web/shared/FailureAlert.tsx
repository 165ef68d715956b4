import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { CommandButton } from './CommandButton.tsx';
import { AlertIcon } from './icons.tsx';
import type { Failure } from './failure.ts';

interface FailureAlertProps {
  failure: Failure;
  /** Called with the words of a suggestion that is pressed. */
  onSuggestion?: (text: string) => void;
  onRetry?: () => void;
}

/** The one way the page says that something did not work: what was attempted, what to do next, and what would have been understood. */
export function FailureAlert({ failure, onSuggestion, onRetry }: FailureAlertProps) {
  return (
    <Alert color="red" variant="light" icon={<AlertIcon />} title={failure.message} data-testid="failure" data-code={failure.code}>
      <Stack gap="xs">
        <Text size="sm" c="var(--mantine-color-text)">{failure.hint}</Text>
        {failure.files.length > 0 && (
          <List size="sm" className="file-list">
            {failure.files.map((file) => (
              <List.Item key={file}><Code>{file}</Code></List.Item>
            ))}
          </List>
        )}
        {onSuggestion && failure.suggestions.length > 0 && (
          <Group gap="xs" align="center" role="group" aria-label="Did you mean">
            <Text size="sm" fw={600} c="var(--mantine-color-text)">Did you mean</Text>
            {failure.suggestions.map((suggestion) => (
              <Button key={suggestion.text} size="compact-sm" variant="default" className="suggestion" onClick={() => onSuggestion(suggestion.text)}>
                {suggestion.text}
              </Button>
            ))}
          </Group>
        )}
        <Group gap="sm">
          {failure.code === 'OTHER_VERSION' && <Button size="compact-sm" variant="default" onClick={() => location.reload()}>Load the page again</Button>}
          {onRetry && failure.code !== 'OTHER_VERSION' && <CommandButton size="compact-sm" variant="default" onClick={onRetry}>Try again</CommandButton>}
          <Text size="xs" c="dimmed" ff="monospace">{failure.code}</Text>
        </Group>
      </Stack>
    </Alert>
  );
}
