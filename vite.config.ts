import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';

const root = import.meta.dirname;

// `vite` and `vite build`: the page. The server it talks to runs beside it on its own port.
const page: UserConfig = {
  root: join(root, 'web'),
  plugins: [react()],
  build: { outDir: join(root, 'dist/web'), emptyOutDir: true },
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

export default defineConfig(({ isSsrBuild }) => (isSsrBuild === true ? server : page));
