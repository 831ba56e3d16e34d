import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { SaxesParser } from 'saxes';
import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';

const ROUNDS = 5;
const MIB = 1024 ** 2;

/**
 * A 50 MB file checked (limits: 8 times the wall time of `xmllint --stream --noout`, process against process; twice the time of the same XML
 * library with empty handlers, start of the process aside), and the peak memory of checking 100 MB (limit: 300 MiB).
 */
export async function* run() {
  const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'));
  try {
    const path = join(folder, '50.xml');
    const events = await largeFile(path);
    const { size } = await stat(path);
    const hasXmllint = findXmllint();
    const times = { check: [] as number[], inside: [] as number[], xmllint: [] as number[], empty: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const check = child('check', path);
      if (check.answer.isRejected || check.answer.dangling !== 0 || (events !== null && check.answer.events !== events))
        throw new Error(`The check of ${path} is wrong: ${JSON.stringify(check.answer)}`);
      times.check.push(check.ms);
      times.inside.push(check.answer.ms);
      times.empty.push(child('empty', path).answer.ms);
      if (hasXmllint) times.xmllint.push(timed('xmllint', ['--stream', '--noout', path]).ms);
    }
    const n = { n: size, unit: 'bytes' };
    yield hasXmllint
      ? figure(n, median(times.check), { reference: 'xmllint --stream --noout', referenceMs: median(times.xmllint) })
      : { ...figure(n, median(times.check), { reference: 'xmllint is not on this machine', referenceMs: null }), ratio: null };
    yield figure(n, median(times.inside), { reference: 'saxes with empty handlers', referenceMs: median(times.empty) });

    const double = join(folder, '100.xml');
    await writeSample(double, 100 * MIB);
    const { answer } = child('check', double);
    yield {
      bench: 'curriculum/ci-xml',
      n: (await stat(double)).size,
      unit: 'bytes',
      ms: Math.round(answer.ms),
      peakMiB: answer.peakMiB,
      limitMiB: 300,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function figure(n: { n: number; unit: string }, ms: number, against: { reference: string; referenceMs: number | null }) {
  const ratio = against.referenceMs === null ? null : Number((ms / against.referenceMs).toFixed(2));
  return {
    bench: 'curriculum/ci-xml',
    ...n,
    ms: Math.round(ms),
    ...against,
    referenceMs: against.referenceMs && Math.round(against.referenceMs),
    ratio,
  };
}

/** Unpacks the real file where it is here, else writes one like it; answers how many events it must have, null where nobody here knows. */
async function largeFile(path: string): Promise<number | null> {
  const real = join(process.env.REAL_DATA ?? '', 'curriculum/ci-xml/valid/large-50mb.xml.gz');
  if (!process.env.REAL_DATA || !existsSync(real)) return writeSample(path, 50 * MIB);
  await pipeline(createReadStream(real), createGunzip(), createWriteStream(path));
  return null;
}

function findXmllint(): boolean {
  const isThere = () => spawnSync('xmllint', ['--version']).status === 0;
  if (isThere()) return true;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version'))
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'libxml2-utils'], { stdio: 'ignore', timeout: 120_000 });
  return isThere();
}

type Answer = { ms: number; peakMiB: number; events: number; dangling: number; isRejected: boolean };

function child(what: 'check' | 'empty', path: string): { ms: number; answer: Answer } {
  const { ms, stdout } = timed(process.execPath, [import.meta.filename, what, path]);
  return { ms, answer: JSON.parse(stdout) as Answer };
}

function timed(command: string, words: string[]): { ms: number; stdout: string } {
  const start = performance.now();
  const { status, stdout } = spawnSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  return { ms: performance.now() - start, stdout };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Writes a file like those that Ilios exports, always the same for a size; answers the number of its events. */
async function writeSample(path: string, bytes: number): Promise<number> {
  const events = Math.floor(bytes / 9_830);
  await pipeline(Readable.from(sample(events)), createWriteStream(path));
  return events;
}

const WORDS = 'explain the role of endocrine pathways in patients with chronic pain and describe safe treatment across the life span'.split(
  ' ',
);

function* sample(events: number): Generator<string> {
  const objectives = events * 5;
  const text = (seed: number, words: number) =>
    Array.from({ length: words }, (_, at) => WORDS[(seed * 7 + at * 5) % WORDS.length]).join(' ');
  const uri = (at: number) => `http://ilios.example.edu/session_objective/${at}`;
  const reference = (at: number) =>
    `<CompetencyObjectReference>/CurriculumInventory/Expectations/CompetencyObject[lom:lom/lom:general/lom:identifier/lom:entry='${uri(at)}']</CompetencyObjectReference>`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v10/" xmlns:lom="http://ltsc.ieee.org/xsd/LOM" xmlns:cf="http://ns.medbiq.org/competencyframework/v1/" xmlns:co="http://ns.medbiq.org/competencyobject/v1/" xmlns:hx="http://ns.medbiq.org/lom/extend/v1/" xmlns:m="http://ns.medbiq.org/member/v1/">\n  <ReportID domain="idd:ilios.example.edu:cireport">1</ReportID>\n  <Title>A fictional year</Title>\n  <Events>\n`;
  for (let at = 0; at < events; at += 1)
    yield `    <Event id="E${at}">\n      <Title>${text(at, 6)} ${at}</Title>\n      <EventDuration>PT${30 + (at % 12) * 10}M</EventDuration>\n      <Description>${text(at, 60)}</Description>\n      <Keyword hx:source="MeSH" hx:id="D${at % 900}">\n        <hx:string>${text(at, 2)}</hx:string>\n      </Keyword>\n      ${Array.from({ length: 15 }, (_, nth) => reference((at * 5 + nth) % objectives)).join('\n      ')}\n      <InstructionalMethod primary="true" instructionalMethodDuration="PT60M">IM0${10 + (at % 20)}</InstructionalMethod>\n    </Event>\n`;
  yield '  </Events>\n  <Expectations>\n';
  for (let at = 0; at < objectives; at += 1)
    yield `    <CompetencyObject>\n      <lom:lom>\n        <lom:general>\n          <lom:identifier>\n            <lom:catalog>URI</lom:catalog>\n            <lom:entry>${uri(at)}</lom:entry>\n          </lom:identifier>\n          <lom:title>\n            <lom:string>${text(at, 16)}</lom:string>\n          </lom:title>\n        </lom:general>\n      </lom:lom>\n      <co:Category term="event-level-competency"/>\n    </CompetencyObject>\n`;
  yield '    <CompetencyFramework>\n';
  for (let at = 0; at < objectives; at += 1)
    yield `      <cf:Includes>\n        <cf:Catalog>URI</cf:Catalog>\n        <cf:Entry>${uri(at)}</cf:Entry>\n      </cf:Includes>\n      <cf:Relation>\n        <cf:Reference1>\n          <cf:Catalog>URI</cf:Catalog>\n          <cf:Entry>${uri(at % 100)}</cf:Entry>\n        </cf:Reference1>\n        <cf:Relationship>http://www.w3.org/2004/02/skos/core#narrower</cf:Relationship>\n        <cf:Reference2>\n          <cf:Catalog>URI</cf:Catalog>\n          <cf:Entry>${uri(at)}</cf:Entry>\n        </cf:Reference2>\n      </cf:Relation>\n`;
  yield '    </CompetencyFramework>\n  </Expectations>\n  <AcademicLevels>\n    <LevelsInProgram>1</LevelsInProgram>\n    <Level number="1">\n      <Label>Year 1</Label>\n    </Level>\n  </AcademicLevels>\n  <Sequence>\n';
  for (let start = 0; start < events; start += 50) {
    const places = Array.from({ length: Math.min(50, events - start) }, (_, nth) => start + nth);
    const lines = places.map(
      (at) =>
        `      <SequenceBlockEvent required="${at % 7 > 0}">\n        <EventReference>/CurriculumInventory/Events/Event[@id='E${at}']</EventReference>\n      </SequenceBlockEvent>\n`,
    );
    const level = "/CurriculumInventory/AcademicLevels/Level[@number='1']";
    yield `    <SequenceBlock id="${start}" required="${start % 4 === 0 ? 'Optional' : 'Required'}" order="Unordered" track="false">\n      <Title>${text(start, 4)}</Title>\n      <Timing>\n        <Duration>P30D</Duration>\n      </Timing>\n      <SequenceBlockLevels>\n        <StartingAcademicLevel>${level}</StartingAcademicLevel>\n        <EndingAcademicLevel>${level}</EndingAcademicLevel>\n      </SequenceBlockLevels>\n${lines.join('')}    </SequenceBlock>\n`;
  }
  yield '  </Sequence>\n</CurriculumInventory>\n';
}

// Started by itself, it is one measurement in a process of its own.
if (import.meta.main) {
  const [what, path = ''] = process.argv.slice(2);
  const start = performance.now();
  const found = what === 'empty' ? await readEmpty(path) : await check(path);
  const ms = performance.now() - start;
  process.stdout.write(JSON.stringify({ ...found, ms, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

async function check(path: string) {
  let parts = 0;
  const { check, isRejected } = await readInventory(path, {
    onParts: (some) => {
      parts += some.length;
    },
  });
  return { events: check.events, dangling: check.danglingReferences, isRejected, parts };
}

/** The library by itself, set as the reader sets it and listened to as the reader listens, doing nothing. */
async function readEmpty(path: string) {
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  parser.on('opentag', () => {});
  parser.on('closetag', () => {});
  parser.on('text', () => {});
  parser.on('cdata', () => {});
  parser.on('doctype', () => {});
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 64 * 1024 })) parser.write(piece);
  parser.close();
  return {};
}
