import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Target } from './harness/target.ts';

const found = join(import.meta.dirname, 'found');

for (const name of readdirSync(found).filter((each) => /\.[0-9a-f]{8}$/.test(each)))
  test(`what was once found stays mended: ${name}`, { timeout: 60_000 }, async () => {
    const { target } = (await import(`./${name.slice(0, -9)}.ts`)) as { target: Target };
    const folder = mkdtempSync(join(tmpdir(), 'concord-fuzz-'));
    try {
      const bytes = readFileSync(join(found, name));
      writeFileSync(join(folder, 'case'), bytes);
      await target.run(bytes, join(folder, 'case'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
