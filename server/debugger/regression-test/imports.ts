// The import or require statements of a test, in the project's way. Owns specifiers and statements; knows no test.
import { posix } from 'node:path';
import { isRelative, moveSpecifier, type Alias } from '../../edits/specifier.ts';
import { aliasesOf } from '../../graph/aliases.ts';
import { isImport } from '../../graph/dependents.ts';
import type { Edge } from '../../graph/facts.ts';
import type { Source } from '../deps.ts';
import { moduleFormat } from '../record/module-format.ts';
import { stringSource } from '../repair/data-mapping/value-source.ts';
import type { Binding } from './bindings.ts';
import type { TestStyle } from './test-style.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;

/** How the project writes imports of its own files: those of the nearest tests first, then those of the file and its folder. */
function models({ graph }: Source, style: TestStyle, target: string): Edge[] {
  const own = (path: string): Edge[] => graph.edgesFrom(path).filter((edge) => edge.to !== null && SOURCE.test(edge.to) && isImport(edge));
  const tests = style.neighbours.slice(0, 6).flatMap(({ path }) => own(path));
  const aliased = tests.filter(({ specifier }) => !isRelative(specifier));
  const ordered = aliased.length * 2 > tests.length ? [...aliased, ...tests] : [...tests.filter(({ specifier }) => isRelative(specifier)), ...aliased];
  const beside = graph.files().filter((path) => posix.dirname(path) === posix.dirname(target)).slice(0, 20);
  return [...ordered, ...[target, ...beside].flatMap(own).filter(({ specifier }) => isRelative(specifier))];
}

function relativeTo(importer: string, target: string): string {
  const path = posix.relative(posix.dirname(importer), target);
  return isRelative(path) ? path : `./${path}`;
}

/** The specifier with which the test imports a file of the project. */
export function findSpecifier(source: Source, style: TestStyle, target: string): string {
  const full = relativeTo(style.path, target);
  // Node itself finds no module without its ending.
  const isExact = (style.runner === 'node:test' || style.runner === 'mocha') && style.isEsm && !style.isTypeScript;
  const leadsThere = (specifier: string): boolean => {
    const found = source.graph.resolve(style.path, specifier, style.isEsm ? 'STATIC' : 'REQUIRE');
    return 'to' in found && found.to === target;
  };
  const known = models(source, style, target);
  const relative = known.find(({ specifier }) => isRelative(specifier));
  for (const edge of known) {
    const aliases: Alias[] = aliasesOf(source.graph, edge.from);
    const specifier = moveSpecifier({ specifier: edge.specifier, importer: style.path, oldTarget: edge.to ?? '', newTarget: target, aliases, ...(relative?.to ? { model: { specifier: relative.specifier, target: relative.to } } : {}) });
    if (specifier !== null && leadsThere(specifier) && !(isExact && isRelative(specifier) && !specifier.endsWith(posix.extname(target)))) return specifier;
  }
  const bare = full.replace(/\.(?:ts|tsx|jsx)$/, '');
  return style.runner !== 'node:test' && leadsThere(bare) ? bare : full;
}

const ended = (line: string, { source }: TestStyle): string => `${line}${source.hasSemicolons ? ';' : ''}`;

/** `import { a, b } from 'x'`, or the same as `require`. */
export function importNames(style: TestStyle, names: readonly string[], specifier: string): string {
  const from = stringSource(specifier, style.source.quote);
  return ended(style.isEsm ? `import { ${names.join(', ')} } from ${from}` : `const { ${names.join(', ')} } = require(${from})`, style);
}

/** `import a from 'x'`, or the same as `require`. */
export function importWhole(style: TestStyle, name: string, specifier: string): string {
  const from = stringSource(specifier, style.source.quote);
  return ended(style.isEsm ? `import ${name} from ${from}` : `const ${name} = require(${from})`, style);
}

const renamed = ({ imported, local }: Binding, word: ': ' | ' as '): string => (imported === local ? local : `${imported}${word}${local}`);

function moduleStatements(style: TestStyle, specifier: string, bindings: readonly Binding[], isCommonJs: boolean): string[] {
  const from = stringSource(specifier, style.source.quote);
  const all = bindings.find(({ imported }) => imported === '*');
  const whole = bindings.find(({ imported }) => imported === 'export=' || (imported === 'default' && style.isEsm));
  const named = bindings.filter((binding) => binding !== whole && binding !== all);
  const lines: string[] = [];
  if (all) lines.push(ended(style.isEsm ? `import * as ${all.local} from ${from}` : `const ${all.local} = require(${from})`, style));
  if (!style.isEsm) {
    if (whole) lines.push(importWhole(style, whole.local, specifier));
    if (named.length > 0) lines.push(importNames(style, named.map((one) => renamed(one, ': ')), specifier));
    return lines;
  }
  // Node sees the names of a CommonJS module only where they are written in a way that it can guess.
  if (isCommonJs && named.length > 0 && (style.runner === 'node:test' || style.runner === 'mocha')) {
    const object = whole?.local ?? 'subject';
    return [...lines, importWhole(style, object, specifier), '', ended(`const { ${named.map((one) => renamed(one, ': ')).join(', ')} } = ${object}`, style)];
  }
  const parts = [...(whole ? [whole.local] : []), ...(named.length > 0 ? [`{ ${named.map((one) => renamed(one, ' as ')).join(', ')} }`] : [])];
  if (parts.length > 0) lines.push(ended(`import ${parts.join(', ')} from ${from}`, style));
  return lines;
}

/** The statements that bring the names in, one for each module; equal bindings once. */
export function importBindings(source: Source, style: TestStyle, bindings: readonly Binding[]): string[] {
  const modules = new Map<string, { specifier: string; isCommonJs: boolean; bindings: Map<string, Binding> }>();
  for (const binding of bindings) {
    const { origin } = binding;
    const key = JSON.stringify(origin);
    const text = 'file' in origin ? (source.tree.text(origin.file) ?? '') : '';
    const module = modules.get(key) ?? {
      specifier: 'file' in origin ? findSpecifier(source, style, origin.file) : origin.package,
      isCommonJs: 'file' in origin && SOURCE.test(origin.file) && moduleFormat(origin.file, text, (path) => source.tree.text(path)) === 'cjs',
      bindings: new Map<string, Binding>(),
    };
    module.bindings.set(`${binding.imported}:${binding.local}`, binding);
    modules.set(key, module);
  }
  const statements = [...modules.values()].map((module) => moduleStatements(style, module.specifier, [...module.bindings.values()], module.isCommonJs));
  // Statements that take names out of a module stand after all imports.
  return [...statements.flatMap((lines) => lines.slice(0, lines.includes('') ? lines.indexOf('') : undefined)), ...statements.flatMap((lines) => (lines.includes('') ? lines.slice(lines.indexOf('')) : []))];
}
