import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core';

/** Bluish greys, as those of the page: the library's own are brown beside them. */
const dark: MantineColorsTuple = ['#d9dee7', '#bcc4d1', '#a2abba', '#7d8797', '#3a4250', '#29303a', '#20262e', '#191d24', '#141820', '#0e1116'];
const nova: MantineColorsTuple = ['#eef1ff', '#dde3ff', '#bac6fb', '#94a5f5', '#7388ef', '#5f75eb', '#4a5fd9', '#3d4fbd', '#33429c', '#273377'];

/** Tints with text that keeps a contrast of 4.5 to 1 in both schemes, which the library's own light variant does not. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input);
  const color = input.color ?? 'nova';
  if (!(color in input.theme.colors)) return resolved;
  // The darkest yellow and orange are still too light for text on their own tint.
  const text = `light-dark(color-mix(in srgb, var(--mantine-color-${color}-9) 72%, black), var(--mantine-color-${color}-2))`;
  const tint = `light-dark(var(--mantine-color-${color}-${color === 'gray' ? 1 : 0}), color-mix(in srgb, var(--mantine-color-${color}-7) 24%, transparent))`;
  const tintHover = `light-dark(var(--mantine-color-${color}-2), color-mix(in srgb, var(--mantine-color-${color}-7) 36%, transparent))`;
  if (input.variant === 'light') return { ...resolved, background: tint, hover: tintHover, color: text };
  if (input.variant === 'subtle' || input.variant === 'transparent') return { ...resolved, hover: tint, color: text };
  return resolved;
};

export const theme = createTheme({
  primaryColor: 'nova',
  colors: { nova, dark },
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  fontFamily: "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: { fontWeight: '600' },
  variantColorResolver,
});

/** Secondary text that stays readable on every surface of the page. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-error': 'var(--mantine-color-red-9)', '--mantine-color-dimmed': '#545c6b', '--mantine-color-placeholder': '#6b7280', '--mantine-color-body': '#f7f8fa', '--mantine-color-default-border': '#dfe3ea' },
  dark: { '--mantine-color-error': 'var(--mantine-color-red-3)', '--mantine-color-dimmed': '#a2abba', '--mantine-color-placeholder': '#8c95a5', '--mantine-color-body': '#111419', '--mantine-color-default-border': '#2b313b', '--mantine-color-text': '#d9dee7', '--mantine-color-default': '#191d24' },
});
