import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

/**
 * The server build has two entries, and what both use exists once: the Hono host, so that `app/platform/` is in the process once, and what asks the pages as a visitor without
 * a host (`concord site`). The framework would call both `index.js`.
 */
export default defineConfig({
  plugins: [
    reactRouter(),
    {
      name: 'entries',
      config: () => ({ environments: { ssr: { build: { rollupOptions: { output: { entryFileNames: '[name].js' } } } } } }),
    },
  ],
  environments: { ssr: { build: { rollupOptions: { input: { index: './app/server.ts', visitor: './app/visitor.server.ts' } } } } },
});
