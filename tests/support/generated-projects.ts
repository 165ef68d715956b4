// Small projects made at random, for properties that hold for every project: modules that refer to each other in many forms, in odd bytes.
import fc from 'fast-check';
import type { Change } from '../../server/intents/change.ts';

export type Texts = Readonly<Record<string, string>>;

export interface DeclaredExport {
  readonly file: string;
  readonly name: string;
}

export interface GeneratedProject {
  readonly files: Texts;
  /** What the modules declare and export under a name of its own. */
  readonly exports: readonly DeclaredExport[];
  readonly modules: readonly string[];
}

const PATHS = ['a.ts', 'lib/b.ts', 'lib/index.ts', 'lib/deep/c.tsx', 'd.ts', 'other/e.ts'];
const TSCONFIG = '{ "compilerOptions": { "paths": { "@/*": ["./*"] }, "allowImportingTsExtensions": true }, "include": ["**/*"] }\n';

/** Each says a declaration of `name`; `n` makes it unlike every other. A capital stands for what is only a type. */
const DECLARATIONS: readonly ((name: string, n: number) => string)[] = [
  (name, n) => `export const ${name} = ${n};`,
  (name, n) => `export function ${name}(${name}Of: number): number { return ${n} + ${name}Of; }`,
  (name, n) => `export class ${name} { field${n} = '${name}'; make() { return new ${name}(); } }`,
  (name, n) => `export enum ${name} { First = ${n} }`,
  (name, n) => `const ${name} = [${n}];\nexport { ${name} };`,
  (name, n) => `const hidden${n} = ${n};\nexport { hidden${n} as ${name} };`,
  (name, n) => `export interface ${name} { field${n}: string }`,
  (name, n) => `export type ${name} = { field${n}: 1 } | null;`,
];
const TYPES_FROM = 6;

/** Each says a reference to `name` behind the specifier `from`; `n` keeps local names apart. */
const REFERENCES: readonly ((name: string, from: string, n: number) => string)[] = [
  (name, from) => `import { ${name} } from ${from};`,
  (name, from, n) => `import { ${name} as local${n} } from ${from};`,
  (name, from, n) => `import * as space${n} from ${from};\nexport type Of${n} = typeof space${n};\nspace${n}.${name};`,
  (name, from, n) => `import type { ${name} as Type${n} } from ${from};`,
  (name, from, n) => `type Inline${n} = import(${from}).${name};`,
  (name, from, n) => `export { ${name} as passed${n} } from ${from};`,
  (_, from) => `export * from ${from};`,
  (_, from, n) => `export * as all${n} from ${from};`,
  (name, from, n) => `export const lazy${n} = async () => { const { ${name} } = await import(${from}); return { ${name} }; };`,
  (name, from, n) => `export const later${n} = () => import(${from}).then((module) => module.${name});`,
  (_, from) => `import ${from};`,
  (_, from) => `vi.mock(${from});`,
  (name, from) => `export { ${name} } from ${from};`,
  (name, from, n) => `import * as member${n} from ${from};\nexport { member${n} };\nexport const text${n} = member${n}['${name}'];`,
  (name, from, n) => `export const inner${n} = (${name}: number) => { const taken = ${name}; return import(${from}).then(({ ${name}: own }) => ({ own, taken, ${name} })); };`,
  (name, from, n) => `export type Kind${n} = typeof import(${from}).${name};`,
  (name, from, n) => `import required${n} = require(${from});\nrequired${n}.${name};`,
];
/** References that bind or export the name itself, which can be done once in a module. */
const BINDING = 0;
const PASSING = 12;
const STAR = 6;

const NOISE = ['', '// 🧾 a0 of \'./a\'', '/* b0, \'../lib/b\' */', "const taken = '👩‍👩‍👧';", "const 名前 = `a0 ${'b0'}`;", 'void 0; // taken'];

const module = fc.record({
  declarations: fc.array(fc.nat(DECLARATIONS.length - 1), { minLength: 1, maxLength: 3 }),
  references: fc.array(fc.record({ to: fc.nat(), name: fc.nat(), form: fc.nat(REFERENCES.length - 1), style: fc.nat(4) }), { maxLength: 4 }),
  noise: fc.array(fc.nat(NOISE.length - 1), { minLength: 8, maxLength: 8 }),
  isUsing: fc.boolean(),
  hasBom: fc.boolean(),
  end: fc.constantFrom('\n', '\r\n'),
  isEnded: fc.boolean(),
});
type Module = typeof module extends fc.Arbitrary<infer T> ? T : never;

const withoutExtension = (path: string): string => path.replace(/\.tsx?$/, '');

function specifier(from: string, to: string, style: number): string {
  const up = '../'.repeat(from.split('/').length - 1) || './';
  const quote = style % 2 === 0 ? "'" : '"';
  if (style === 1) return `${quote}@/${withoutExtension(to)}${quote}`;
  if (style === 2) return `${quote}${up}${to}${quote}`;
  if (style === 3) return `${quote}${up}${withoutExtension(to)}.js${quote}`;
  return `${quote}${up}${to.endsWith('/index.ts') && style === 4 ? to.slice(0, -'/index.ts'.length) : withoutExtension(to)}${quote}`;
}

