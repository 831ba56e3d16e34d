import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { readSheet } from 'read-excel-file/node';
import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { type WrittenSheet, workbookBytes } from '../../tests/workbook-file.ts';

const ROWS = 50_000;
/** Different sessions: a sheet as long as this has a row for each offering, or several years. */
const SESSIONS = 8_000;
const ROUNDS = 5;

/**
 * 50,000 rows of a spreadsheet from the file to the parts of a curriculum, proposal and questions included (limit: 3 times the bare library that reads the same cells:
 * csv-parse, read-excel-file; time of the processor, which what else runs on the machine does not change), and the peak memory of the process (limit: 400 MiB).
 */
export async function* run() {
  const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'));
  try {
    const table = rows();
    const files = { csv: join(folder, 'rows.csv'), xlsx: join(folder, 'rows.xlsx') };
    await writeFile(files.csv, stringify(table));
    await writeFile(files.xlsx, workbookBytes([sheetOf(table)]));
    for (const [format, library] of [
      ['csv', 'csv-parse'],
      ['xlsx', 'read-excel-file'],
    ] as const) {
      const path = files[format];
      const times = { read: [] as number[], bare: [] as number[], peak: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const read = child('read', path);
        if (read.n !== ROWS) throw new Error(`${read.n} activities came out of ${ROWS} rows of ${format}`);
        const bare = child(format, path);
        if (bare.n !== ROWS + 1) throw new Error(`${library} read ${bare.n} rows`);
        times.read.push(read.ms);
        times.bare.push(bare.ms);
        times.peak.push(read.peakMiB);
      }
      // The least of the rounds: what else runs on the machine only ever adds.
      const [ms, referenceMs] = [Math.min(...times.read), Math.min(...times.bare)];
      yield {
        n: ROWS,
        unit: `rows of ${format}, ${Math.round((await stat(path)).size / 1024 ** 2)} MiB`,
        ms: Math.round(ms),
        reference: library,
        referenceMs: Math.round(referenceMs),
        ratio: Number((ms / referenceMs).toFixed(2)),
        peakMiB: Math.max(...times.peak),
        limitMiB: 400,
      };
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

const header = ['Session ID', 'Title', 'Course', 'Year', 'Type', 'Minutes', 'Date', 'Required', 'Objectives', 'Keywords', 'Instructor'];
const words = 'explain the role of endocrine pathways in patients with chronic pain and describe safe treatment across the life span'.split(
  ' ',
);
const methods = ['Lecture', 'Small group', 'Laboratory', 'PBL', 'IM013'];

function rows(): string[][] {
  const text = (seed: number, length: number) => Array.from({ length }, (_, at) => words[(seed * 7 + at * 5) % words.length]).join(' ');
  return [
    header,
    ...Array.from({ length: ROWS }, (_, at) => [
      `S${at}`,
      `Session ${at % SESSIONS}: ${text(at % SESSIONS, 5)}`,
      `Course ${at % 120}`,
      `MS${(at % 4) + 1}`,
      methods[at % methods.length]!,
      String(30 + 15 * (at % 8)),
      `2025-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}`,
      at % 9 === 0 ? 'E' : 'R',
      [1, 2, 3].map((part) => `${text((at % SESSIONS) * part, 12)} ${(at % SESSIONS) * 3 + part}`).join('\n'),
      `${text(at, 1)}; ${text(at + 1, 1)}`,
      'A. Person',
    ]),
  ];
}

function sheetOf(table: readonly (readonly string[])[]): WrittenSheet {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cell = (text: string, column: number, row: number) => {
    const place = `${String.fromCharCode(65 + column)}${row + 1}`;
    return /^\d+$/.test(text) ? `<c r="${place}"><v>${text}</v></c>` : `<c r="${place}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
  };
  return {
    rows: table.map((cells, row) => `<row r="${row + 1}">${cells.map((text, column) => cell(text, column, row)).join('')}</row>`).join(''),
  };
}

type Answer = { n: number; ms: number; peakMiB: number };

function child(what: 'read' | 'csv' | 'xlsx', path: string): Answer {
  const { status, stdout } = spawnSync(process.execPath, [import.meta.filename, what, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${what} of ${path} ended with ${status}`);
  return JSON.parse(stdout) as Answer;
}

/** What a child does: the whole reading, or the bare library. */
async function measured(what: string, path: string): Promise<Answer> {
  const start = process.threadCpuUsage();
  let n = 0;
  if (what === 'read') n = (await readInventory(path, { onParts() {} })).check.events;
  else if (what === 'csv') for await (const _ of createReadStream(path).pipe(parse())) n += 1;
  else n = (await readSheet(path)).length;
  const { user, system } = process.threadCpuUsage(start);
  return { n, ms: (user + system) / 1000, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
}

const [, script, what, path] = process.argv;
if (script === import.meta.filename && what && path) process.stdout.write(JSON.stringify(await measured(what, path)));
