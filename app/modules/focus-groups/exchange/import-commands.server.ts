import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { counted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { conflict, forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { bringTranscript } from '../transcripts/commands.server.ts';
import { type ImportCounts, type ImportPlan, importPlan, longestName, type NewCode, plannedCounts } from './import-plan.ts';
import type { NewMemo } from './memo-plan.ts';
import { originalOfSource } from './original-of-source.ts';
import type { QdaProject } from './qda-project.ts';
import { sessionOf } from './study-project.ts';
import { knownOfStudy, openSessions } from './study-queries.server.ts';
import { keepMemosWaiting, keepWaiting } from './waiting.server.ts';

/** A file that was read, with SHA-256 of its bytes in hex; `title` is what the study calls it, and the round of its codings. */
export type ReadFile = { readonly kind: 'project' | 'codebook'; readonly project: QdaProject; readonly hash: string };
export type Wanted = { readonly title: string; readonly sessionId: string | null };

/** What came in, and what is told about it. */
export type CameIn = ImportCounts & { readonly title: string; readonly messages: Message[] };

/** Refuses whoever may bring in neither a project nor, with `isCodebook`, a codebook: asked before a file travels. */
export async function assertMayBringFile(scope: Scope, study: Study, isCodebook: boolean): Promise<void> {
  if (isCodebook && mayCode(study)) return;
  const { rows } = await sql<{ may: boolean }>`select may_bring_into(${study.id}::uuid) as may`.execute(scope.tx);
  if (!rows[0]?.may)
    throw forbidden(
      isCodebook
        ? 'bring a codebook in: the study’s leads and coders do, and whoever brings transcripts in'
        : 'bring a project in: research staff and moderators whom the study names for a site do, if they do not teach there',
    );
}

/** What would come in, and what would be lost; nothing is kept. */
export async function lookAtFile(scope: Scope, study: Study, { kind, project }: ReadFile): Promise<ImportPlan> {
  await assertMayBringFile(scope, study, kind === 'codebook');
  assertOn(study, kind);
  return importPlan(project, await knownOfStudy(scope, study));
}

/**
 * Brings a file in. Codes are added as changes of the codebook. A text that the team does not read yet enters as an original, and its codings and memos wait for its signing, memos on codes and
 * on the study for that of every new text; what is of a text that is read already comes in at once, in a round of its own. In the words of codes and memos the pseudonym stands for whoever the
 * study knows by name. Conflict when this very file came in before, its codings wait already, or the title is taken; invalid when nobody says of which session new texts are and sites
 * differ; forbidden when it codes a text of a site that the acting person is not named for.
 */
export async function bringFileIn(scope: Scope, study: Study, file: ReadFile, wanted: Wanted): Promise<CameIn> {
  const { tx } = scope;
  const { kind, project, hash } = file;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`codebook ${study.id}`}, 0))`.execute(tx);
  const plan = await lookAtFile(scope, study, file);
  await assertMayCodeTexts(scope, study, plan);
  const title = await freeTitle(scope, study, { hash, title: wanted.title });
  const counts = plannedCounts(plan);
  const { codes, coders, texts } = counts;
  const coded = counts.codings + counts.waiting;
  const importId = await call(
    scope,
    sql`bring_file(${study.id}::uuid, ${title}, ${kind}, ${project.origin}, ${hash}, ${JSON.stringify({ codes, coders, texts, codings: coded })}::jsonb)`,
  );
  await call(scope, sql`bring_codes(${study.id}::uuid, ${importId}::uuid, ${JSON.stringify(plan.codes)}::jsonb)`);
  const messages = [...plan.messages, ...(await renamedCodes(scope, study, plan.codes))];
  const coderIds = await bringCoders(scope, study, { importId, coders: plan.coders });
  const came = await bringIntoTexts(scope, study, { importId, plan, coderIds });
  messages.push(...(await bringOriginals(scope, study, { importId, title, project, plan, coderIds, wanted })));
  if (came.codings < counts.codings)
    messages.push({
      severity: 'warning',
      found: `${counted(counts.codings - came.codings, 'coding')} that lie outside what was said, or where somebody speaks who withdrew`,
      expected: 'Codings of what may be coded',
      did: 'Left out.',
    });
  await appendStudyEvent(scope, study.id, {
    verb: 'bring',
    subject: 'imported_file',
    subjectId: importId,
    after: { title, kind, hash, codes, coders, texts },
  });
  return { ...counts, ...came, title, messages };
}

type Coming = { readonly importId: string; readonly plan: ImportPlan; readonly coderIds: ReadonlyMap<string, string> };

/** Who coded in the file, by the GUID that it has there: people of the study, and others who get a place of their own. */
async function bringCoders(
  scope: Scope,
  study: Study,
  { importId, coders }: { importId: string; coders: ImportPlan['coders'] },
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { guid, name, personId } of coders)
    ids.set(guid, personId ?? (await call(scope, sql`bring_coder(${study.id}::uuid, ${importId}::uuid, ${guid}::uuid, ${name})`)));
  return ids;
}

/** What is of texts that the team reads already, and the memos of no text where no text is new. Answers how many codings and memos there are. */
async function bringIntoTexts(
  scope: Scope,
  study: Study,
  { importId, plan, coderIds }: Coming,
): Promise<{ codings: number; memos: number }> {
  const memoRow = ({ id, codeId, coder, memo, madeAt }: NewMemo) => ({ id, codeId, authorId: coderIds.get(coder), words: memo, madeAt });
  const memos: object[] = plan.sources.every(({ textId }) => textId !== null) ? plan.memos.map(memoRow) : [];
  let came = 0;
  for (const { textId, codings, notes } of plan.sources) {
    if (textId === null) continue;
    memos.push(...notes.map((note) => ({ ...memoRow(note), textId, begins: note.start })));
    const rows = codings.map(({ coder, start, end, ...coding }) => ({ ...coding, coderId: coderIds.get(coder), begins: start, ends: end }));
    came += Number(
      await call(scope, sql`bring_codings(${study.id}::uuid, ${importId}::uuid, ${textId}::uuid, ${JSON.stringify(rows)}::jsonb)`),
    );
  }
  if (memos.length === 0) return { codings: came, memos: 0 };
  const kept = await call(scope, sql`bring_memos(${study.id}::uuid, ${importId}::uuid, ${JSON.stringify(memos)}::jsonb)`);
  return { codings: came, memos: Number(kept) };
}

/** Texts that the team does not read yet, as originals, with what waits for their signing. Answers what is told of it. */
async function bringOriginals(
  scope: Scope,
  study: Study,
  { importId, title, project, plan, coderIds, wanted }: Coming & { title: string; project: QdaProject; wanted: Wanted },
): Promise<Message[]> {
  const messages: Message[] = [];
  const place = placesOf({ actor: scope.actor, open: await openSessions(scope, study) }, wanted, messages);
  let first: string | null = null;
  for (const [at, { source, textId, codings, notes }] of plan.sources.entries()) {
    if (textId !== null) continue;
    const original = originalOfSource(source.text, [...codings, ...notes]);
    // what a file calls its text may name somebody, whatever program it says to come from
    const name = `${title}, text ${at + 1}`;
    const transcriptId = await bringTranscript(scope, study, {
      ...{ sessionId: place(sessionOf(project, source.values)), title: await freeTranscriptTitle(scope, study, name) },
      ...{ fileName: source.name ?? name, source: original.source, first: original.first },
    });
    await keepWaiting(scope, study, { importId, transcriptId, coderIds, coded: original.codings });
    first ??= transcriptId;
  }
  if (first !== null) await keepMemosWaiting(scope, study, { importId, transcriptId: first, coderIds, memos: plan.memos });
  return messages;
}

function assertOn(study: Study, kind: ReadFile['kind']): void {
  if (!isOn(study.approach, kind === 'codebook' ? 'codebook' : 'coding'))
    throw conflict('The approach of this study has no use for codes. Its protocol can name another.');
}

async function call({ tx }: Scope, called: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await sql<{ answer: string }>`select ${called} as answer`.execute(tx);
  return rows[0]?.answer ?? '';
}

async function freeTitle({ tx }: Scope, study: Study, { hash, title }: { hash: string; title: string }): Promise<string> {
  const before = await tx.selectFrom('importedFile').select(['title', 'hash']).where('studyId', '=', study.id).execute();
  const same = before.find((each) => each.hash === hash);
  if (same) throw conflict(`This very file came in already, as “${same.title}”.`);
  const rounds = await tx.selectFrom('codingRound').select('title').where('studyId', '=', study.id).execute();
  const taken = new Set([...before, ...rounds].map((each) => each.title));
  if (title !== '') {
    if (taken.has(title)) throw conflict(`There is a round or a file called ${title} already.`);
    return title;
  }
  let number = before.length + 1;
  while (taken.has(`Import ${number}`)) number += 1;
  return `Import ${number}`;
}

async function freeTranscriptTitle({ tx }: Scope, study: Study, title: string): Promise<string> {
  const all = await tx.selectFrom('transcript').select('title').where('studyId', '=', study.id).execute();
  const taken = new Set(all.map((each) => each.title));
  const short = title.slice(0, longestName - 8).toWellFormed();
  let free = title.length > longestName ? short : title;
  for (let n = 2; taken.has(free); n += 1) free = `${short} (${n})`;
  return free;
}

/** What is told of codes in whose words somebody was named. */
async function renamedCodes({ tx }: Scope, study: Study, planned: readonly NewCode[]): Promise<Message[]> {
  const keys = ['name', 'definition', 'include', 'exclude', 'example'] as const;
  const rows = await tx
    .selectFrom('code')
    .select(['id', ...keys])
    .where('studyId', '=', study.id)
    .where('id', '=', sql<string>`any (${planned.map(({ id }) => id)}::uuid[])`)
    .execute();
  const plannedOf = new Map(planned.map((code) => [code.id, code]));
  const changed = rows.filter((row) => keys.some((key) => row[key] !== plannedOf.get(row.id)?.[key])).map(({ name }) => name);
  if (changed.length === 0) return [];
  return [
    {
      severity: 'warning',
      found: `${counted(changed.length, 'code')} whose words name somebody whom the study knows`,
      expected: 'Words that name nobody',
      did: `The pseudonym stands there. Look whether they still say what they mean: ${changed.slice(0, 5).join(', ')}${changed.length > 5 ? ' and others' : ''}.`,
    },
  ];
}

/**
 * The session of a text: the chosen one, else the one that the file names, else the last one that is kept, which is told once. Its site decides who reads the text as it was said: where the
 * study has several, somebody says it, and whoever holds the machine does not leave it to a file.
 */
function placesOf(
  { actor, open }: { actor: Scope['actor']; open: Awaited<ReturnType<typeof openSessions>> },
  { sessionId }: Wanted,
  messages: Message[],
): (named: string | null) => string {
  const isOneSite = new Set(open.map(({ site }) => site)).size < 2;
  const mayFileSay = isOneSite || actor.kind !== 'operator';
  let isTold = false;
  return (named) => {
    const own = sessionId === null ? open.find(({ title }) => mayFileSay && title === named) : open.find(({ id }) => id === sessionId);
    if (own) return own.id;
    const last = open.at(-1);
    if (!last || sessionId !== null) throw invalid('Choose a session that is kept and of whose site you may bring transcripts in.');
    if (!isOneSite)
      throw invalid(
        `Say of which session the new texts are (on the command line with --session TITLE): whoever is named for its site reads them as they were said. There are ${open.map(({ title, site }) => `“${title}” at ${site}`).join(', ')}.`,
      );
    if (open.length > 1 && !isTold)
      messages.push({
        severity: 'warning',
        found: `Texts of no session that the study knows`,
        expected: 'The session of which they are: choose it',
        did: `Brought in for ${last.title}. Whoever is named for its site reads them.`,
      });
    isTold = true;
    return last.id;
  };
}

/** Whose site somebody is not named for, there they bring in no coding either; the database would refuse it. */
async function assertMayCodeTexts({ actor, tx }: Scope, study: Study, { sources }: ImportPlan): Promise<void> {
  if (actor.kind === 'operator') return;
  const ids = sources.flatMap(({ textId, codings, notes }) => (textId === null || codings.length + notes.length === 0 ? [] : [textId]));
  const { rows } = await sql<{ title: string }>`
    select s.title from transcript_text t join transcript s on s.study_id = t.study_id and s.id = t.transcript_id
    where t.study_id = ${study.id} and t.id = any (${ids}::uuid[]) and not may_read_originals(t.study_id, t.site_id) limit 1`.execute(tx);
  if (rows[0])
    throw forbidden(`bring codings and memos of ${rows[0].title} in: research staff and moderators whom the study names for its site do`);
}
