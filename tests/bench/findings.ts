// How sure the findings are on real code: for each rule a known bad pattern, or code that looks alike, is put at random places of real files, and what is new there is counted.
// Beside it, what oxlint with its default rules says at the same places of the same files.
// Usage: npm run bench:findings -- [--packages rxjs,zod,three] [--count 10] [--seed 1] [--timed 15] [--verbose]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { isFunction, isLoop } from '../../server/edits/syntax-place.ts';
import { childrenOf, parseSyntax, type SyntaxNode } from '../../server/edits/syntax.ts';
import { oxlintProgram } from '../../server/impact/findings/oxlint-config.ts';
import { findNewFindings } from '../../server/impact/findings/predict-findings.ts';
import { FINDING_RULES } from '../../server/impact/findings/rules.ts';
import { SNIPPETS } from './finding-snippets.ts';
import { at } from './percentile.ts';
import { copyPackage, type PackageName } from './real-packages.ts';
import { createRandom, pick } from './seeded-random.ts';

const { values } = parseArgs({
  options: { packages: { type: 'string', default: 'rxjs,zod,three' }, count: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' }, timed: { type: 'string', default: '15' }, verbose: { type: 'boolean', default: false } },
});
const random = createRandom(Number(values.seed));
/** Edits in one run of the analysers. */
const BATCH = 20;
const LONGEST = 150_000;

interface Source {
  readonly path: string;
  readonly text: string;
}

interface Seeded {
  readonly code: string;
  readonly isBad: boolean;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Of what was inserted. */
  readonly start: number;
  readonly end: number;
}

/** Starts of the statements that are in no loop: of the file, and of the bodies of functions that serve no request. */
function placesIn(source: Source): number[] {
  const places: number[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isLoop(node) || (isFunction(node) && /\b(?:req|res|ctx|reply|response)\b/.test(source.text.slice(node.start, node.end)))) return;
    if (node.type === 'Program' || node.type === 'BlockStatement') places.push(...[...childrenOf(node)].filter((child) => typeof child['directive'] !== 'string' && child.type !== 'ImportDeclaration').map(({ start }) => start));
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSyntax(source.path, source.text).program);
  return places;
}

function seed(source: Source, { code, isBad, snippet }: { code: string; isBad: boolean; snippet: string }, number: number): Seeded | null {
  const places = placesIn(source);
  if (places.length === 0) return null;
  const place = pick(random, places);
  const lines = snippet.replaceAll('§', `seeded${number}`).split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const rest = `${lines.filter((line) => !line.startsWith('import ')).join('\n')}\n`;
  const head = imports.length === 0 ? '' : `${imports.join('\n')}\n`;
  const after = head + source.text.slice(0, place) + rest + source.text.slice(place);
  if (parseSyntax(source.path, after).errors.length > 0) return null;
  return { code, isBad, path: source.path, before: source.text, after, start: head.length + place, end: head.length + place + rest.length };
}

function seedAll(sources: readonly Source[]): Seeded[] {
  let number = 0;
  return SNIPPETS.flatMap(({ code, bad, alike, isJsx }) => {
    const fitting = sources.filter(({ path }) => !isJsx || path.endsWith('.js'));
    return [bad, alike].flatMap((snippets) => {
      const seeded: Seeded[] = [];
      for (let tries = 0; fitting.length > 0 && seeded.length < Number(values.count) && tries < 1_000; tries += 1) {
        const one = seed(pick(random, fitting), { code, isBad: snippets === bad, snippet: snippets[tries % snippets.length] ?? '' }, (number += 1));
        if (one) seeded.push(one);
      }
      return seeded;
    });
  });
}

/** The codes of what is new in each, wherever in the file it is. */
async function codesOfOurs(batch: readonly Seeded[]): Promise<string[][]> {
  const outcome = await findNewFindings(batch.map(({ path, before, after }, i) => ({ path: `${i}/${path}`, before, after })), { timeoutMs: 120_000 });
  if (outcome.kind !== 'found') throw new Error(outcome.reason);
  return batch.map((_, i) => outcome.findings.filter(({ file }) => file.startsWith(`${i}/`)).map(({ code }) => code));
}

