import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { competenciesOf, version } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isWithin, type TermsFigures } from '../rounds/figure-group.ts';
import { tellProgress } from '../rounds/progress-commands.server.ts';
import { type Round, schoolsOfRound, termsStand } from '../rounds/queries.server.ts';
import { mayRelease, whoMay } from '../rules.ts';
import { holdForSubmission, isSubmitted } from '../submission-queries.server.ts';
import { figureWords, partsOfFigure } from './figure.ts';
import { ownChoices, ownFigures, ownReleases, pooledFigures, releasedElsewhere } from './queries.server.ts';
import { type Choice, canonicalJson, formOf, releasedFigures, type Snapshot } from './snapshot.ts';

/**
 * Keeps how open the school wants to be in a round, in place of what it chose before. Nothing is released by it. Invalid beyond the terms or the framework, missing where
 * the school takes no part.
 */
export async function keepChoices(scope: Scope, { round, choices }: { round: Round; choices: readonly Choice[] }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayRelease(actor)) throw forbidden('choose what others see', whoMay.leads);
  const schoolId = ownSchool(actor).id;
  if (!(await schoolsOfRound(scope, round.id)).some(({ id }) => id === schoolId)) throw missing('This round');
  const terms = await termsStand(scope, round.id);
  if (!terms) throw conflict(notStanding);
  const known = new Set(['', ...(await competenciesOf(scope, round.frameworkVersionId)).map(({ code }) => code)]);
  if (choices.some(({ competency }) => !known.has(competency))) throw invalid('Choose for competencies of this round’s framework only.');
  const tooOpen = choices.find(({ group, form }) => !isWithin(form, terms.figures[group]));
  if (tooOpen) throw invalid('The terms of the round allow less than that. Choose a form within them.');
  // Two who choose at once: one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`choices ${schoolId} ${round.id}`}, 0))`.execute(tx);
  const before = await ownChoices(scope, round.id);
  await tx.deleteFrom('releaseChoice').where('schoolId', '=', schoolId).where('roundId', '=', round.id).execute();
  if (choices.length > 0)
    await tx
      .insertInto('releaseChoice')
      .values(choices.map(({ group, competency, form }) => ({ schoolId, roundId: round.id, figureGroup: group, competency, form })))
      .execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'choose', subject: 'release_choice', subjectId: round.id, before, after: choices });
}

/**
 * Releases what the school chose: an immutable snapshot with its hash; figures by name are there at once, aggregates when the job has run. The second and every
 * later release of a round is a correction and says why. Conflict while the terms do not stand, the year is not submitted or released on another framework
 * version already, or a figure that was in a pool is named.
 */
