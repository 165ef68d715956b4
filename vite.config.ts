import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { isolatedDeclarationSync } from 'oxc-transform';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { scopeStyles } from './web/embed/scope-styles.ts';

const root = import.meta.dirname;

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** An entry, and our own modules that it needs before it runs. */
function needsOf(entry: string, modules: Modules): ReadonlySet<string> {
  const needs = new Set<string>();
  const left = [entry];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (needs.has(id) || id.includes('/node_modules/')) continue;
    needs.add(id);
    left.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return needs;
}

/** One file of all that an entry needs, with what it takes from packages. What a group of a higher priority has is not in it again. */
function chunkOf(name: string, path: string, { priority, isEntryApart }: { priority: number; isEntryApart: boolean }) {
  const entry = join(root, 'web', path);
  let needs: ReadonlySet<string> | null = null;
  return { debugName: name, priority, name: (id: string, modules: Modules) => ((needs ??= needsOf(entry, modules)).has(id) && !(isEntryApart && id === entry) ? name : null) };
}

/** Every visit begins with the page, and most with its first tab: a browser takes longer to ask for forty small files than to read two. */
const FIRST_CHUNKS = [chunkOf('page', 'main.tsx', { priority: 2, isEntryApart: false }), chunkOf('first-tab', 'healing/HealingPanel.tsx', { priority: 1, isEntryApart: true })];

// `vite` and `vite build`: the page. The server it talks to runs beside it on its own port.
const page: UserConfig = {
  root: join(root, 'web'),
  plugins: [react()],
  build: { outDir: join(root, 'dist/web'), emptyOutDir: true, manifest: true, chunkSizeWarningLimit: 600, rolldownOptions: { output: { codeSplitting: { groups: FIRST_CHUNKS } } } },
  // The whole path, because the page has modules of its own whose names begin with graphql.
  server: { proxy: { '^/graphql(\\?|$)': { target: 'http://127.0.0.1:4000', ws: true, changeOrigin: true, headers: { origin: 'http://127.0.0.1:4000' } } } },
};

// `vite build --ssr`: the server and the command line, with packages left where npm put them.
const server: UserConfig = {
  root,
  publicDir: false,
  build: {
    ssr: true,
    outDir: join(root, 'dist/server'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: { main: join(root, 'server/main.ts'), cli: join(root, 'server/cli.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

/** Puts the styles where the script asks for them: another application loads one file, and its own styles are left alone. */
const stylesInScript: Plugin = {
  name: 'styles-in-script',
  enforce: 'post',
  generateBundle(_options, bundle) {
    let css = '';
    for (const [name, file] of Object.entries(bundle)) {
      if (file.type !== 'asset' || !name.endsWith('.css')) continue;
      css += typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source);
      delete bundle[name];
    }
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = file.code.replace('__SUPERNOVA_STYLES__', () => JSON.stringify(scopeStyles(css)));
  },
};

/** What other applications see; each says its types in full, so they are told without the rest of the page. */
const PUBLIC = ['SupernovaProvider.tsx', 'SelfHealingPanel.tsx', 'useSelfHealing.ts', 'useIntentDebugger.ts', 'public-types.ts'];

const typesBeside: Plugin = {
  name: 'types-beside',
  generateBundle() {
    for (const name of PUBLIC) {
      const { code, errors } = isolatedDeclarationSync(name, readFileSync(join(root, 'web/embed', name), 'utf8'));
      const [error] = errors;
      if (error) this.error(`${name}: ${error.message}`);
      this.emitFile({ type: 'asset', fileName: name.replace(/\.tsx?$/, '.d.ts'), source: code });
    }
  },
};

// `vite build --mode react`: the panel and the hooks for other React applications, which bring React.
const embed: UserConfig = {
  root: join(root, 'web/embed'),
  publicDir: false,
  plugins: [react(), stylesInScript, typesBeside],
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    outDir: join(root, 'dist/react'),
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2_000,
    lib: { entry: join(root, 'web/embed/SupernovaProvider.tsx'), formats: ['es'], fileName: 'supernova-react' },
    rolldownOptions: { external: /^react(-dom)?(\/|$)/ },
  },
};

export default defineConfig(({ isSsrBuild, mode }) => (isSsrBuild === true ? server : mode === 'react' ? embed : page));
