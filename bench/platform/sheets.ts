import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { readSheet } from 'read-excel-file/node';
import { readSheetRows } from '#app/platform/sheet-file.server.ts';
import { workbookBytes } from '../../tests/workbook-file.ts';

const rows = 50_000;
const rounds = 3;

/**
 * A table of 50,000 activities in ten columns, as CSV and as XLSX, read whole and with its bounds; limit: 3 times the bare library that reads the same
 * file (csv-parse with the same options; read-excel-file), each in a process of its own, start of the process aside. The peak memory beside it.
 */
export async function* run() {
  const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'));
  try {
    const csv = join(folder, 'table.csv');
    const xlsx = join(folder, 'table.xlsx');
    await writeFile(csv, csvTable());
    await writeFile(xlsx, xlsxTable());
    yield compared('csv', csv, { name: 'csv-parse', what: 'bare-csv' });
    yield compared('xlsx', xlsx, { name: 'read-excel-file', what: 'bare-xlsx' });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function compared(format: string, path: string, reference: { name: string; what: string }) {
  const ours: Answer[] = [];
  const theirs: Answer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(child('ours', path));
    theirs.push(child(reference.what, path));
  }
  const wrong = [...ours, ...theirs].find((answer) => answer.rows !== rows + 1);
  if (wrong) throw new Error(`${path}: ${wrong.rows} rows instead of ${rows + 1}`);
  const [ms, referenceMs] = [median(ours.map((answer) => answer.ms)), median(theirs.map((answer) => answer.ms))];
  return {
    format,
    n: rows,
    unit: 'rows',
    ms: Math.round(ms),
    reference: reference.name,
    referenceMs: Math.round(referenceMs),
    ratio: Number((ms / referenceMs).toFixed(2)),
    limit: 3,
    peakMiB: Math.max(...ours.map((answer) => answer.peakMiB)),
    referencePeakMiB: Math.max(...theirs.map((answer) => answer.peakMiB)),
  };
}

type Answer = { rows: number; ms: number; peakMiB: number };

function child(what: string, path: string): Answer {
  const { status, stdout } = spawnSync(process.execPath, [import.meta.filename, what, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`Reading ${path} (${what}) ended with ${status}`);
  return JSON.parse(stdout) as Answer;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const head = ['Code', 'Title', 'Course', 'Type', 'Minutes', 'Phase', 'Date', 'Required', 'Objectives', 'Teacher'];

function textsOf(at: number): { title: string; course: string; type: string; objectives: string; teacher: string } {
  return {
    title: `Heart failure, part ${at} – a case`,
    course: `Cardiology ${at % 40}`,
    type: ['Lecture', 'Small group', 'Bedside'][at % 3] ?? '',
    objectives: `Explain "shock" to a patient; manage it, and tell what comes next (${at % 9_000})`,
    teacher: `Teacher ${at % 700}`,
  };
}

function csvTable(): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const { title, course, type, objectives, teacher } = textsOf(at);
    const quoted = `"${objectives.replaceAll('"', '""')}"`;
    return `A${at},"${title}",${course},${type},${30 + (at % 90)},Year ${1 + (at % 4)},2025-09-${10 + (at % 20)},yes,${quoted},${teacher}`;
  });
  return [head.join(','), ...lines, ''].join('\r\n');
}

function xlsxTable(): Buffer {
  const shared = new Map<string, number>();
  const text = (value: string) => {
    if (!shared.has(value)) shared.set(value, shared.size);
    return `t="s"><v>${shared.get(value)}</v></c>`;
  };
  const number = (value: number, style = 0) => `${style ? `s="${style}"` : ''}><v>${value}</v></c>`;
  const row = (line: number, cells: string[]) =>
    `<row r="${line}">${cells.map((cell, column) => `<c r="${String.fromCharCode(65 + column)}${line}" ${cell}`).join('')}</row>`;
  const lines = Array.from({ length: rows }, (_, at) => {
    const { title, course, type, objectives, teacher } = textsOf(at);
    const start = [text(`A${at}`), text(title), text(course), text(type), number(30 + (at % 90)), text(`Year ${1 + (at % 4)}`)];
    return row(at + 2, [...start, number(45_910 + (at % 20), 1), 't="b"><v>1</v></c>', text(objectives), text(teacher)]);
  });
  const rowsXml = [row(1, head.map(text)), ...lines].join('');
  const texts = [...shared.keys()].map((value) => `<si><t>${value.replaceAll('&', '&amp;')}</t></si>`).join('');
  return workbookBytes([{ name: 'Activities', rows: rowsXml }], { texts, formats: ['dd/mm/yyyy'] });
}

// Started by itself, it is one measurement in a process of its own.
if (import.meta.main) {
  const [what, path = ''] = process.argv.slice(2);
  const start = performance.now();
  const read = what === 'ours' ? await ourRows(path) : what === 'bare-csv' ? await bareCsvRows(path) : (await readSheet(path)).length;
  const ms = performance.now() - start;
  process.stdout.write(JSON.stringify({ rows: read, ms, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

async function ourRows(path: string): Promise<number> {
  let count = 0;
  for await (const some of readSheetRows(path)) count += some.length;
  return count;
}

/** The library by itself, set as the reader sets it. */
async function bareCsvRows(path: string): Promise<number> {
  let count = 0;
  const parser = createReadStream(path).pipe(
    parse({ record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
  );
  for await (const _ of parser) count += 1;
  return count;
}
