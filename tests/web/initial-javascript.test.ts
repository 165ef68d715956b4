import { beforeAll, expect, test } from 'vitest';
import { filesLoadedWith, readManifest, sizeOf } from '../support/initial-javascript.ts';
import { buildProduct } from '../support/program.ts';

const BUDGET_BYTES = 250_000;
const PANELS = ['editor/EditorPanel', 'diffs/DiffsPanel', 'receipts/ReceiptsPanel', 'graph/GraphPanel', 'healing/HealingPanel', 'debugger/DebuggerPanel', 'preview/PreviewPanel', 'usage/UsagePanel', 'settings/SettingsPanel'];

beforeAll(buildProduct, 240_000);

test('the page and its first tab load less than 250 kB of JavaScript, gzipped', () => {
  const files = filesLoadedWith(readManifest(), ['index.html', 'healing/HealingPanel.tsx']);
  expect(files.size).toBeGreaterThan(1);
  expect(sizeOf(files).gzipBytes).toBeLessThan(BUDGET_BYTES);
});

test('no tab is loaded before it is opened', () => {
  const manifest = readManifest();
  const initial = filesLoadedWith(manifest, ['index.html']);
  for (const panel of PANELS) expect(initial, panel).not.toContain(manifest[`${panel}.tsx`]?.file);
  for (const panel of PANELS) expect(manifest[`${panel}.tsx`]?.file, panel).toBeDefined();
});