/** True for each in which oxlint with its default rules says something of the inserted code, other than that it is unused. */
function toldByDefaults(seeded: readonly Seeded[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'supernova-bench-findings-'));
  try {
    seeded.forEach(({ path, after }, i) => writeFileSync(join(folder, `t${i}${extname(path)}`), after));
    const { stdout } = spawnSync(process.execPath, [oxlintProgram().path, '-f', 'json', '.'], { cwd: folder, maxBuffer: 1 << 30, encoding: 'utf8' });
    const told = seeded.map(() => false);
    for (const { code, filename, labels } of (JSON.parse(stdout) as { diagnostics: { code?: string; filename: string; labels: { span: { offset: number } }[] }[] }).diagnostics) {
      const index = Number(/t(\d+)\.\w+$/.exec(filename)?.[1]);
      const one = seeded[index];
      if (!one || code === 'eslint(no-unused-vars)') continue;
      const bytes = Buffer.from(one.after);
      if (labels.some(({ span }) => ((offset) => offset >= one.start && offset < one.end)(bytes.toString('utf8', 0, span.offset).length))) told[index] = true;
    }
    return told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const copies = (values.packages.split(',') as PackageName[]).map(copyPackage);
try {
  const sources = copies.flatMap(({ folder }) => globSync(['src/**/*.{ts,js}', '!**/*.d.ts'], { cwd: folder }).sort().map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }))).filter(({ text }) => text.length <= LONGEST);
  const seeded = seedAll(sources);
  const ours: string[][] = [];
  for (let i = 0; i < seeded.length; i += BATCH) ours.push(...(await codesOfOurs(seeded.slice(i, i + BATCH))));
  const defaults = toldByDefaults(seeded);
  const rows = [...FINDING_RULES.map(({ code }) => code), 'all'].map((code) => {
    const own = seeded.map((one, i) => ({ ...one, codes: ours[i] ?? [], isTold: defaults[i] === true })).filter((one) => code === 'all' || one.code === code);
    const [bad, alike] = [own.filter(({ isBad }) => isBad), own.filter(({ isBad }) => !isBad)];
    return {
      rule: code, found: bad.filter((one) => one.codes.includes(one.code)).length, inserted: bad.length, 'false alarms': alike.filter((one) => one.codes.length > 0).length, 'look-alikes': alike.length,
      'other codes at bad ones': bad.filter((one) => one.codes.some((other) => other !== one.code)).length, 'oxlint defaults: found': bad.filter(({ isTold }) => isTold).length, 'its false alarms': alike.filter(({ isTold }) => isTold).length,
    };
  });
  console.log(`${sources.length} files of ${values.packages}`);
  console.table(rows);
  if (values.verbose) seeded.forEach((one, i) => one.isBad === (ours[i] ?? []).includes(one.code) && (one.isBad || ours[i]?.length === 0) || console.log(`${one.isBad ? 'bad' : 'alike'} ${one.code}: ${ours[i]?.join(', ') || 'nothing'} in ${one.path}\n    ${one.after.slice(one.start, one.end)}`));
  const times: number[] = [];
  const ratios: number[] = [];
  for (const one of seeded.filter((_, i) => i % Math.ceil(seeded.length / Number(values.timed)) === 0)) {
    const started = performance.now();
    await codesOfOurs([one]);
    times.push(performance.now() - started);
    const begun = performance.now();
    toldByDefaults([one]);
    ratios.push((times.at(-1) ?? 0) / (performance.now() - begun));
  }
  console.log(`one file before and after, the start of the analysers included: median ${Math.round(at(times, 0.5))} ms of ${times.length}, ${at(ratios, 0.5).toFixed(1)} times as long as oxlint with its default rules on the file after`);
} finally {
  for (const copy of copies) copy.remove();
}
