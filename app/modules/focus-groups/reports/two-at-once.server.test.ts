import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { search } from '../coding/search-queries.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { keepAnswers } from './commands.server.ts';
import { studyChecklist } from './queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const mo = await person('Mo', ['auditor']);

/** A study of Lena and Mo, both leads. */
async function begun(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(actingFor(member, null), async (scope) => work(scope, await studyNamed(scope, slug)));
  await of(lena, (scope, study) => giveStudyRole(scope, study, { mail: mo.mail, role: 'lead', siteId: null }));
  return of;
}

/** Lets each of two acts do its work before either is kept. */
function pair() {
  let here = 0;
  let go: () => void = () => undefined;
  const both = new Promise<void>((resolve) => {
    go = resolve;
  });
  return async () => {
    here += 1;
    if (here === 2) go();
    await Promise.race([both, new Promise((resolve) => setTimeout(resolve, 300))]);
  };
}

test('two who answer one item of a checklist at once: one is kept, and the other is told', async () => {
  const of = await begun('Checklist');
  const meet = pair();
  const write = (member: Member, words: string) =>
    of(member, async (scope, study) => {
      await meet();
      const kept = await keepAnswers(scope, study, { checklist: 'COREQ', answers: [{ item: '1', words, seen: '' }] });
      await meet();
      return kept;
    });
  const said = await Promise.allSettled([write(lena, 'Lena moderated.'), write(mo, 'Mo moderated.')]);
  const refused = said.filter((each) => each.status === 'rejected');
  assert.equal(refused.length, 1);
  assert.equal(refused[0]?.reason.kind, 'conflict');
  const first = said[0]?.status === 'fulfilled' ? 'Lena moderated.' : 'Mo moderated.';
  const items = await of(lena, (scope, study) => studyChecklist(scope, study, 'COREQ'));
  assert.ok(JSON.stringify(items).includes(first));
});

test('two who write the next version of a protocol at once: one is kept, and the other is told', async () => {
  const of = await begun('Protocol');
  const meet = pair();
  const write = (member: Member) =>
    of(member, async (scope, study) => {
      await meet();
      const said = { approach: 'thematic' as const, question: `Of ${member.name}?`, design: '', guide: '', reason: 'Coders joined' };
      await writeProtocol(scope, study, { seen: 1, said });
      await meet();
    });
  const refused = (await Promise.allSettled([write(lena), write(mo)])).filter((each) => each.status === 'rejected');
  assert.equal(refused.length, 1);
  assert.equal(refused[0]?.reason.kind, 'conflict');
});

test('an address or a search with a letter that no database keeps finds nothing, and is no fault', async () => {
  const of = await begun('Null');
  assert.deepEqual(await of(lena, (scope, study) => search(scope, study, 'a\0b')), { total: 0, found: [] });
  await assert.rejects(
    as(actingFor(lena, null), (scope) => studyNamed(scope, 'null\0')),
    { kind: 'missing' },
  );
});
