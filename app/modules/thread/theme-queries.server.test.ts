import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../tests/people.ts';
import { heardGroup, signedText } from '../../../tests/studies.ts';
import { beginStudy, giveStudyRole } from '../focus-groups/study/commands.server.ts';
import { studyNamed } from '../focus-groups/study/queries.server.ts';
import { beginTheme, linkTheme, shareTheme } from '../focus-groups/themes/commands.server.ts';
import { addPassage } from '../focus-groups/themes/passage-commands.server.ts';
import { heardAbout } from './theme-queries.server.ts';

const competency = '01900000-0000-7000-8000-000000000222';

test('a study’s reader sees its themes, a member without a role in it the shared ones, a stranger none', async () => {
  const ashby = await school('ashby');
  const lena = await person('Lena', ['faculty'], ashby);
  const [ada, rea] = [await person('Ada', ['auditor']), await person('Rea', ['auditor'])];
  const [cara, stranger] = [await person('Cara', ['mapper'], ashby), await person('Sid', [])];
  const acting = (member: Member) => actingFor(member, null);
  const slug = await as(actingFor(lena, 'ashby'), (scope) =>
    beginStudy(scope, { title: 'Heard', approach: 'thematic', question: 'What helps?' }),
  );
  const study = await as(acting(lena), (scope) => studyNamed(scope, slug));
  for (const [member, role] of [
    [ada, 'staff'],
    [rea, 'staff'],
    [rea, 'reader'],
  ] as const)
    await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail: member.mail, role, siteId: null }));
  const pseudonyms = ['Willow', 'Fern', 'Ash'];
  const { siteId, sessionId, participantOf } = await heardGroup(study.id, { schoolId: ashby.id, pseudonyms });
  const said = pseudonyms.map((speaker) => ({ speaker, participantId: participantOf[speaker]!, text: 'Nobody spoke.' }));
  const textId = await signedText([acting(ada), acting(rea)], { studyId: study.id, siteId, sessionId, title: 'Group 1', said });
  await as(acting(lena), async ({ tx }) => {
    const items = ['take part', 'quote', 'cross-school analysis'];
    const letter = { studyId: study.id, siteId, version: '1', text: 'Letter', onWithdrawal: 'stop' as const, items };
    const { id: letterId } = await tx.insertInto('consentLetter').values(letter).returning('id').executeTakeFirstOrThrow();
    for (const pseudonym of pseudonyms)
      await tx
        .insertInto('consent')
        .values({ studyId: study.id, participantId: participantOf[pseudonym]!, letterId, granted: items, givenOn: '2026-01-01' })
        .execute();
  });
  const themeId = await as(acting(lena), async (scope) => {
    const id = await beginTheme(scope, study, { claim: 'Silence is learnt', summary: 'By watching.', plain: '', counterSearch: '' });
    await linkTheme(scope, study, { themeId: id, noun: 'competency', id: competency });
    await addPassage(scope, study, { themeId: id, kind: 'support', textId, begins: 0, ends: 41, note: '' });
    return id;
  });
  const seen = (actor: Parameters<typeof as>[0]) =>
    as(actor, async (scope) => {
      const { own, shared } = await heardAbout(scope, competency);
      return [own.map(({ id }) => id), shared.map((theme) => theme.themeId)];
    });
  assert.deepEqual(await seen(acting(cara)), [[], []], 'not shared yet');
  await as(acting(lena), (scope) => shareTheme(scope, study, { themeId, withQuotes: false, reason: 'To plan teaching' }));
  assert.deepEqual(await seen(acting(rea)), [[themeId], []]);
  assert.deepEqual(await seen(actingFor(cara, 'ashby')), [[], [themeId]]);
  assert.deepEqual(await seen(acting(stranger)), [[], []]);
  const other = '01900000-0000-7000-8000-000000000223';
  assert.deepEqual(await as(acting(cara), (scope) => heardAbout(scope, other)), { own: [], shared: [] });
});
