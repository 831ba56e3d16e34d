import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

/** The Hono host is the entry of the server build, so that `app/platform/` exists once in the process. */
export default defineConfig({
  plugins: [reactRouter()],
  environments: { ssr: { build: { rollupOptions: { input: './app/server.ts' } } } },
});
