import type { Approach } from '#app/modules/focus-groups/study/approach.ts';
import { beginStudy, giveStudyRole } from '#app/modules/focus-groups/study/commands.server.ts';
import { inStudy } from '#app/modules/focus-groups/study/in-study.server.ts';
import type { Study } from '#app/modules/focus-groups/study/queries.server.ts';
import { addPerson } from '#app/modules/members/commands.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import type { StudyRole } from '../../app/modules/focus-groups/rules.ts';
import { heardGroup } from '../studies.ts';
import { stage } from './stage.ts';

type Begun = { approach: Approach; roles: readonly (readonly [name: string, role: StudyRole])[]; pseudonyms: readonly string[] };

/**
 * A Concord of its own with a study that Lena leads, its other people by name and role, and a group that was heard. A journey begins there: what comes before is written through
 * the same commands and with the same rights, in this process, until `closeDatabase()`.
 */
export async function studyStage({ approach, roles, pseudonyms }: Begun) {
  const here = await stage();
  const mailOf = (name: string) => `${name.toLowerCase()}@collaborative.example`;
  process.env.DATA_DIR = here.dataDir;
  delete process.env.DATABASE_URL;
  const idOf = new Map<string, string>();
  await as(operator(), async (scope) => {
    for (const name of new Set(['Lena', ...roles.map(([each]) => each)]))
      idOf.set(name, (await addPerson(scope, { mail: mailOf(name), name, role: 'convener', school: null })).person);
  });
  const acting = (name: string): Actor => ({ kind: 'person', personId: idOf.get(name)!, name, school: null, roles: ['convener'] });
  const slug = await as(acting('Lena'), (scope) => beginStudy(scope, { title: 'What helps', approach, question: 'What helps students?' }));
  const within = <T>(name: string, work: (scope: Scope, study: Study) => Promise<T>) => inStudy(acting(name), slug, work);
  for (const [name, role] of roles)
    await within('Lena', (scope, study) => giveStudyRole(scope, study, { mail: mailOf(name), role, siteId: null }));
  const study = await within('Lena', async (_, begun) => begun);
  const { id: schoolId } = await within('Lena', ({ tx }) =>
    tx.selectFrom('school').select('id').where('slug', '=', 'tufts').executeTakeFirstOrThrow(),
  );
  return { here, mailOf, acting, slug, study, within, ...(await heardGroup(study.id, { schoolId, pseudonyms })) };
}
