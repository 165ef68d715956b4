// Finds and starts the Chromium of the browser tests. Owns the flags; knows no page.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** What a person runs to get a browser where none is found. */
export const INSTALL_HINT = 'no Chromium was found: sudo apt-get install --no-install-recommends chromium, or set CHROMIUM_PATH';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** CHROMIUM_PATH, else one on the PATH, else the packed one for x64 Linux; null where there is none. */
export async function findChromium(): Promise<string | null> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
  if (found) return found;
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const packed = await import('@sparticuz/chromium').then(({ default: sparticuz }) => sparticuz.executablePath()).catch(() => null);
  return packed !== null && existsSync(packed) ? packed : null;
}

/** WebGL drawn by the processor, for what needs it on a machine without a graphics card. */
export const DRAWING_FLAGS = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export function launchChromium(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}
