import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendEvent, appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { competencyChoices } from '../registry/queries.server.ts';
import { capacityOf } from './capacity.ts';
import { fewest, isWhole, snapshotOf } from './figures.ts';
import { capacityGround, capacityYears, ownShare, settingOf } from './queries.server.ts';
import { mayFormTotal, mayPlanCapacity, whoMay } from './rules.ts';
import type { NeedForm, SettingForm, ShareForm } from './schema.ts';

/** Keeps what the school plans a year with, each number with where it is from. */
export async function keepSetting(scope: Scope, year: string, setting: SettingForm): Promise<void> {
  const { actor, tx } = scope;
  if (!mayPlanCapacity(actor)) throw forbidden('say what this school plans with', whoMay.lead);
  await assertYear(scope, year);
  const before = await settingOf(scope, year);
  const { group, per, new: fresh, ...rest } = setting;
  const values = {
    ...rest,
    ...{ groupLow: group?.low ?? null, groupHigh: group?.high ?? null, perLow: per?.low ?? null, perHigh: per?.high ?? null },
    ...{ newLow: fresh?.low ?? null, newHigh: fresh?.high ?? null, changedAt: new Date() },
  };
  await tx
    .insertInto('capacitySetting')
    .values({ schoolId: ownSchool(actor).id, year, ...values })
    .onConflict((same) => same.columns(['schoolId', 'year']).doUpdateSet(values))
    .execute();
  await appendSchoolEvent(scope, ownSchool(actor).id, {
    verb: 'keep',
    subject: 'capacity_setting',
    subjectId: year,
    before,
    after: setting,
  });
}

/** Says how many small-group sessions a competency requires, instead of the map; or, with nothing said, lets the map speak again. */
export async function keepNeed(scope: Scope, year: string, { competency, need, source }: NeedForm): Promise<void> {
  const { actor, tx } = scope;
  if (!mayPlanCapacity(actor)) throw forbidden('say what this school plans with', whoMay.lead);
  await assertYear(scope, year);
  if (!(await competencyChoices(scope)).some(({ id }) => id === competency)) throw missing('This competency');
  const key = { schoolId: ownSchool(actor).id, year, competencyId: competency };
  const rows = tx.selectFrom('capacityNeed').select(['low', 'high', 'source']);
  const before = await rows
    .where('schoolId', '=', key.schoolId)
    .where('year', '=', year)
    .where('competencyId', '=', competency)
    .executeTakeFirst();
  if (need === null) {
    await tx
      .deleteFrom('capacityNeed')
      .where('schoolId', '=', key.schoolId)
      .where('year', '=', year)
      .where('competencyId', '=', competency)
      .execute();
  } else {
    const values = { ...need, source };
    await tx
      .insertInto('capacityNeed')
      .values({ ...key, ...values })
      .onConflict((same) => same.columns(['schoolId', 'year', 'competencyId']).doUpdateSet(values))
      .execute();
  }
  await appendSchoolEvent(scope, key.schoolId, {
    verb: 'keep',
    subject: 'capacity_need',
    subjectId: competency,
    before,
    after: need && { year, ...need, source },
  });
}

async function assertYear(scope: Scope, year: string): Promise<void> {
  if (!(await capacityYears(scope)).includes(year)) throw missing('This academic year');
}

/**
 * Shares the school's figures of a year as they are now, or takes them back: what others saw is gone at once. Fewer than three counted people are never shared. What was in a total is not named in that year,
 * and what was named is in no total of it, since the difference would tell of the others.
 */
export async function shareCapacity(scope: Scope, year: string, { audience }: ShareForm): Promise<void> {
  const { actor, tx } = scope;
  if (!mayPlanCapacity(actor)) throw forbidden('share this school’s figures', whoMay.lead);
  const schoolId = ownSchool(actor).id;
  await assertYear(scope, year);
  const before = await ownShare(scope, year);
  if (audience === 'named' && before?.isInTotal)
    throw conflict(
      'Your figures were in the total of this year. They are not shown by name in it, since the others’ could then be worked out.',
    );
  if (audience === 'total' && before?.wasNamed)
    throw conflict('Your figures were shown by name in this year. They are in no total of it, since the others’ could then be worked out.');
  const snapshot = audience === 'none' ? (before?.snapshot ?? null) : await presentSnapshot(scope, year);
  if (audience === 'none' && snapshot === null) throw conflict('Nothing is shared of this year.');
  if (snapshot === null)
    throw conflict(
      `Fewer than ${fewest} people are counted. Figures that rest on one or two would tell of each, so they are shared with nobody.`,
    );
  if (audience === 'total' && !isWhole(snapshot.whole))
    throw conflict('Something that the total needs is not said yet. Say what you plan with first.');
  const values = { audience, snapshot: JSON.stringify(snapshot), sharedBy: actor.personId, sharedAt: new Date(), staleAt: null };
  await tx
    .insertInto('capacityShare')
    .values({ ofSchoolId: schoolId, year, ...values })
    .onConflict((same) => same.columns(['ofSchoolId', 'year']).doUpdateSet(values))
    .execute();
  await appendSchoolEvent(scope, schoolId, {
    ...{ verb: audience === 'none' ? 'withdraw' : 'share', subject: 'capacity_share', subjectId: year },
    ...{ before: { audience: before?.audience ?? 'none' }, after: { audience } },
  });
}

async function presentSnapshot(scope: Scope, year: string) {
  const { asked, facilitators, needs } = await capacityGround(scope, year);
  return snapshotOf(capacityOf(asked, facilitators), { year, titles: new Map(needs.map(({ id, title }) => [id, title])) });
}

/** Forms the total of a year from the schools that wait for one, when they are three or more. */
export async function formTotal(scope: Scope, year: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayFormTotal(actor)) throw forbidden('form the total', whoMay.convener);
  const { rows } = await sql<{ id: string | null }>`select form_capacity_total(${year}) as id`.execute(tx);
  const id = rows[0]?.id ?? null;
  if (id === null) throw conflict('Fewer than three schools wait for a total of this year, so none was formed.');
  await appendEvent(scope, { verb: 'form', subject: 'capacity_total', subjectId: id, after: { year } });
}
