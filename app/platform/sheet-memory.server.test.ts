import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { workbookBytes } from '../../tests/workbook-file.ts';

const folder = await mkdtemp(join(tmpdir(), 'concord-memory-'));
after(() => rm(folder, { recursive: true }));

const read = `
import { readSheetRows } from ${JSON.stringify(new URL('./sheet-file.server.ts', import.meta.url).href)};
let end = 'rows';
try { for await (const rows of readSheetRows(process.argv[1])) end = 'rows'; } catch (error) { end = error.name; }
console.log(JSON.stringify({ end, mebibytes: process.resourceUsage().maxRSS / 1024 }));
`;

/** How reading ends in a process of its own, and the memory of that process at its highest. Its heap may hold 128 MiB, so that what is needed counts and not what waits to be thrown away. */
async function readApart(bytes: Buffer | string): Promise<{ end: string; mebibytes: number }> {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', '--input-type=module', '-e', read, path]);
  return JSON.parse(stdout) as { end: string; mebibytes: number };
}
function sheet(rows: string, options: Parameters<typeof workbookBytes>[1] = {}): Buffer {
  return workbookBytes([{ rows }], options);
}
function inline(text: string): string {
  return `<c t="inlineStr"><is><t>${text}</t></is></c>`;
}

/** So many pieces, each another one, as those of a real file are: what only repeats itself is refused for that. */
function many(count: number, piece: (number: string) => string): string {
  return Array.from({ length: count }, (_, at) => piece(Math.imul(at + 1, 2_654_435_761).toString(36))).join('');
}

const hostile: [string, () => Buffer | string, string][] = [
  [
    'shared texts just within their bound, of two bytes a letter',
    () => sheet('<row/>', { texts: many(590_000, (number) => `<si><t>${number}${'Ж'.repeat(24)}</t></si>`) }),
    'rows',
  ],
  ['rows whose only cell is the last', () => sheet(many(20_000, (number) => `<row><c r="DKJ1" s="${number}"><v>1</v></c></row>`)), 'rows'],
  ['a row of long texts', () => sheet(`<row>${many(500, (number) => inline(`${number}Ж`.repeat(12_000)))}</row>`), 'rows'],
  ['a text of 64 MB', () => sheet(`<row>${inline('Ж'.repeat(32 * 1024 ** 2))}</row>`), 'UnreadableFile'],
  ['a mark that swallows a file of single letters', () => `"${'x\n'.repeat(20 * 1024 ** 2)}`, 'rows'],
  ['two million columns', () => `${','.repeat(1_900_000)}x\n`.repeat(3), 'rows'],
  ['cells of 10 MB', () => `"${'Ж'.repeat(5 * 1024 ** 2)}",x\n`.repeat(4), 'rows'],
];
for (const [name, bytes, end] of hostile)
  test(`reading stays below 300 MiB: ${name}`, async () => {
    const found = await readApart(bytes());
    assert.equal(found.end, end);
    assert.ok(found.mebibytes < 300, `${found.mebibytes} MiB`);
  });
