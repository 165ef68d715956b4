// One source file as JavaScript that plain Node runs: types, JSX, enums and decorators gone, specifiers rewritten. Owns the steps and their
// options; what happens to imports is in emit-imports.ts. Reads and writes no files.
import MagicString from 'magic-string';
import { transformSync, type TransformOptions } from 'oxc-transform';
import { positionAt, type SyntaxNode } from '../../edits/syntax.ts';
import { parseGuarded, TOO_DEEP } from '../../graph/guarded-parse.ts';
import { nestsTooDeeply } from '../../graph/nesting.ts';
import { rewriteImports, rewriteSource, type ImportRules } from './emit-imports.ts';
import { listShims } from './emit-shims.ts';
import { writeSyntaxSupport } from './emit-syntax-support.ts';

/** The options of a tsconfig that change what code does; absent ones have the compiler's defaults. */
export interface EmitCompilerOptions {
  readonly target?: string;
  readonly experimentalDecorators?: boolean;
  readonly emitDecoratorMetadata?: boolean;
  readonly useDefineForClassFields?: boolean;
  readonly verbatimModuleSyntax?: boolean;
  readonly jsx?: string;
  readonly jsxFactory?: string;
  readonly jsxFragmentFactory?: string;
  readonly jsxImportSource?: string;
}

export interface EmitRequest extends ImportRules {
  /** Path of the original; its extension says the language. */
  readonly path: string;
  /** The source, instrumented or not. */
  readonly code: string;
  /** What the file natively is, by its extension and the nearest package.json. Files without import and export are emitted as that. */
  readonly format: 'esm' | 'cjs';
  readonly compilerOptions?: EmitCompilerOptions;
  /** Only specifiers are rewritten: for test runners that transform TypeScript themselves. */
  readonly keepSource?: boolean;
  /** Appends a source map to the original lines, for `--enable-source-maps`. */
  readonly sourceMap?: boolean;
}

/** `format`: how Node must load the code: a file with import or export is a module whatever its package says. */
export type EmitResult =
  | { readonly kind: 'emitted'; readonly code: string; readonly format: 'esm' | 'cjs' }
  | { readonly kind: 'failed'; readonly message: string; readonly line: number; readonly column: number };

const tooDeep: EmitResult = { kind: 'failed', message: TOO_DEEP, line: 1, column: 1 };

/** Targets whose class fields assign by default, where the compiler says nothing else. */
const assigningTarget = /^(es3|es5|es6|es20(1\d|2[01]))$/i;

function transformOptions({ path, format, compilerOptions = {}, sourceMap }: EmitRequest): TransformOptions {
  const { target, experimentalDecorators, emitDecoratorMetadata, verbatimModuleSyntax, jsx, jsxFactory, jsxFragmentFactory, jsxImportSource } = compilerOptions;
  const isDefining = compilerOptions.useDefineForClassFields ?? !(target !== undefined && assigningTarget.test(target));
  const isScriptName = /\.(js|jsx)$/.test(path);
  return {
    target: 'node20',
    // Plain JavaScript may hold JSX, as bundlers take it.
    ...(isScriptName ? { lang: 'jsx' } : {}),
    sourceType: /\.c[jt]s$/.test(path) ? 'commonjs' : format === 'esm' ? 'module' : 'unambiguous',
    sourcemap: sourceMap ?? false,
    helpers: { mode: 'External' } as unknown as NonNullable<TransformOptions['helpers']>,
    typescript: { onlyRemoveTypeImports: verbatimModuleSyntax ?? false, removeClassFieldsWithoutInitializer: !isDefining },
    assumptions: { setPublicClassFields: !isDefining },
    decorator: { legacy: experimentalDecorators ?? false, emitDecoratorMetadata: emitDecoratorMetadata ?? false },
    jsx: {
      runtime: jsx === 'react' ? 'classic' : 'automatic',
      development: jsx === 'react-jsxdev',
      ...(jsx === 'react' && jsxFactory ? { pragma: jsxFactory } : {}),
      ...(jsx === 'react' && jsxFragmentFactory ? { pragmaFrag: jsxFragmentFactory } : {}),
      ...(jsx !== 'react' && jsxImportSource ? { importSource: jsxImportSource } : {}),
    },
  };
}

/** The transform; a script that only CommonJS allows (`return`, `with` at the top) is read as that. */
function transform(request: EmitRequest, text: string): ReturnType<typeof transformSync> {
  const options = transformOptions(request);
  // ESM syntax in a `.cts` file, or scripts that are none in a package of modules.
  const others = (['module', 'commonjs'] as const).filter((sourceType) => sourceType !== options.sourceType);
  let result = transformSync(request.path, text, options);
  for (const sourceType of others) {
    if (result.errors.length === 0) break;
    const next = transformSync(request.path, text, { ...options, sourceType });
    if (next.errors.length === 0) result = next;
  }
  return result;
}

/**
 * Emits a file. `rewriteSpecifier` sees every specifier that is left when types are gone: imports that only types use vanish before, unless
 * `verbatimModuleSyntax` says that they stay. Line numbers are not those of the source; `sourceMap` tells them. Decorators of the standard
 * and `accessor` fields, which Node 20 cannot run and no step lowers, make it fail with their position.
 */
export function emitModule(request: EmitRequest): EmitResult {
  const text = request.code.startsWith('\uFEFF') ? request.code.slice(1) : request.code;
  // The transform is built on the same parser.
  if (nestsTooDeeply(text)) return tooDeep;
  if (request.keepSource) return { kind: 'emitted', code: rewriteSource(request, text), format: request.format };
  const transformed = transform(request, text);
  const [error] = transformed.errors;
  if (error) return { kind: 'failed', message: error.message, ...positionAt(text, error.labels[0]?.start ?? 0) };
  const parsed = parseGuarded('emitted.js', transformed.code, { lang: 'js', sourceType: request.format === 'esm' ? 'module' : 'unambiguous', astType: 'js', preserveParens: false });
  const lenient = parsed.errors.length > 0 ? parseGuarded('emitted.cjs', transformed.code, { lang: 'js', sourceType: 'commonjs', astType: 'js', preserveParens: false }) : parsed;
  const program = lenient.program as unknown as SyntaxNode;
  const format = lenient.module.hasModuleSyntax || (request.format === 'esm' && lenient === parsed) ? 'esm' : 'cjs';
  if (lenient.errors[0]?.message === TOO_DEEP) return tooDeep;
  const code = new MagicString(transformed.code);
  const { found, prelude } = rewriteImports({ code, program, rules: request, format, origin: request.format });
  if (found.unsupported) return { kind: 'failed', message: found.unsupported, line: 1, column: 1 };
  const opening = [...writeSyntaxSupport(Object.keys(transformed.helpersUsed ?? {})), ...(format === 'esm' ? listShims(program, transformed.code) : []), ...prelude].join('');
  if (opening !== '') code.appendLeft(openingOffset(program, transformed.code), opening);
  return { kind: 'emitted', code: `${code.toString()}${transformed.map ? writeSourceMap(request.path, transformed.map) : ''}`, format };
}

/** Where statements may begin: after a hashbang and the directives. */
function openingOffset(program: SyntaxNode, code: string): number {
  const body = program['body'] as readonly SyntaxNode[];
  const directive = body.filter((statement) => typeof statement['directive'] === 'string').at(-1);
  if (directive) return directive.end;
  return body[0]?.start ?? code.length;
}

/** The edits after the transform add no lines, so that its lines still hold. */
function writeSourceMap(path: string, map: object): string {
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ ...map, sources: [path] })).toString('base64')}\n`;
}
