import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { codes } from '../coding/queries.server.ts';
import { signedTexts } from '../coding/text-queries.server.ts';
import { sessions } from '../study/people-queries.server.ts';
import { type Study, studyPeople } from '../study/queries.server.ts';
import { sessionsToBringFor } from '../transcripts/queries.server.ts';
import { hiding } from './hidden-words.ts';
import type { KnownOfStudy } from './import-plan.ts';
import type { StudyCoding, StudyMemo, StudyRows, StudyText } from './study-project.ts';

/**
 * What goes out of a study: signed texts, codes, and the codings and memos that the acting person may see. `hiddenTurns`: turns whose words are hidden, since whoever speaks does not allow to
 * be quoted; `repeating`: memos, and codes in what is said of them, that repeat such words, hidden there too.
 */
export type OutgoingStudy = StudyRows & { readonly hiddenTurns: number; readonly repeating: number; readonly participantIds: string[] };

/** What of a study the acting person may take out. */
export async function outgoingStudy(scope: Scope, study: Study): Promise<OutgoingStudy> {
  const { tx } = scope;
  const texts = await textsToSend(scope, study);
  const ids = texts.map(({ id }) => id);
  const hide = hiding(texts.flatMap(({ hidden }) => hidden));
  let repeating = 0;
  const hidden = <Row, Key extends keyof Row & string>(row: Row & Record<Key, string>, keys: readonly Key[]): Row => {
    const said = Object.fromEntries(keys.map((key) => [key, hide(row[key])]));
    if (keys.some((key) => said[key] !== row[key])) repeating += 1;
    return { ...row, ...said };
  };
  const codings = (await codingsIn(scope, study, ids)).map((coding) => hidden(coding, ['memo']));
  const memos = (await memosIn(scope, study, ids)).map((memo) => hidden(memo, ['words']));
  const inUse = (await codes(scope, study)).map((code) => hidden(code, ['name', 'definition', 'include', 'exclude', 'example']));
  const participants = await tx
    .selectFrom('participant')
    .select(['id', 'pseudonym'])
    .where('studyId', '=', study.id)
    .orderBy('id')
    .execute();
  return {
    ...{
      title: study.title,
      codes: inUse,
      texts,
      codings,
      memos,
      participants,
      coders: await studyCoders(scope, study, [...codings.map(({ coderId }) => coderId), ...memos.map(({ authorId }) => authorId)]),
    },
    hiddenTurns: texts.reduce((sum, text) => sum + text.hidden.length, 0),
    repeating,
    participantIds: [...new Set(texts.flatMap(({ participantIds }) => participantIds))],
  };
}

/** What a study has already of what a file may bring. */
export async function knownOfStudy(scope: Scope, study: Study): Promise<KnownOfStudy> {
  const texts = await textsToSend(scope, study);
  const ids = texts.map(({ id }) => id);
  const [codings, memos] = [await codingsIn(scope, study, ids), await memosIn(scope, study, ids)];
  return {
    codes: await codes(scope, study),
    people: await studyCoders(scope, study, [...codings.map(({ coderId }) => coderId), ...memos.map(({ authorId }) => authorId)]),
    texts: texts.map(({ id, words, text }) => ({ id, text: words, hidden: text })),
    codings,
    memoIds: memos.map(({ id }) => id),
  };
}

