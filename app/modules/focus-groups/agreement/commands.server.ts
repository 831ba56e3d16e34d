import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { codebookVersion } from '../coding/queries.server.ts';
import { mayLeadStudy, maySettle } from '../rules.ts';
import { type Study, studyPeople } from '../study/queries.server.ts';
import { type Contested, comparedRound, contestedIn } from './compared-round.ts';
import { consensusOf, settlementAt } from './consensus-queries.server.ts';
import { comparisonRead, roundToCompare, wordsAround } from './round-queries.server.ts';
import type { Settlement } from './schema.ts';

/**
 * Begins the consensus of a closed round: keeps the figures as they are now (`figures`, which no settlement has touched), and takes over what all marked alike, but where somebody
 * withdrew. Conflict when it has one. Answers the consensus round's id.
 */
export async function beginConsensus(
  scope: Scope,
  study: Study,
  { roundId, figures, agreed }: { roundId: string; figures: unknown; agreed: readonly Contested[] },
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('begin a consensus: the study’s lead does');
  const round = await roundToCompare(scope, study, roundId);
  if (round.closedAt === null) throw conflict(`Close ${round.title} first, so that what is settled stays what it was.`);
  const version = await codebookVersion(scope, study);
  const begun = await tx
    .insertInto('codingRound')
    .values({
      ...{ studyId: study.id, title: `${round.title}: consensus`, kind: 'consensus' as const, ofRound: roundId },
      ...{ codebookVersion: version, begunBy: actor.personId },
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw conflict(`The consensus of ${round.title} was begun already. Open this page again to see it.`);
  await tx
    .insertInto('agreementTaken')
    .values({ studyId: study.id, consensusId: begun.id, figures: JSON.stringify(figures), takenBy: actor.personId })
    .execute();
  await takeOver(scope, study, { consensusId: begun.id, agreed, version });
  await appendStudyEvent(scope, study.id, {
    verb: 'begin',
    subject: 'coding_round',
    subjectId: begun.id,
    after: { kind: 'consensus', ofRound: roundId },
  });
  return begun.id;
}

/** The turns of participants who withdrew: nothing new is coded there. */
function withdrawnTurns(tx: Scope['tx'], study: Study) {
  return tx
    .selectFrom('transcriptTurn')
    .innerJoin('withdrawal', (join) =>
      join
        .onRef('withdrawal.studyId', '=', 'transcriptTurn.studyId')
        .onRef('withdrawal.participantId', '=', 'transcriptTurn.participantId'),
    )
    .select(['textId', 'speaker', 'begins', 'ends'])
    .where('transcriptTurn.studyId', '=', study.id);
}

type TakenOver = { consensusId: string; agreed: readonly Contested[]; version: number };

async function takeOver({ actor, tx }: Scope, study: Study, { consensusId, agreed, version }: TakenOver): Promise<void> {
  if (actor.personId === null) return;
  const gone = await withdrawnTurns(tx, study).execute();
  const rows = agreed.flatMap(({ textId, codeId, stands }) =>
    stands[0]!.spans
      .filter(({ start, end }) => !gone.some((turn) => turn.textId === textId && turn.ends > start && turn.begins < end))
      .map(({ start, end }) => ({
        ...{ studyId: study.id, roundId: consensusId, textId, codeId, coderId: actor.personId!, begins: start, ends: end },
        codebookVersion: version,
      })),
  );
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('coding')
      .values(rows.slice(at, at + 1000))
      .execute();
}

/**
 * Settles one difference: what is decided becomes codings of the consensus round, by who settles; what each coder coded stays. Conflict, with who did and how, when somebody settled it
 * before; invalid when the words to be coded do not stand there.
 */
export async function settle(scope: Scope, study: Study, { roundId, said }: { roundId: string; said: Settlement }): Promise<void> {
  const { tx, actor } = scope;
  const { personId } = actor;
  if (!maySettle(study) || personId === null) throw forbidden('settle differences: the study’s leads and coders do');
  const { consensusId, closedAt } = await consensusOf(scope, study, roundId);
  if (closedAt !== null) throw conflict('The consensus is closed, so nothing of it changes any more.');
  const found = contestedIn(comparedRound(await comparisonRead(scope, study, { roundId }))).find(
    (each) => each.textId === said.textId && each.codeId === said.codeId && each.begins === said.begins && each.ends === said.ends,
  );
  if (!found || found.isAgreed) throw missing('This difference');
  const spans = await decided(scope, study, { found, said });
  if (said.withId !== null && !(await studyPeople(scope, study)).some((each) => each.personId === said.withId))
    throw invalid('Choose somebody of this study with whom you settled it.');
  await assertNobodyWithdrew(scope, study, { textId: said.textId, spans });
  const isCoder = !['all', 'range', 'none'].includes(said.decision);
  const kept = await tx
    .insertInto('adjudication')
    .values({
      ...{ studyId: study.id, consensusId, textId: said.textId, codeId: said.codeId, begins: said.begins, ends: said.ends },
      decision: isCoder ? 'coder' : (said.decision as 'all' | 'range' | 'none'),
      ...{ takenFrom: isCoder ? said.decision : null, reason: said.reason, settledBy: personId },
      withPerson: said.withId === personId ? null : said.withId,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!kept)
    throw conflict(
      `${await settlementAt(scope, study, { consensusId, place: said })} Your answer is not kept; what you wrote is still here.`,
    );
  const codebookVersion_ = await codebookVersion(scope, study);
  const results =
    spans.length === 0
      ? []
      : await tx
          .insertInto('coding')
          .values(
            spans.map(({ start, end }) => ({
              ...{ studyId: study.id, roundId: consensusId, textId: said.textId, codeId: said.codeId, coderId: personId },
              ...{ begins: start, ends: end, codebookVersion: codebookVersion_ },
            })),
          )
          .returning('id')
          .execute();
  const originals = found.stands.flatMap(({ codingIds }) => codingIds);
  await tx
    .insertInto('adjudicationCoding')
    .values([
      ...originals.map((codingId) => ({ studyId: study.id, adjudicationId: kept.id, codingId, isResult: false })),
      ...results.map(({ id }) => ({ studyId: study.id, adjudicationId: kept.id, codingId: id, isResult: true })),
    ])
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'settle', subject: 'adjudication', subjectId: kept.id, after: { consensusId } });
}

/** Conflict, in words, where the database would refuse the coding. */
async function assertNobodyWithdrew(
  { tx }: Scope,
  study: Study,
  { textId, spans }: { textId: string; spans: readonly { start: number; end: number }[] },
): Promise<void> {
  const gone = await withdrawnTurns(tx, study).where('textId', '=', textId).execute();
  const met = gone.find(({ begins, ends }) => spans.some(({ start, end }) => ends > start && begins < end));
  if (met) throw conflict(`${met.speaker} withdrew, so nothing new is coded where they speak. What each coder marked stays as it is.`);
}

async function decided(
  scope: Scope,
  study: Study,
  { found, said }: { found: Contested; said: Settlement },
): Promise<{ start: number; end: number }[]> {
  if (said.decision === 'none') return [];
  if (said.decision === 'all') return [{ start: found.begins, end: found.ends }];
  if (said.decision !== 'range') {
    const stand = found.stands.find(({ coder }) => coder === said.decision);
    if (!stand) throw missing('This coder');
    return [...stand.spans];
  }
  const wanted = said.words.replace(/\s+/g, ' ').trim();
  if (wanted === '') throw invalid('Write the words that are to be coded.');
  const places = (await wordsAround(scope, study, found)).flatMap(({ begins, text }) => {
    // A blank stands for any blank: what is copied from a page has other ones.
    const flat = text.replace(/\s/g, ' ');
    return [...allOf(flat, wanted)].map((at) => ({ start: begins + at, end: begins + at + wanted.length }));
  });
  const nearest = places.toSorted((one, other) => Math.abs(one.start - found.begins) - Math.abs(other.start - found.begins))[0];
  if (!nearest) throw invalid('These words do not stand there. Copy them from the turn as they are.');
  return [nearest];
}

function* allOf(text: string, wanted: string): Generator<number> {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at;
}

/** Takes an own settlement back, with the codings that came of it. Missing for another's. */
export async function unsettle(
  scope: Scope,
  study: Study,
  { roundId, settlementId }: { roundId: string; settlementId: string },
): Promise<void> {
  const { tx, actor } = scope;
  if (!maySettle(study)) throw forbidden('settle differences: the study’s leads and coders do');
  const { consensusId, closedAt } = await consensusOf(scope, study, roundId);
  if (closedAt !== null) throw conflict('The consensus is closed, so nothing of it changes any more.');
  const own = tx
    .selectFrom('adjudication')
    .select('id')
    .where('studyId', '=', study.id)
    .where('consensusId', '=', consensusId)
    .where('id', '=', settlementId)
    .where('settledBy', '=', actor.personId);
  if (!(await own.executeTakeFirst())) throw missing('This answer of yours');
  await tx
    .deleteFrom('coding')
    .where('studyId', '=', study.id)
    .where('roundId', '=', consensusId)
    .where('id', 'in', (from) =>
      from
        .selectFrom('adjudicationCoding')
        .select('codingId')
        .where('studyId', '=', study.id)
        .where('adjudicationId', '=', settlementId)
        .where('isResult', '=', true),
    )
    .execute();
  await tx.deleteFrom('adjudication').where('studyId', '=', study.id).where('id', '=', settlementId).execute();
  await appendStudyEvent(scope, study.id, { verb: 'unsettle', subject: 'adjudication', subjectId: settlementId, after: { consensusId } });
}
