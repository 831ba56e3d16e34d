import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { openTranscript, passagesOf } from './queries.server.ts';
import { categories } from './replacement.ts';
import { transcriptOf } from './roster-queries.server.ts';

/** The texts of a transcript that the acting person may see, the newest first: signed ones for the team, all of them for those whom the study names. */
export async function textsOf({ tx }: Scope, study: Study, transcriptId: string) {
  return tx
    .selectFrom('transcriptText')
    .leftJoin('person as maker', 'maker.id', 'transcriptText.madeBy')
    .leftJoin('person as signer', 'signer.id', 'transcriptText.signedBy')
    .select([
      'transcriptText.id',
      'number',
      'madeBy',
      'maker.name as maker',
      'madeAt',
      'signedAt',
      'signer.name as signer',
      'residualRisk',
      'hash',
    ])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('number', 'desc')
    .execute();
}
export type TextVersion = Awaited<ReturnType<typeof textsOf>>[number];

/** The turns of a text with what was said in each; those of whoever had them removed are left out. Nothing of a text that the acting person may not see. */
export async function turnsOfText({ tx }: Scope, study: Study, textId: string) {
  const text = await tx
    .selectFrom('transcriptText')
    .select('text')
    .where('studyId', '=', study.id)
    .where('id', '=', textId)
    .executeTakeFirst();
  if (!text) return [];
  const turns = await tx
    .selectFrom('transcriptTurn')
    .leftJoin('withdrawal', (join) =>
      join
        .onRef('withdrawal.studyId', '=', 'transcriptTurn.studyId')
        .onRef('withdrawal.participantId', '=', 'transcriptTurn.participantId'),
    )
    .select(['position', 'speaker', 'kind', 'transcriptTurn.participantId', 'begins', 'ends', 'fromMs', 'toMs'])
    .where('transcriptTurn.studyId', '=', study.id)
    .where('textId', '=', textId)
    .where(({ eb, or }) => or([eb('promise', 'is', null), eb('promise', '<>', 'remove')]))
    .orderBy('position')
    .execute();
  return turns.map(({ begins, ends, ...turn }) => ({ ...turn, begins, ends, words: text.text.slice(begins, ends) }));
}
export type TextTurn = Awaited<ReturnType<typeof turnsOfText>>[number];

/** What the team reads of a transcript: the newest signed text, turn by turn. `isClosed`: one was signed, and is closed until somebody's turns are taken out. */
export async function signedTranscript(scope: Scope, study: Study, transcriptId: string) {
  const transcript = await transcriptOf(scope, study, transcriptId);
  const text = (await textsOf(scope, study, transcriptId)).find(({ signedAt }) => signedAt !== null) ?? null;
  return {
    transcript,
    text,
    isClosed: text === null && transcript.state === 'signed',
    turns: text ? await turnsOfText(scope, study, text.id) : [],
  };
}

/** For those whom the study names: the texts of a transcript, the newest whole, and what became of the passages, by kind. */
export async function signingOf(scope: Scope, study: Study, transcriptId: string) {
  const transcript = await openTranscript(scope, study, transcriptId);
  const texts = await textsOf(scope, study, transcriptId);
  const passages = await passagesOf(scope, study, transcriptId);
  const newest = texts[0];
  return {
    transcript,
    texts,
    turns: newest ? await turnsOfText(scope, study, newest.id) : [],
    open: passages.filter(({ answer }) => answer === null).length,
    counts: categories
      .map((category) => {
        const those = passages.filter((passage) => passage.category === category);
        return {
          category,
          replaced: those.filter(({ answer }) => answer === 'replace').length,
          kept: those.filter(({ answer }) => answer === 'keep').length,
          open: those.filter(({ answer }) => answer === null).length,
        };
      })
      .filter(({ replaced, kept, open }) => replaced + kept + open > 0),
  };
}

/** What was kept as it was said, with the words around it: what a second reader looks at first. Only for those whom the study names. */
export async function keptPassages(scope: Scope, study: Study, transcriptId: string) {
  await openTranscript(scope, study, transcriptId);
  const kept = (await passagesOf(scope, study, transcriptId)).filter(({ answer }) => answer === 'keep');
  const texts = await scope.tx
    .selectFrom('transcriptOriginal')
    .select(['version', 'text'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .execute();
  const textOf = new Map(texts.map(({ version, text }) => [version, text]));
  return kept.map(({ id, version, begins, ends, category, answerer }) => ({
    ...{ id, category, answerer },
    words: textOf.get(version)?.slice(begins, ends) ?? '',
  }));
}

/** Memos of a file that are the team's once the text is signed, as they came, with who wrote them. Only for those whom the study names. */
export async function notesThatWait(
  scope: Scope,
  study: Study,
  transcriptId: string,
): Promise<{ id: string; words: string; author: string | null }[]> {
  await openTranscript(scope, study, transcriptId);
  return scope.tx
    .selectFrom('importedCoding')
    .leftJoin('person', 'person.id', 'coderId')
    .select(['importedCoding.id', 'memo as words', 'person.name as author'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('memo', '<>', '')
    .unionAll(
      scope.tx
        .selectFrom('importedMemo')
        .leftJoin('person', 'person.id', 'authorId')
        .select(['importedMemo.id', 'words', 'person.name as author'])
        .where('studyId', '=', study.id)
        .where('transcriptId', '=', transcriptId),
    )
    .execute();
}

/** The newest text of a transcript with its turns, signed or not. */
export async function newestText({ tx }: Scope, study: Study, transcriptId: string) {
  const text = await tx
    .selectFrom('transcriptText')
    .select(['id', 'number', 'text', 'hash', 'madeBy', 'signedAt'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!text) return null;
  const turns = await tx
    .selectFrom('transcriptTurn')
    .select(['speaker as pseudonym', 'kind', 'participantId', 'begins', 'ends', 'fromMs', 'toMs'])
    .where('studyId', '=', study.id)
    .where('textId', '=', text.id)
    .orderBy('position')
    .execute();
  return { ...text, turns };
}