/** The files that came into a study, the newest first. */
export async function broughtFiles({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('importedFile')
    .leftJoin('person', 'person.id', 'importedFile.broughtBy')
    .select(['importedFile.id', 'title', 'kind', 'origin', 'counts', 'broughtAt', 'person.name as broughtBy'])
    .where('studyId', '=', study.id)
    .orderBy('importedFile.id', 'desc')
    .execute();
}
export type BroughtFile = Awaited<ReturnType<typeof broughtFiles>>[number];

/** The sessions that the acting person may bring a text of; whoever holds the machine, of any. */
export async function openSessions(scope: Scope, study: Study): Promise<{ id: string; title: string; site: string }[]> {
  if (scope.actor.kind !== 'operator') return sessionsToBringFor(scope, study);
  return (await sessions(scope, study)).map(({ id, title, site }) => ({ id, title, site }));
}

/** The newest signed texts; in `text` each letter of a turn that may not be quoted (`hidden`) is a block, so that places stay. */
async function textsToSend(scope: Scope, study: Study): Promise<(StudyText & { words: string; hidden: string[] })[]> {
  const { tx } = scope;
  const heads = await signedTexts(scope, study);
  const ids = heads.map(({ id }) => id);
  const rows = await tx
    .selectFrom('transcriptText')
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'transcriptText.studyId').onRef('studySite.id', '=', 'transcriptText.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select(['transcriptText.id', 'text', 'school.name as site'])
    .where('transcriptText.studyId', '=', study.id)
    .where('transcriptText.id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
  const turns = await tx
    .selectFrom('transcriptTurn')
    .leftJoin('printableTurn', (join) =>
      join
        .onRef('printableTurn.studyId', '=', 'transcriptTurn.studyId')
        .onRef('printableTurn.textId', '=', 'transcriptTurn.textId')
        .onRef('printableTurn.position', '=', 'transcriptTurn.position'),
    )
    .select(['transcriptTurn.textId', 'transcriptTurn.begins', 'transcriptTurn.ends', 'transcriptTurn.participantId'])
    .select('printableTurn.textId as printable')
    .where('transcriptTurn.studyId', '=', study.id)
    .where('transcriptTurn.textId', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
  return heads.flatMap(({ id, title, session }) => {
    const row = rows.find((each) => each.id === id);
    if (!row) return [];
    const own = turns.filter(({ textId }) => textId === id);
    const hidden = own.filter(({ printable }) => printable === null);
    const participantIds = [...new Set(own.flatMap(({ participantId }) => participantId ?? []))];
    const said = {
      words: row.text,
      text: blocked(row.text, hidden),
      hidden: hidden.map(({ begins, ends }) => row.text.slice(begins, ends)),
    };
    return [{ id, title, session, site: row.site, participantIds, ...said }];
  });
}

function blocked(text: string, turns: readonly { begins: number; ends: number }[]): string {
  return turns.reduce(
    (all, { begins, ends }) => all.slice(0, begins) + all.slice(begins, ends).replace(/\S/g, '▒') + all.slice(ends),
    text,
  );
}

async function codingsIn({ tx }: Scope, study: Study, textIds: readonly string[]): Promise<StudyCoding[]> {
  return tx
    .selectFrom('coding')
    .select(['id', 'textId', 'codeId', 'coderId', 'begins', 'ends', 'memo', 'madeAt'])
    .where('studyId', '=', study.id)
    .where('textId', '=', sql<string>`any (${[...textIds]}::uuid[])`)
    .orderBy('textId')
    .orderBy('begins')
    .orderBy('ends')
    .orderBy('id')
    .execute();
}

async function memosIn({ tx }: Scope, study: Study, textIds: readonly string[]): Promise<StudyMemo[]> {
  return tx
    .selectFrom('studyMemo')
    .leftJoin('transcriptTurn', (join) =>
      join
        .onRef('transcriptTurn.studyId', '=', 'studyMemo.studyId')
        .onRef('transcriptTurn.textId', '=', 'studyMemo.textId')
        .onRef('transcriptTurn.position', '=', 'studyMemo.position'),
    )
    .select(['studyMemo.id', 'codeId', 'studyMemo.textId', 'begins', 'ends', 'words', 'authorId', 'madeAt'])
    .where('studyMemo.studyId', '=', study.id)
    .where(({ eb, or }) =>
      or([eb('studyMemo.textId', 'is', null), eb('studyMemo.textId', '=', sql<string>`any (${[...textIds]}::uuid[])`)]),
    )
    .execute();
}

/** The study's people and whoever else coded or wrote, by name where the acting person may know it; with the GUID of whoever came in a file. */
async function studyCoders(scope: Scope, study: Study, personIds: readonly string[]) {
  const names = new Map((await studyPeople(scope, study)).map(({ personId, name }) => [personId, name]));
  const inFile = await scope.tx.selectFrom('importedCoder').select(['personId', 'guid']).where('studyId', '=', study.id).execute();
  const guids = new Map(inFile.map(({ personId, guid }) => [personId, guid]));
  const all = [...new Set([...names.keys(), ...personIds])].sort();
  return all.map((id, at) => ({ id, name: names.get(id) ?? `Coder ${at + 1}`, guid: guids.get(id) ?? null }));
}
