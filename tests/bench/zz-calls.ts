import { Codebase } from '../../server/impact/codebase.ts';
import { predictBreaks } from '../../server/impact/predict-breaks.ts';
import { OverlayFiles } from '../../server/checker/overlay-files.ts';
import { NativeChecker } from '../../server/checker/native-checker.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom } from './seeded-random.ts';
import { drawChange } from './draw-change.ts';
const counts: Record<string, number> = {};
const orig = OverlayFiles.prototype.callbacks;
OverlayFiles.prototype.callbacks = function () {
  const cb = orig.call(this) as Record<string, (p: string) => unknown>;
  return Object.fromEntries(Object.entries(cb).map(([k, f]) => [k, (p: string) => { counts[k] = (counts[k] ?? 0) + 1; const r = f(p); return r; }])) as never;
};
const spans: string[] = [];
for (const name of ['check', 'compareContents', 'findReferences'] as const) {
  const was = NativeChecker.prototype[name] as (r: never) => Promise<unknown>;
  (NativeChecker.prototype as never as Record<string, unknown>)[name] = async function (this: NativeChecker, r: { overlay?: Map<string, unknown>; files?: readonly string[]; settled?: Set<string> }) { const t = performance.now(); const res = await was.call(this, r as never); spans.push(`${name}(${r.overlay?.size},${(r.files?.length ?? 0) - (r.settled?.size ?? 0)}) ${Math.round(performance.now() - t)}`); return res; };
}
const copy = copyPackage((process.argv[2] ?? 'rxjs') as PackageName);
const cb = await Codebase.open(copy.folder);
const random = createRandom(3);
const kind = (process.argv[3] ?? 'move') as never;
for (let n = 0; n < 14; n++) {
  const drawn = drawChange(cb, kind, { random, n: n + 5000 });
  if (!drawn) continue;
  cb.remembered.clear(); for (const k of Object.keys(counts)) counts[k] = 0; spans.length = 0;
  const t = performance.now();
  await predictBreaks(cb, drawn.change);
  if (n > 5) console.log(Math.round(performance.now() - t), JSON.stringify(counts), spans.join(' | '));
  await new Promise((r) => setTimeout(r, 1500));
}
await cb.close(); copy.remove();
