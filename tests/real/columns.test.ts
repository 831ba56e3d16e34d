import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import type { InventoryEvent, InventoryObjective, Part } from '#app/modules/curriculum/inventory/inventory.ts';
import { proposalOf, readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { plainText } from '#app/modules/curriculum/markup.ts';

const folder = join(process.env.REAL_DATA ?? '', 'curriculum/ilios-fixtures-2016');
const isHere = Boolean(process.env.REAL_DATA) && existsSync(folder);
const temporary = mkdtempSync(join(tmpdir(), 'concord-columns-'));

type Row = {
  id: number | string;
  title: string;
  course?: string;
  sessionType?: string;
  objectives: string[];
  sessions: string[];
  level?: number;
};
type Offering = { session: string; startDate: string; endDate: string };

function real<Kind>(name: string): Kind[] {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Kind[];
}
/** As a school would save it: with the mark that spreadsheet programs put in front, and packed. */
async function read(name: string, table: readonly (readonly unknown[])[]) {
  const path = join(temporary, `${name}.csv.gz`);
  writeFileSync(path, gzipSync(`\ufeff${stringify(table.map((cells) => [...cells]))}`));
  const parts: Part[] = [];
  const answer = await readInventory(path, {
    onParts: (some) => {
      parts.push(...some);
    },
  });
  assert.equal(answer.isRejected, false, answer.check.messages[0]?.found);
  const events = parts.filter((part): part is InventoryEvent => part.kind === 'event');
  const objectives = parts.filter((part): part is InventoryObjective => part.kind === 'objective');
  return { ...answer, parts, events, objectives, proposal: (await proposalOf(path))! };
}
function shown(text: string): string {
  return plainText(text).trim();
}

if (!isHere)
  test('the real sessions are read when REAL_DATA names their folder', (t) =>
    t.diagnostic('REAL_DATA does not name a folder with curriculum/ilios-fixtures-2016; nothing was read'));
else {
  const sessions = real<Row>('sessions');
  const objectives = real<Row>('objectives');
  const courses = new Map(real<Row>('courses').map((course) => [String(course.id), course]));
  const types = new Map(real<Row>('sessionTypes').map((type) => [String(type.id), type.title]));
  const texts = new Map(objectives.map(({ id, title }) => [String(id), title]));
  const offerings = Map.groupBy(real<Offering>('offerings'), ({ session }) => session);
  const hoursOf = ({ startDate, endDate }: Offering) => (Date.parse(endDate) - Date.parse(startDate)) / 3_600_000;

  test('a sheet of sessions: each title, its objectives and its hours arrive', async () => {
    const header = ['Session ID', 'Session Title', 'Course', 'Level', 'Session Type', 'Hours', 'Objectives'];
    const rows = sessions.map(({ id, title, course = '', sessionType = '', objectives: ids }) => {
      const [offering] = offerings.get(String(id)) ?? [];
      const { title: name, level } = courses.get(course) ?? {};
      return [id, title, name, level, types.get(sessionType), offering && hoursOf(offering), ids.map((each) => texts.get(each)).join('\n')];
    });
    const { events, check, proposal } = await read('sessions', [header, ...rows]);
    assert.deepEqual(Object.values(proposal.matching.columns), ['id', 'title', 'course', 'level', 'instruction', 'hours', 'objectives']);
    assert.deepEqual(
      events.map(({ sourceId, title }) => [sourceId, title]),
      sessions.map(({ id, title }) => [String(id), shown(title)]),
    );
    for (const { id } of sessions) {
      const [offering] = offerings.get(String(id)) ?? [];
      const { minutes } = events.find(({ sourceId }) => sourceId === String(id))!;
      assert.equal(minutes, offering ? Math.round(hoursOf(offering) * 60) : null);
    }
    assert.deepEqual([check.events, check.sequenceBlocks, check.danglingReferences], [120, 1, 0]);
    assert.ok(events.every(({ methods }) => methods.length > 0));
  });

  test('a row for each objective: all 159 texts arrive as a reader sees them, HTML or not', async () => {
    const titleOf = new Map(sessions.map(({ id, title }) => [String(id), title]));
    const rows = objectives
      .map(({ title, sessions: [session] }) => [session ? titleOf.get(session)! : 'The program', title])
      .sort(([a], [b]) => (a! < b! ? -1 : 1));
    assert.equal(new Set(objectives.map(({ title }) => title)).size, 159);
    const { objectives: found, events, proposal } = await read('objectives', [['Session', 'Objective'], ...rows]);
    const seen = new Set(objectives.map(({ title }) => shown(title)));
    assert.deepEqual(found.map(({ text }) => text).sort(), [...seen].sort());
    assert.equal(proposal.matching.answers.repeats, 'together');
    assert.equal(events.length, new Set(rows.map(([title]) => shown(title!))).size);
    assert.ok(found.every(({ text }) => !/<\w|&\w+;|\u00a0/.test(text)));
  });

  test('a row for each offering: a session of parallel groups is one activity of one hour, and all of them taught', async () => {
    const rows = [...offerings].flatMap(([session, each]) => {
      const { title } = sessions.find(({ id }) => String(id) === session)!;
      return each.map(({ startDate, endDate }) => [session, title, startDate, endDate]);
    });
    const { events, proposal } = await read('offerings', [['Session ID', 'Title', 'Start', 'End'], ...rows]);
    assert.equal(proposal.matching.answers.repeats, 'groups');
    assert.equal(events.length, offerings.size);
    for (const { sourceId, minutes, deliveredMinutes, groups } of events) {
      const each = offerings.get(sourceId)!;
      assert.equal(minutes, hoursOf(each[0]!) * 60);
      assert.equal(groups, each.length);
      assert.equal(
        deliveredMinutes,
        each.reduce((sum, offering) => sum + hoursOf(offering) * 60, 0),
      );
    }
  });

  test('titles alone: each comes in, of unknown length, and the same list again is the same activities', async () => {
    const table = sessions.map(({ title }) => [title]);
    const [once, again] = [await read('titles', table), await read('titles-again', table)];
    assert.deepEqual([once.check.events, once.check.minutes, once.proposal.matching.headerLine], [120, 0, null]);
    assert.ok(once.events.every(({ minutes }) => minutes === null));
    assert.deepEqual(again.events, once.events);
  });
}
