import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayLeadStudy } from '../rules.ts';
import type { Study } from './queries.server.ts';
import type { Amendment, SiteSaid } from './schema.ts';

/** Adds a school as a site, before its board has decided anything. Conflict when it is one already. */
export async function addSite(scope: Scope, study: Study, schoolId: string): Promise<string> {
  if (!mayLeadStudy(study)) throw forbidden('add a site: the study’s lead does');
  const school = await scope.tx.selectFrom('school').select('name').where('id', '=', schoolId).executeTakeFirst();
  if (!school) throw missing('This school');
  const added = await scope.tx
    .insertInto('studySite')
    .values({ studyId: study.id, forSchoolId: schoolId })
    .onConflict((on) => on.columns(['studyId', 'forSchoolId']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw conflict(`${school.name} is a site of this study already.`);
  await appendStudyEvent(scope, study.id, { verb: 'add', subject: 'study_site', subjectId: added.id, after: { school: school.name } });
  return added.id;
}

/** Writes what a site's board decided. Conflict when somebody wrote it since `seen`. */
export async function keepSite(
  scope: Scope,
  study: Study,
  { siteId, seen, said }: { siteId: string; seen: Date; said: SiteSaid },
): Promise<void> {
  const { tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('write what a board decided: the study’s lead does');
  const before = await tx
    .selectFrom('studySite')
    .selectAll()
    .where('studyId', '=', study.id)
    .where('id', '=', siteId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw missing('This site');
  if (before.changedAt.getTime() !== seen.getTime())
    throw conflict('Somebody wrote of this site while you had it open. Open it in another tab; what you wrote is still here.');
  await tx
    .updateTable('studySite')
    .set({ ...said, changedAt: new Date() })
    .where('studyId', '=', study.id)
    .where('id', '=', siteId)
    .execute();
  const { determination, number, approvedOn, expiresOn } = before;
  await appendStudyEvent(scope, study.id, {
    verb: 'keep',
    subject: 'study_site',
    subjectId: siteId,
    before: { determination, number, approvedOn, expiresOn },
    after: said,
  });
}

/** Notes a change that the board approved; its last day, if it has one, counts from then on. */
export async function amendSite(scope: Scope, study: Study, { siteId, said }: { siteId: string; said: Amendment }): Promise<void> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('note an amendment: the study’s lead does');
  const site = await tx
    .selectFrom('studySite')
    .select('approvedOn')
    .where('studyId', '=', study.id)
    .where('id', '=', siteId)
    .executeTakeFirst();
  if (!site) throw missing('This site');
  if (site.approvedOn === null) throw conflict('Write the approval of this site first, then what was amended.');
  const { id } = await tx
    .insertInto('siteAmendment')
    .values({ ...said, studyId: study.id, siteId, notedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendStudyEvent(scope, study.id, { verb: 'amend', subject: 'study_site', subjectId: siteId, after: { id, ...said } });
}
