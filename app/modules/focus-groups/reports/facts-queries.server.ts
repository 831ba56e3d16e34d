import { sql } from 'kysely';
import { saturationOf } from '#app/maths/saturation.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { day } from '#app/ui/date.ts';
import { inTree } from '../coding/codebook.ts';
import { codebookVersion, codes, rounds } from '../coding/queries.server.ts';
import { isOn } from '../study/approach.ts';
import { notes } from '../study/notebook-queries.server.ts';
import { sessions as allSessions, letters } from '../study/people-queries.server.ts';
import { protocolVersions, type Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { wordCount } from '../transcripts/talk-share.ts';
import { agreementWords, type KeptFigures } from './agreement-words.ts';
import { codesBySession, presencesBySession } from './heard.ts';
import { counted } from './heard-queries.server.ts';
import { quotes } from './quote-queries.server.ts';
import type { StudyFacts } from './study-facts.ts';

/** What a study's rows say of it, as a report asks. */
export async function studyFacts(scope: Scope, study: Study): Promise<StudyFacts> {
  const found = await counted(scope, study);
  const versions = await protocolVersions(scope, study);
  const notebook = await notes(scope, study);
  const ofKind = (kind: string) => notebook.filter((note) => note.kind === kind);
  const inUse = inTree(await codes(scope, study));
  const allRounds = await rounds(scope, study);
  const ofThemes = (await quotes(scope, study)).filter(({ themeId }) => themeId !== null);
  return {
    ...{ approach: study.approach, question: study.question, design: versions[0]?.design ?? '', hasGuide: versions[0]?.guide !== '' },
    ...{ versions: versions.length, sites: await studySites(scope, study) },
    ...(await peopleFacts(scope, study)),
    ...(await sessionFacts(scope, study)),
    minutes: minutesOf(found.sessions),
    isRecorded: (await letters(scope, study)).some(({ items }) => items.includes('record')) && found.sessions.length > 0,
    signed: found.sessions.reduce((sum, { texts }) => sum + texts.length, 0),
    words: found.sessions.flatMap(({ texts }) => texts.flatMap(({ turns }) => turns)).reduce((sum, { text }) => sum + wordCount(text), 0),
    readings: ofKind('reading').length,
    readingMinutes: ofKind('reading').reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    memos: ofKind('memo').length,
    meetings: ofKind('meeting').length,
    decisions: notebook.filter(({ decided }) => decided !== '').length,
    codes: inUse.length,
    topCodes: inUse.filter(({ depth }) => depth === 0).length,
    codebookVersions: await codebookVersion(scope, study),
    blindRounds: allRounds.filter(({ kind }) => kind === 'blind').length,
    openRounds: allRounds.filter(({ kind }) => kind === 'open').length,
    consensusRounds: allRounds.filter(({ kind }) => kind === 'consensus').length,
    coders: await coderCount(scope, study),
    codings: found.codings.length,
    ...(await themeFacts(scope, study)),
    quotes: ofThemes.length,
    quoted: new Set(ofThemes.flatMap(({ participants }) => participants)).size,
    saturation: isOn(study.approach, 'counts') ? saturationWords(found) : null,
    agreement: await agreementFacts(scope, study),
  };
}

/** What was kept when each consensus began: turns of which any part is coded, all codes pooled. */
async function agreementFacts({ tx }: Scope, study: Study): Promise<string[]> {
  const kept = await tx
    .selectFrom('agreementTaken')
    .innerJoin('codingRound as consensus', (join) =>
      join.onRef('consensus.studyId', '=', 'agreementTaken.studyId').onRef('consensus.id', '=', 'agreementTaken.consensusId'),
    )
    .innerJoin('codingRound as round', (join) =>
      join.onRef('round.studyId', '=', 'consensus.studyId').onRef('round.id', '=', 'consensus.ofRound'),
    )
    .select(['round.title', 'figures'])
    .where('agreementTaken.studyId', '=', study.id)
    .orderBy('takenAt', 'desc')
    .execute();
  return kept.map(({ title, figures }) => agreementWords(title, figures as KeptFigures));
}

async function peopleFacts({ tx }: Scope, study: Study) {
  const people = await tx
    .selectFrom('participant')
    .select(['id', 'state', 'reason', 'traits', 'askedHow'])
    .where('studyId', '=', study.id)
    .execute();
  const came = await tx
    .selectFrom('attendance')
    .select('participantId')
    .distinct()
    .where('studyId', '=', study.id)
    .where('came', '=', true)
    .execute();
  const distinct = (words: readonly string[]) => [...new Set(words.map((each) => each.trim()).filter((each) => each !== ''))].sort();
  const left = people.filter(({ state }) => state === 'declined' || state === 'withdrawn');
  return {
    askedHow: distinct(people.map(({ askedHow }) => askedHow)),
    asked: people.length,
    declined: people.filter(({ state }) => state === 'declined').length,
    withdrawn: people.filter(({ state }) => state === 'withdrawn').length,
    came: came.length,
    reasons: distinct(left.map(({ reason }) => reason)),
    traits: distinct(people.flatMap(({ traits }) => Object.keys((traits ?? {}) as object))),
  };
}

async function sessionFacts(scope: Scope, study: Study) {
  const held = (await allSessions(scope, study)).filter(({ heldOn }) => heldOn !== null);
  const days = held.flatMap(({ heldOn }) => heldOn ?? []).sort();
  const sizes = held.map(({ came }) => came).filter((came) => came > 0);
  return {
    held: held.length,
    firstHeld: days[0] ? day(days[0]) : null,
    lastHeld: days[0] ? day(days.at(-1)!) : null,
    modes: [...new Set(held.flatMap(({ mode }) => mode ?? []))].sort(),
    moderators: [...new Set(held.map(({ moderator }) => moderator).filter((name) => name !== ''))].sort(),
    sizes: sizes.length > 0 ? ([Math.min(...sizes), Math.max(...sizes)] as const) : null,
  };
}

/** Who coded in rounds that are open, or said to be done with one. */
async function coderCount({ tx }: Scope, study: Study): Promise<number> {
  const { rows } = await sql<{ coders: number }>`
    select count(distinct own.coder_id)::int as coders from coding_round r
    join (select round_id, coder_id from coding where study_id = ${study.id}::uuid
      union select round_id, coder_id from round_done where study_id = ${study.id}::uuid) own on own.round_id = r.id
    where r.study_id = ${study.id}::uuid and (r.kind = 'open' or r.opened_at is not null)`.execute(tx);
  return rows[0]!.coders;
}

async function themeFacts({ tx }: Scope, study: Study) {
  const { rows } = await sql<{ themes: number; countered: number; readBack: number }>`
    select count(*)::int as themes,
      count(*) filter (where exists (select from theme_passage p where p.study_id = t.study_id and p.theme_id = t.id and p.kind = 'counter'))::int as countered,
      (select count(*)::int from theme_reading r where r.study_id = ${study.id}::uuid) as read_back
    from theme t where t.study_id = ${study.id}::uuid and t.set_aside_at is null`.execute(tx);
  return rows[0]!;
}

function minutesOf(sessions: Awaited<ReturnType<typeof counted>>['sessions']): readonly [number, number] | null {
  const lengths = sessions.flatMap(({ texts }) => {
    const ends = texts.flatMap(({ turns }) => turns.flatMap(({ end }) => end ?? []));
    const starts = texts.flatMap(({ turns }) => turns.flatMap(({ start }) => start ?? []));
    return ends.length > 0 && starts.length > 0 ? [Math.round((Math.max(...ends) - Math.min(...starts)) / 60_000)] : [];
  });
  return lengths.length > 0 ? [Math.min(...lengths), Math.max(...lengths)] : null;
}

function saturationWords({ sessions, codings, codes: inUse }: Awaited<ReturnType<typeof counted>>): string | null {
  if (codings.length === 0) return null;
  const found = saturationOf(codesBySession(sessions, presencesBySession(sessions, codings, inUse)), { base: 4, run: 2, threshold: 0.05 });
  if (found.at === null) return `Saturation (base of 4 sessions, run of 2, at most 5 % new codes) was not reached: ${found.why}.`;
  return `Saturation (base of 4 sessions, run of 2, at most 5 % new codes) was reached after ${found.at} sessions.`;
}
