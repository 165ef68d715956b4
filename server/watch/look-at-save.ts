// What is done about a save: captured as an edit that was made already, predicted, its healing planned, and in AUTO started. Owns the decision and its sentences.
import { DomainError } from '../errors.ts';
import type { WatchMode } from '../generated/prisma/enums.ts';
import type { SavedFile } from './unhealed.ts';
import type { NewWatchEvent } from './watch-events.ts';

/** What the services do for a watch. */
export interface SaveServices {
  /** Captures the saves as one edit and analyses it. Throws DomainErrors. */
  predict(files: readonly SavedFile[], title: string): Promise<{ readonly intentId: string; readonly shouldHeal: boolean; readonly certainFiles: number; readonly possibleFiles: number; readonly findings: number }>;
  /** Plans the healing. `writes`: there is something to do. */
  plan(intentId: string): Promise<{ readonly runId: string; readonly writes: boolean }>;
  heal(runId: string): Promise<void>;
}

export interface Save {
  readonly files: readonly SavedFile[];
  readonly mode: WatchMode;
  readonly isBurst: boolean;
}

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** What was saved, in words. */
export function nameFiles(files: readonly { readonly path: string }[]): string {
  const [first] = files;
  if (!first) return 'nothing';
  return files.length === 1 ? first.path : `${first.path} and ${count(files.length - 1, 'more file')}`;
}

/** Looks at one save. A mistake in the code, such as a file that does not parse, is an event of type REFUSED; only bugs are thrown. */
export async function lookAtSave({ files, mode, isBurst }: Save, services: SaveServices): Promise<NewWatchEvent> {
  const paths = files.map(({ path }) => path);
  const title = `Saved ${nameFiles(files)}`;
  const event = { files: paths, isBurst };
  try {
    const { intentId, shouldHeal, certainFiles, possibleFiles, findings } = await services.predict(files, title);
    const found = { ...event, intentCaptureId: intentId };
    const also = findings === 0 ? '' : ` ${count(findings, 'finding')} about speed or safety.`;
    const fine = (more: string): NewWatchEvent => ({ ...found, type: 'CHECKED', message: `${title}: nothing that depends on ${files.length === 1 ? 'it' : 'them'} breaks${more}.${also}` });
    if (certainFiles + possibleFiles === 0) return fine('');
    const { runId, writes } = await services.plan(intentId);
    // A test that runs what was saved may always behave otherwise; that alone is nothing to stop at.
    if (!writes && certainFiles === 0) return fine(`; ${count(possibleFiles, 'file')} may behave otherwise`);
    const breaks = `${title}: ${certainFiles > 0 ? `${count(certainFiles, 'file')} ${certainFiles === 1 ? 'breaks' : 'break'}` : `${count(possibleFiles, 'file')} may break`}`;
    if (!writes) return { ...found, type: 'BREAKS', message: `${breaks}, and there is nothing that can be healed without you.${also}` };
    const planned = { ...found, runId };
    if (mode !== 'AUTO' || isBurst || !shouldHeal) return { ...planned, type: 'SUGGESTED', message: `${breaks}; a healing is planned.${whyNot({ mode, isBurst, shouldHeal })}${also}` };
    await services.heal(runId);
    return { ...planned, type: 'HEALING', message: `${breaks}; the healing was started.${also}` };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, hint } = error;
    return { ...event, type: 'REFUSED', message: `${title}: ${message}`, error: { code, message, hint } };
  }
}

/** Why AUTO did not heal. */
function whyNot({ mode, isBurst, shouldHeal }: { readonly mode: WatchMode; readonly isBurst: boolean; readonly shouldHeal: boolean }): string {
  if (mode !== 'AUTO') return '';
  if (isBurst) return ' It was not started, because many files were saved at once.';
  return shouldHeal ? '' : ' It was not started, because the risk is low.';
}
