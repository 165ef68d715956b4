import { ActionIcon, Tooltip, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { MoonIcon, ScreenIcon, SunIcon } from './icons.tsx';

const NEXT: Record<MantineColorScheme, MantineColorScheme> = { auto: 'light', light: 'dark', dark: 'auto' };
const NAMES: Record<MantineColorScheme, string> = { auto: 'as the system', light: 'light', dark: 'dark' };
const ICONS: Record<MantineColorScheme, typeof SunIcon> = { auto: ScreenIcon, light: SunIcon, dark: MoonIcon };

export function ColorSchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const next = NEXT[colorScheme];
  const label = `Colours: ${NAMES[colorScheme]}. Change to ${NAMES[next]}`;
  const CurrentIcon = ICONS[colorScheme];
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => setColorScheme(next)}>
        <CurrentIcon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
