import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { beginRound, sayDone } from '../coding/round-commands.server.ts';
import type { StudyRole } from '../rules.ts';
import { beginStudy, giveStudyRole } from '../study/commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { waitingIn } from './queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [sam, sol, mo, ada] = [
  await person('Sam', ['auditor']),
  await person('Sol', ['auditor']),
  await person('Mo', ['auditor']),
  await person('Ada', ['auditor']),
];
const slug = await as(actingFor(lena, 'ashby'), (scope) =>
  beginStudy(scope, { title: 'What helps', approach: 'reliability', question: 'What helps?' }),
);
const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
  as(actingFor(member, null), async (scope) => work(scope, await studyNamed(scope, slug)));
const roles: readonly (readonly [Member, StudyRole])[] = [
  [sam, 'staff'],
  [sol, 'staff'],
  [mo, 'coder'],
  [ada, 'coder'],
];
for (const [{ mail }, role] of roles) await of(lena, (scope, study) => giveStudyRole(scope, study, { mail, role, siteId: null }));
const { id: studyId } = await of(lena, async (_, study) => study);
const { siteId, sessionId } = await heardGroup(studyId, { schoolId: (await school('brookfield')).id, pseudonyms: ['Willow'] });

async function acts(member: Member): Promise<string[]> {
  return (await of(member, waitingIn)).map(({ act }) => act);
}

test('a transcript waits for those whom the study names alone, and a made text for another than who made it', async () => {
  const transcript = { studyId, sessionId, siteId, title: 'Group 1' };
  const { id } = await as(operator(), ({ tx }) => tx.insertInto('transcript').values(transcript).returning('id').executeTakeFirstOrThrow());
  assert.deepEqual(await acts(sam), ['Look for what may say who somebody is']);
  for (const member of [lena, mo]) assert.deepEqual(await acts(member), []);
  const text = { studyId, transcriptId: id, siteId, number: 1, text: 'Hello.', hash: 'of a test', madeBy: sam.personId };
  await of(sam, async ({ tx }) => {
    await tx.updateTable('transcript').set({ state: 'reviewing' }).where('id', '=', id).execute();
    await tx.insertInto('transcriptText').values(text).execute();
  });
  assert.deepEqual([await acts(sam), await acts(sol)], [[], ['Read and sign']]);
});

test('a round waits for its coders until each is done, and then for its lead', async () => {
  await signedText([actingFor(sam, null), actingFor(sol, null)], {
    ...{ studyId, siteId, sessionId, title: 'Group 2' },
    said: [{ speaker: 'Moderator', participantId: null, text: 'Hello.' }],
  });
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  assert.deepEqual([await acts(mo), await acts(ada), await acts(lena)], [['Code'], ['Code'], []]);
  for (const member of [mo, lena]) await of(member, (scope, study) => sayDone(scope, study, { roundId, isDone: true }));
  assert.deepEqual([await acts(mo), await acts(ada), await acts(lena)], [[], ['Code'], []]);
  await of(ada, (scope, study) => sayDone(scope, study, { roundId, isDone: true }));
  assert.deepEqual([await acts(mo), await acts(lena)], [[], ['Open it to the team']]);
});
