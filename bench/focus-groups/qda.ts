import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { SaxesParser } from 'saxes';
import { takeProjectOut } from '#app/modules/focus-groups/exchange/export-commands.server.ts';
import { bringFileIn } from '#app/modules/focus-groups/exchange/import-commands.server.ts';
import { readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { beginStudy } from '#app/modules/focus-groups/study/commands.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { heardGroup } from '../../tests/studies.ts';
import { median, ownDatabase } from '../measuring.ts';
import { codedStudy } from './coded.ts';

const n = 20_000;
const rounds = 3;

/**
 * A project of 100,000 words with 20,000 codings of three coders, each fifth with a memo: out of a study (with its record), read, and into another study, where all of it waits. References: the
 * same rows out of the database as JSON; the same archive unpacked and its XML read by the same library with empty handlers; the same rows into a bare table.
 */
export async function* run() {
  await using own = ownDatabase();
  const study = await codedStudy(n, (at) => (at % 5 === 0 ? `She waits, as in passage ${at}.` : ''));
  const { slug } = study;
  const lead = study.actors[0]!;
  await allowQuoting(study);
  const path = join(own.folder, 'large.qdpx');
  const out = await times(() => as(lead, async (scope) => takeProjectOut(scope, await studyNamed(scope, slug))));
  const rows = await times(() =>
    as(lead, ({ tx }) => sql`select jsonb_agg(c)::text, (select string_agg(text, '') from transcript_text) from coding c`.execute(tx)),
  );
  const { bytes, check } = out.last;
  if (check.codings !== n || check.memos !== n / 5) throw new Error(`Out went ${check.codings} codings and ${check.memos} memos.`);
  writeFileSync(path, bytes);
  const size = { n, bytes: bytes.length };
  yield { ...size, does: 'out of a study', ...figure(out.ms, 'the same rows out of the database as JSON', rows.ms) };

  const read = await times(() => readQdaFile(path));
  const { kind, project } = read.last;
  if (!kind || !project || !read.last.check.valid) throw new Error('The project is not valid.');
  const empty = await times(() => readByNobody(bytes));
  yield { ...size, does: 'read', ...figure(read.ms, 'unpacked, and its XML read by saxes with empty handlers', empty.ms) };

  const { id: schoolId } = await as(operator(), ({ tx }) =>
    tx.selectFrom('school').select('id').where('slug', '=', 'invented').executeTakeFirstOrThrow(),
  );
  let round = 0;
  const brought = await times(async () => {
    round += 1;
    const title = `Into ${round}`;
    const into = await as(lead, (scope) => beginStudy(scope, { title, approach: 'thematic', question: 'What?' }));
    const { id } = await as(lead, (scope) => studyNamed(scope, into));
    await heardGroup(id, { schoolId, pseudonyms: ['Willow'] });
    const start = performance.now();
    const came = await as(operator(), async (scope) =>
      bringFileIn(scope, await studyNamed(scope, into), { kind, project, hash: title }, { title, sessionId: null }),
    );
    if (came.waiting !== n) throw new Error(`In came ${came.waiting} codings.`);
    return performance.now() - start;
  });
  const bare = await times(() => intoBareTable(lead, slug));
  yield { ...size, does: 'into a study', ...figure(median(brought.answers), 'the same rows into a bare table', median(bare.answers)) };
}

function figure(ms: number, reference: string, referenceMs: number) {
  const round = (value: number) => Number(value.toFixed(1));
  return { ms: round(ms), reference, referenceMs: round(referenceMs), ratio: Number((ms / referenceMs).toFixed(2)) };
}

async function times<T>(work: () => Promise<T>): Promise<{ ms: number; last: T; answers: T[] }> {
  const [taken, answers]: [number[], T[]] = [[], []];
  for (let at = 0; at <= rounds; at++) {
    const start = performance.now();
    const answer = await work();
    if (at > 0) {
      taken.push(performance.now() - start);
      answers.push(answer);
    }
  }
  return { ms: median(taken), last: answers.at(-1)!, answers };
}

async function allowQuoting({ studyId, siteId, participantOf }: Awaited<ReturnType<typeof codedStudy>>): Promise<void> {
  await as(operator(), async ({ tx }) => {
    const items = ['take part', 'quote'];
    const letter = { studyId, siteId, version: '1', text: 'A letter', items, onWithdrawal: 'stop' as const };
    const { id: letterId } = await tx.insertInto('consentLetter').values(letter).returning('id').executeTakeFirstOrThrow();
    const given = { studyId, letterId, granted: items, givenOn: '2024-01-01' };
    await tx
      .insertInto('consent')
      .values(Object.values(participantOf).map((participantId) => ({ ...given, participantId })))
      .execute();
  });
}

async function readByNobody(bytes: Uint8Array): Promise<number> {
  const parts = unzipSync(bytes);
  const parser = new SaxesParser({ xmlns: true });
  let elements = 0;
  parser.on('opentag', () => {
    elements += 1;
  });
  for (const [name, part] of Object.entries(parts)) {
    const text = strFromU8(part);
    if (name.endsWith('.qde')) parser.write(text).close();
  }
  return elements;
}

async function intoBareTable(lead: Parameters<typeof as>[0], slug: string): Promise<number> {
  const rows = await as(lead, async (scope) => {
    const { id } = await studyNamed(scope, slug);
    return scope.tx.selectFrom('coding').selectAll().where('studyId', '=', id).execute();
  });
  const start = performance.now();
  await as(lead, async ({ tx }) => {
    await sql`create temporary table bare (id uuid, code_id uuid, coder_id uuid, begins int, ends int, memo text) on commit drop`.execute(
      tx,
    );
    await sql`insert into bare select id, "codeId", "coderId", begins, ends, memo from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c (id uuid, "codeId" uuid, "coderId" uuid, begins int, ends int, memo text)`.execute(tx);
  });
  return performance.now() - start;
}
