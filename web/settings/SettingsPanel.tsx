import './settings.css';
import { Box, Button, Code, Group, NumberInput, Paper, SegmentedControl, Stack, Switch, TagsInput, Text, useMantineColorScheme, VisuallyHidden, type MantineColorScheme } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { CommandButton } from '../shared/CommandButton.tsx';
import { FailureAlert } from '../shared/FailureAlert.tsx';
import { ReadingView } from '../shared/ReadingView.tsx';
import { SectionsSkeleton } from '../shared/Skeletons.tsx';
import { goTo } from '../shared/useAddress.ts';
import { WatchControls } from '../watch/WatchPanel.tsx';
import { AccessTokens } from './AccessTokens.tsx';
import { OLD_FORMS, THRESHOLDS, type SettingsDraft } from './settings-draft.ts';
import type { RoomSettings, ServerInfo } from './settings-documents.ts';
import { WorkerList } from './WorkerList.tsx';
import { useSettings, type SettingsForm } from './useSettings.ts';

const SCHEMES = [{ value: 'auto', label: 'As the system' }, { value: 'light', label: 'Light' }, { value: 'dark', label: 'Dark' }];

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Text component="h2" size="sm" fw={600} mb="sm">{title}</Text>
      {children}
    </Paper>
  );
}

function Thresholds({ settings, draft, edit }: { settings: RoomSettings; draft: SettingsDraft; edit: SettingsForm['edit'] }) {
  return (
    <Stack gap="md">
      {THRESHOLDS.map(({ name, label, description, max, step }) => (
        <NumberInput
          key={name} label={label} description={`${description} Default: ${settings.defaults[name]}.`} min={0} max={max} step={step} allowDecimal={step < 1} clampBehavior="strict" maw={520}
          value={draft.thresholds[name]} placeholder={String(settings.defaults[name])} data-testid={`setting-${name}`}
          onChange={(value) => edit({ ...draft, thresholds: { ...draft.thresholds, [name]: typeof value === 'number' ? value : '' } })}
        />
      ))}
    </Stack>
  );
}

function Policies({ draft, edit }: { draft: SettingsDraft; edit: SettingsForm['edit'] }) {
  const { oldForms, writesGuides } = draft.policies;
  const id = useId();
  const [label, description] = [`${id}-label`, `${id}-description`];
  return (
    <Stack gap="md" mt="md" maw={520}>
      <div>
        <Text size="sm" fw={600} id={label}>Keep an old name or path</Text>
        <Text size="xs" c="dimmed" id={description} mb={4}>{OLD_FORMS.find(({ value }) => value === oldForms)?.description}</Text>
        <SegmentedControl
          fullWidth aria-labelledby={label} aria-describedby={description} data-testid="setting-oldForms" value={oldForms} data={OLD_FORMS.map(({ value, label: name }) => ({ value, label: name }))}
          onChange={(value) => edit({ ...draft, policies: { ...draft.policies, oldForms: value as typeof oldForms } })}
        />
      </div>
      <Switch label="Write migration guides" description="A Markdown file in docs/migrations for each migration, with a codemod where other packages can use the code." checked={writesGuides} onChange={(event) => edit({ ...draft, policies: { ...draft.policies, writesGuides: event.currentTarget.checked } })} data-testid="setting-writesGuides" />
    </Stack>
  );
}

function FormButtons({ form }: { form: SettingsForm }) {
  return (
    <Group gap="xs" mt="md">
      <CommandButton loading={form.isSaving} disabled={!form.isChanged} onClick={form.save} data-testid="save-settings">Save</CommandButton>
      <Button variant="default" disabled={!form.isChanged} onClick={form.undo}>Undo</Button>
      <CommandButton variant="subtle" disabled={form.isDefault || form.isSaving} onClick={form.reset} data-testid="reset-settings">Reset to the defaults</CommandButton>
      <Text size="sm" c="dimmed" role="status">{form.isSaved && !form.isChanged ? 'Saved. It counts from the next prediction on.' : ''}</Text>
    </Group>
  );
}

function RoomForm({ form, settings, draft }: { form: SettingsForm; settings: RoomSettings; draft: SettingsDraft }) {
  return (
    <Section title="Healing and files of this room">
      <Thresholds settings={settings} draft={draft} edit={form.edit} />
      <Policies draft={draft} edit={form.edit} />
      <TagsInput
        mt="md" maw={520} label="Ignored folders" description="Paths from the root of the room, such as src/generated; Enter adds one. They are left out of graph, predictions and watch, beside what .gitignore names. The hash of the tree still counts them. Default: none."
        value={draft.ignoredFolders} onChange={(ignoredFolders) => form.edit({ ...draft, ignoredFolders })} maxTags={50} acceptValueOnBlur clearable data-testid="setting-ignored"
      />
      {form.refusal && <div role="alert" className="settings-failure"><FailureAlert failure={form.refusal} /></div>}
      <FormButtons form={form} />
    </Section>
  );
}

function Server({ roomId, server }: { roomId: string; server: ServerInfo }) {
  const { version, nodeVersion, typescriptVersion, databaseKind, databaseVersion, databaseBytes, allowedRoots } = server;
  return (
    <Section title="This server">
      <dl className="settings-facts">
        <dt>Version</dt><dd>Supernova {version}, Node {nodeVersion.replace(/^v/, '')}, TypeScript {typescriptVersion}</dd>
        <dt>Database</dt><dd>PostgreSQL {databaseVersion}, {databaseKind === 'EMBEDDED' ? 'started by Supernova' : 'the one of DATABASE_URL'}, {(databaseBytes / 1_000_000).toFixed(1)} MB</dd>
        <dt>Workers</dt><dd><WorkerList roomId={roomId} /></dd>
        <dt>Allowed roots</dt><dd>{allowedRoots.map((root) => <Code key={root} className="wrap-anywhere">{root}</Code>)}</dd>
      </dl>
      <Text size="xs" c="dimmed" mt="xs">These are set where the server is started: SUPERNOVA_ALLOWED_ROOTS, DATABASE_URL, SUPERNOVA_DATA and SUPERNOVA_TOKENS.</Text>
    </Section>
  );
}

/** What a room wants, what the server is, and how the page looks. Keyed by the room. */
export function SettingsPanel({ roomId }: { roomId: string }) {
  const form = useSettings(roomId);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { reading, draft } = form;
  return (
    <Stack gap="md">
      <VisuallyHidden><h1>Settings</h1></VisuallyHidden>
      <ReadingView reading={reading} what="the settings" skeleton={<SectionsSkeleton heights={[470]} />}>{({ settings }) => draft && <RoomForm form={form} settings={settings} draft={draft} />}</ReadingView>
      <Section title="When a file is saved"><Box maw={520}><WatchControls roomId={roomId} onOpen={(run) => goTo({ room: roomId, tab: 'healing', run })} /></Box></Section>
      <Section title="Colours of the page"><SegmentedControl size="xs" aria-label="Colours" value={colorScheme} data={SCHEMES} onChange={(value) => setColorScheme(value as MantineColorScheme)} /></Section>
      <Section title="Access tokens"><AccessTokens /></Section>
      {reading.kind === 'loading' ? <SectionsSkeleton heights={[190]} /> : reading.kind === 'ready' && <Server roomId={roomId} server={reading.value.server} />}
    </Stack>
  );
}