function declaredNames(modules: readonly Module[]): DeclaredExport[][] {
  return modules.map(({ declarations }, i) => declarations.map((form, k) => {
    const letter = String.fromCharCode(97 + i);
    return { file: PATHS[i] ?? '', name: `${form >= TYPES_FROM || form === 2 ? letter.toUpperCase() : letter}${k}` };
  }));
}

/** The module that a reference of module `i` names: any other. */
const targetOf = (modules: readonly unknown[], i: number, to: number): number => (i + 1 + (to % Math.max(1, modules.length - 1))) % modules.length;

/** What a module offers: its own names, and those of the modules that it passes on whole. */
function offeredBy(modules: readonly Module[], names: readonly (readonly DeclaredExport[])[], i: number, seen = new Set<number>()): DeclaredExport[] {
  if (seen.has(i)) return [];
  seen.add(i);
  const stars = (modules[i]?.references ?? []).filter(({ form }) => form === STAR).map(({ to }) => targetOf(modules, i, to));
  return [...(names[i] ?? []), ...stars.filter((star) => star !== i).flatMap((star) => offeredBy(modules, names, star, seen))];
}

function textOf(modules: readonly Module[], names: readonly (readonly DeclaredExport[])[], i: number): string {
  const { declarations, references, noise, isUsing, hasBom, end, isEnded } = modules[i] as Module;
  const bound = new Set<string>();
  const passed = new Set(names[i]?.map(({ name }) => name));
  const lines = references.flatMap(({ to, name, form, style }, n) => {
    const target = targetOf(modules, i, to);
    const offered = offeredBy(modules, names, target);
    const found = offered[name % offered.length];
    if (!found || target === i || (form !== STAR && found.file === PATHS[i]) || (form === BINDING && bound.has(found.name)) || (form === PASSING && passed.has(found.name))) return [];
    if (form === BINDING) bound.add(found.name);
    if (form === PASSING) passed.add(found.name);
    const text = REFERENCES[form]?.(found.name, specifier(PATHS[i] ?? '', PATHS[target] ?? '', style), i * 10 + n) ?? '';
    return form === BINDING && isUsing ? [text, `export const object${n} = { ${found.name}, key: ${found.name} };`, `export { ${found.name} as again${n} };`] : [text];
  });
  const own = declarations.map((form, k) => DECLARATIONS[form]?.(names[i]?.[k]?.name ?? '', i * 10 + k) ?? '');
  const noisy = [...lines, ...own].flatMap((line, at) => [NOISE[noise[at % noise.length] ?? 0] ?? '', line]);
  const said = new Set<string>();
  // A noise that declares something can stand once.
  const once = noisy.filter((line) => !line.startsWith('const ') || !said.has(line) ? (said.add(line), true) : false);
  return (hasBom ? '\uFEFF' : '') + once.join('\n').replaceAll('\n', end) + (isEnded ? end : '');
}

export const generatedProject: fc.Arbitrary<GeneratedProject> = fc.array(module, { minLength: 2, maxLength: PATHS.length }).map((modules) => {
  const names = declaredNames(modules as Module[]);
  const files: Record<string, string> = { 'tsconfig.json': TSCONFIG };
  modules.forEach((_, i) => void (files[PATHS[i] ?? ''] = textOf(modules as Module[], names, i)));
  return { files, exports: names.flat(), modules: Object.keys(files).filter((path) => path !== 'tsconfig.json') };
});

/** Picks of a change; a new kind needs one more line here. None names the same thing twice. */
const CHANGES: readonly ((project: GeneratedProject, pick: number, mark: string) => Change | null)[] = [
  ({ exports }, pick, mark) => {
    const found = exports[pick % exports.length];
    return found ? { kind: 'RENAME_EXPORT', file: found.file, from: found.name, to: pick % 3 === 0 ? 'taken' : `fresh${mark}` } : null;
  },
  ({ modules }, pick, mark) => {
    const from = modules[pick % modules.length] ?? '';
    const ending = from.endsWith('.tsx') ? '.tsx' : '.ts';
    return { kind: 'MOVE_FILE', from, to: [`moved/${mark}${ending}`, `${mark}${ending}`, `lib/deep/${mark}${ending}`, `folder${mark}/index${ending}`][pick % 4] ?? '' };
  },
];

/** A project and what changes in it; `count` changes, all of which start from the project as it is. */
export const projectWithChanges = (count: number): fc.Arbitrary<{ project: GeneratedProject; changes: Change[] }> =>
  fc.tuple(generatedProject, fc.array(fc.record({ kind: fc.nat(CHANGES.length - 1), pick: fc.nat(60) }), { minLength: count, maxLength: count })).map(([project, picks]) => ({
    project,
    changes: picks.flatMap(({ kind, pick }, i) => CHANGES[kind]?.(project, pick, `X${i}`) ?? []),
  }));
