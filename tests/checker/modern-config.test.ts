import { describe, expect, it } from 'vitest';
import { modernizeConfig, type EffectivePaths } from '../../server/checker/modern-config.ts';

const none: EffectivePaths = { baseUrl: null, paths: null, pathsFolder: null };

interface Case {
  readonly name: string;
  readonly options: Record<string, unknown>;
  readonly effective?: EffectivePaths | null;
  readonly expected: Record<string, unknown>;
}

const CASES: readonly Case[] = [
  { name: 'a modern config stays', options: { target: 'es2022', module: 'nodenext', strict: true, paths: { '@/*': ['./src/*'] } }, expected: { target: 'es2022', module: 'nodenext', strict: true, paths: { '@/*': ['./src/*'] } } },
  { name: 'baseUrl becomes a path of last resort', options: { baseUrl: 'src' }, effective: { ...none, baseUrl: '/p/src' }, expected: { paths: { '*': ['/p/src/*'] } } },
  { name: 'paths beside a baseUrl are relative to it', options: { baseUrl: 'src', paths: { '@/*': ['*'], '#lib': ['./lib/index.ts'], '~/*': ['/abs/*'] } }, effective: { baseUrl: '/p/src', paths: { '@/*': ['*'], '#lib': ['./lib/index.ts'], '~/*': ['/abs/*'] }, pathsFolder: '/p' }, expected: { paths: { '*': ['/p/src/*'], '@/*': ['/p/src/*'], '#lib': ['/p/src/lib/index.ts'], '~/*': ['/abs/*'] } } },
  { name: 'a star in paths keeps baseUrl as the last resort', options: { baseUrl: '.', paths: { '*': ['types/*'] } }, effective: { baseUrl: '/p', paths: { '*': ['types/*'] }, pathsFolder: '/p' }, expected: { paths: { '*': ['/p/types/*', '/p/*'] } } },
  { name: 'a star in paths that says what baseUrl says is told once', options: { baseUrl: '.', paths: { '*': ['*'] } }, effective: { baseUrl: '/p', paths: { '*': ['*'] }, pathsFolder: '/p' }, expected: { paths: { '*': ['/p/*'] } } },
  { name: 'a baseUrl that is inherited counts for the own paths', options: {}, effective: { baseUrl: '/base', paths: { '@/*': ['app/*'] }, pathsFolder: '/p' }, expected: { paths: { '*': ['/base/*'], '@/*': ['/base/app/*'] } } },
  { name: 'a file that is only extended loses baseUrl and keeps its paths', options: { baseUrl: '.', paths: { '@/*': ['./src/*'] } }, effective: null, expected: { paths: { '@/*': ['./src/*'] } } },
  { name: 'node10 resolution becomes bundler, and a module that fits', options: { module: 'CommonJS', moduleResolution: 'Node10' }, expected: { module: 'esnext', moduleResolution: 'bundler' } },
  { name: 'node resolution without a module becomes bundler', options: { moduleResolution: 'node' }, expected: { module: 'esnext', moduleResolution: 'bundler' } },
  { name: 'classic resolution keeps a module that fits', options: { module: 'es2022', moduleResolution: 'classic' }, expected: { module: 'es2022', moduleResolution: 'bundler' } },
  { name: 'es5 becomes the oldest target there is', options: { target: 'ES5' }, expected: { target: 'es2015' } },
  { name: 'es3 becomes the oldest target there is', options: { target: 'es3' }, expected: { target: 'es2015' } },
  { name: 'options that are gone go', options: { downlevelIteration: true, outFile: 'a.js', importsNotUsedAsValues: 'error', ignoreDeprecations: '5.0', strict: true }, expected: { strict: true } },
];

describe('a config for the native compiler', () => {
  it.each(CASES)('$name', ({ options, effective = none, expected }) => {
    expect(modernizeConfig({ compilerOptions: options }, effective)).toEqual({ compilerOptions: expected });
  });

  it('keeps everything beside its options', () => {
    const file = { extends: './base.json', include: ['src'], references: [{ path: '../b' }] };
    expect(modernizeConfig(file, none)).toEqual({ ...file, compilerOptions: {} });
  });

  it.each([[null], ['text'], [[1]]])('is an empty one when the file holds %j', (config) => {
    expect(modernizeConfig(config, none)).toEqual({ compilerOptions: {} });
  });
});