export async function releaseFigures(
  scope: Scope,
  { round, reason }: { round: Round; reason: string },
): Promise<{ number: number; hash: string }> {
  const { actor, tx } = scope;
  if (!mayRelease(actor)) throw forbidden('release figures', whoMay.leads);
  const school = ownSchool(actor);
  await raiseEpoch(scope, round.year);
  const terms = await termsStand(scope, round.id);
  // Whoever takes the submission back just now is in before this, or finds the release.
  await holdForSubmission(scope, round.year);
  if (!terms || !(await schoolsOfRound(scope, round.id)).some(({ id }) => id === school.id)) throw conflict(notStanding);
  if (!(await isSubmitted(scope, round.year))) throw conflict(`${round.year} is not submitted yet. Submit the map, then release.`);
  const [last] = await ownReleases(scope, round.id);
  if (last && reason === '') throw invalid('Say why you release again, for those who saw what you released before.');
  const figures = await figuresToRelease(scope, round, terms.figures);
  const framework = await version(scope, round.frameworkVersionId);
  const number = (last?.number ?? 0) + 1;
  const snapshot: Snapshot = {
    ...{ format: 'concord-release-1', school: school.slug, round: round.slug, year: round.year, number, figures },
    framework: `${framework.slug} ${framework.number}`,
    reason: reason || null,
    salt: randomBytes(32).toString('hex'),
  };
  const hash = createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
  const { id } = await tx
    .insertInto('curriculumRelease')
    .values({
      ...{ schoolId: school.id, roundId: round.id, year: round.year, number, hash, reason: snapshot.reason },
      ...{ snapshot: JSON.stringify(snapshot), releasedBy: actor.personId },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.insertInto('releasedHash').values({ roundId: round.id, forSchoolId: school.id, number, hash }).execute();
  await showNamed(scope, { round, number, figures, terms: terms.figures });
  await tellProgress(scope, { roundId: round.id, step: 'release', state: 'done', tenths: 10, waitsFor: null });
  await appendSchoolEvent(scope, school.id, {
    verb: 'release',
    subject: 'curriculum_release',
    subjectId: id,
    after: { number, hash, reason },
  });
  await publish(scope);
  return { number, hash };
}

/** What the school shares of its year by its choices; conflict where it may not be released, with what to do instead. */
async function figuresToRelease(scope: Scope, round: Round, terms: TermsFigures): Promise<Snapshot['figures']> {
  const elsewhere = await releasedElsewhere(scope, round);
  if (elsewhere !== null)
    throw conflict(
      `You released ${round.year} in “${elsewhere}”, on another framework version. A year is released on one version only: under the codes of two, one value would be in two aggregates, whose difference can tell it. Release it again there, or the next year here.`,
    );
  const own = await ownFigures(scope, round);
  if (!own) throw conflict('Your map stands on another framework version than this round. Move it first, then release.');
  const choices = await ownChoices(scope, round.id);
  const figures = releasedFigures(own.figures, (figure) => formOf(figure, choices, terms));
  const pooled = await pooledFigures(scope, round.year);
  const told = Object.keys(figures).find((figure) => figures[figure]!.form === 'named' && pooled.has(figure));
  if (told)
    throw conflict(
      `“${figureWords(told)}” was in an aggregate of ${round.year}. Naming it now would tell the others of that aggregate apart: leave it in aggregate, or make it private.`,
    );
  return figures;
}

/** Puts the figures that a release names in place of those that the one before named, each for the audience that the terms say. */
async function showNamed(
  { actor, tx }: Scope,
  { round, number, figures, terms }: { round: Round; number: number; figures: Snapshot['figures']; terms: TermsFigures },
): Promise<void> {
  const { id: schoolId } = ownSchool(actor);
  await tx.deleteFrom('releasedFigure').where('roundId', '=', round.id).where('forSchoolId', '=', schoolId).execute();
  const named = Object.entries(figures).filter(([, { form }]) => form === 'named');
  if (named.length > 0)
    await tx
      .insertInto('releasedFigure')
      .values(
        named.map(([figure, { cells, methods, unanswered }]) => ({
          ...{ roundId: round.id, forSchoolId: schoolId, figure, number, methods: [...methods], unanswered, cells: JSON.stringify(cells) },
          audience: terms[partsOfFigure(figure).group].audience,
        })),
      )
      .execute();
}

/**
 * Withdraws the school's latest release of a round, or one figure of it (by its name). Before this answers, nobody reads it any more: what was named is deleted, and
 * aggregates computed before are not shown. The hash stays. Missing when nothing is released.
 */
export async function withdrawFigures(
  scope: Scope,
  { round, figure, reason }: { round: Round; figure: string; reason: string },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayRelease(actor)) throw forbidden('withdraw figures', whoMay.leads);
  const school = ownSchool(actor);
  await raiseEpoch(scope, round.year);
  const [last] = await ownReleases(scope, round.id);
  if (!last || last.withdrawnAt !== null) throw missing('A release that stands');
  if (figure !== '' && (!Object.hasOwn(last.snapshot.figures, figure) || last.withdrawnFigures.includes(figure)))
    throw missing('This figure of your release');
  const isWhole = figure === '';
  const left = Object.keys(last.snapshot.figures).filter((each) => each !== figure && !last.withdrawnFigures.includes(each));
  await tx
    .updateTable('curriculumRelease')
    .set(isWhole || left.length === 0 ? { withdrawnAt: new Date(), withdrawnBy: actor.personId, withdrawnReason: reason } : {})
    .set({ withdrawnFigures: isWhole ? last.withdrawnFigures : [...last.withdrawnFigures, figure] })
    .where('schoolId', '=', school.id)
    .where('id', '=', last.id)
    .execute();
  await tx
    .deleteFrom('releasedFigure')
    .where('roundId', '=', round.id)
    .where('forSchoolId', '=', school.id)
    .$if(!isWhole, (query) => query.where('figure', '=', figure))
    .execute();
  if (isWhole || left.length === 0) {
    await tx
      .updateTable('releasedHash')
      .set({ withdrawnAt: new Date() })
      .where('roundId', '=', round.id)
      .where('forSchoolId', '=', school.id)
      .where('number', '=', last.number)
      .execute();
    await tellProgress(scope, { roundId: round.id, step: 'release', state: 'open', tenths: 0, waitsFor: 'lead' });
  }
  await appendSchoolEvent(scope, school.id, {
    verb: 'withdraw',
    subject: 'curriculum_release',
    subjectId: last.id,
    after: { figure, reason },
  });
  await publish(scope);
}

const notStanding =
  'The terms of this round do not stand: a school has not accepted their latest version. Nothing is shared until all have.';

/** Waits for whoever releases, withdraws or computes for this year, and makes every aggregate computed before invisible. */
async function raiseEpoch({ tx }: Scope, year: string): Promise<void> {
  await sql`insert into sharing_epoch (year) values (${year}) on conflict (year) do update set epoch = sharing_epoch.epoch + 1`.execute(tx);
}
