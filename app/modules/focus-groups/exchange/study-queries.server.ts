import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { codes } from '../coding/queries.server.ts';
import { signedTexts } from '../coding/text-queries.server.ts';
import { sessions } from '../study/people-queries.server.ts';
import { type Study, studyPeople } from '../study/queries.server.ts';
import { sessionsToBringFor } from '../transcripts/queries.server.ts';
import type { KnownOfStudy } from './import-plan.ts';
import type { StudyCoding, StudyRows, StudyText } from './study-project.ts';

/** What goes out of a study: signed texts, codes, and the codings that the acting person may see. `hiddenTurns`: turns whose words are hidden, since whoever speaks does not allow to be quoted. */
export type OutgoingStudy = StudyRows & { readonly hiddenTurns: number; readonly participantIds: string[] };

/** What of a study the acting person may take out. */
export async function outgoingStudy(scope: Scope, study: Study): Promise<OutgoingStudy> {
  const { tx } = scope;
  const texts = await textsToSend(scope, study);
  const ids = texts.map(({ id }) => id);
  const codings = await codingsIn(scope, study, ids);
  const participants = await tx
    .selectFrom('participant')
    .select(['id', 'pseudonym'])
    .where('studyId', '=', study.id)
    .orderBy('id')
    .execute();
  return {
    ...{
      title: study.title,
      codes: await codes(scope, study),
      texts,
      codings,
      participants,
      coders: await studyCoders(scope, study, codings),
    },
    hiddenTurns: texts.reduce((sum, { hiddenTurns }) => sum + hiddenTurns, 0),
    participantIds: [...new Set(texts.flatMap(({ participantIds }) => participantIds))],
  };
}

/** What a study has already of what a file may bring. */
export async function knownOfStudy(scope: Scope, study: Study): Promise<KnownOfStudy> {
  const texts = await textsToSend(scope, study);
  const codings = await codingsIn(
    scope,
    study,
    texts.map(({ id }) => id),
  );
  return {
    codes: await codes(scope, study),
    people: await studyCoders(scope, study, codings),
    texts: texts.map(({ id, words, text }) => ({ id, text: words, hidden: text })),
    codings,
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
export async function openSessions(scope: Scope, study: Study): Promise<{ id: string; title: string }[]> {
  if (scope.actor.kind !== 'operator') return sessionsToBringFor(scope, study);
  return (await sessions(scope, study)).map(({ id, title }) => ({ id, title }));
}

/** The newest signed texts; in `text` each letter of a turn that may not be quoted is a block, so that places stay. */
async function textsToSend(scope: Scope, study: Study): Promise<(StudyText & { words: string; hiddenTurns: number })[]> {
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
    return [
      { id, title, session, site: row.site, words: row.text, text: blocked(row.text, hidden), participantIds, hiddenTurns: hidden.length },
    ];
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

/** The study's people and whoever else coded, by name where the acting person may know it; with the GUID of whoever came in a file. */
async function studyCoders(scope: Scope, study: Study, codings: readonly StudyCoding[]) {
  const names = new Map((await studyPeople(scope, study)).map(({ personId, name }) => [personId, name]));
  const inFile = await scope.tx.selectFrom('importedCoder').select(['personId', 'guid']).where('studyId', '=', study.id).execute();
  const guids = new Map(inFile.map(({ personId, guid }) => [personId, guid]));
  const all = [...new Set([...names.keys(), ...codings.map(({ coderId }) => coderId)])].sort();
  return all.map((id, at) => ({ id, name: names.get(id) ?? `Coder ${at + 1}`, guid: guids.get(id) ?? null }));
}
