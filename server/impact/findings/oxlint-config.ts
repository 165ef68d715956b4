// The configuration that oxlint runs with: the rules of the table and no other, whatever the project configures. Owns how its diagnostics lead back to the table.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FINDING_RULES, ruleOf, type FindingRule } from './rules.ts';

const require = createRequire(import.meta.url);
const SYNTAX = 'eslint-js/no-restricted-syntax';
const SYNTAX_CODE = 'eslint-js(no-restricted-syntax)';

/** A rule as diagnostics name it: `no-eval` is `eslint(no-eval)`, `oxc/a` is `oxc(a)`. */
function diagnosticCode(rule: string): string {
  const [plugin, name] = rule.includes('/') ? (rule.split('/') as [string, string]) : ['eslint', rule];
  return `${plugin}(${name})`;
}

const BY_DIAGNOSTIC = new Map(FINDING_RULES.flatMap((rule) => Object.keys(rule.rules ?? {}).map((name) => [diagnosticCode(name), rule] as const)));

/** The rule behind a diagnostic; of restricted syntax the message says which. */
export const ruleOfDiagnostic = (code: string, message: string): FindingRule | undefined => (code === SYNTAX_CODE ? ruleOf(message) : BY_DIAGNOSTIC.get(code));

export function oxlintConfig(): string {
  const named = FINDING_RULES.flatMap(({ rules }) => Object.entries(rules ?? {}).map(([name, options]) => [name, ['warn', ...options]] as const));
  const restricted = FINDING_RULES.flatMap(({ code, selectors }) => (selectors ?? []).map((selector) => ({ selector, message: code })));
  return JSON.stringify({
    plugins: ['eslint', 'oxc', 'unicorn', 'node', 'react'],
    jsPlugins: [{ name: 'eslint-js', specifier: require.resolve('oxlint-plugin-eslint') }, { name: 'security', specifier: require.resolve('eslint-plugin-security') }],
    categories: { correctness: 'off' },
    env: { browser: true, node: true, es2024: true },
    rules: { ...Object.fromEntries(named), [SYNTAX]: ['warn', ...restricted] },
  });
}

/** The program, and what it is called in evidence. */
export function oxlintProgram(): { readonly path: string; readonly name: string } {
  const manifest = require.resolve('oxlint/package.json');
  const { version, bin } = require(manifest) as { version: string; bin: { oxlint: string } };
  return { path: join(dirname(manifest), bin.oxlint), name: `oxlint ${version}` };
}
