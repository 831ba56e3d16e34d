import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup } from '../../../../tests/studies.ts';
import { search } from '../coding/search-queries.server.ts';
import { textToCode } from '../coding/text-queries.server.ts';
import { takeProjectOut } from '../exchange/export-commands.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { keepParticipantState, noteConsent, withdrawParticipant, writeLetter } from '../study/participant-commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { fileBytes } from './document-file.server.ts';
import { preparedFile } from './queries.server.ts';
import { reportTable } from './table-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [ada, sam] = [await person('Ada', ['steering-member']), await person('Sam', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const [willowSays, guestSays, moderatorSays] = ['She asked me to stay.', 'My cousin waits outside.', 'What then?'];

/** A study with Lena as lead, Ada and Sam as staff, Ada as coder too; Willow, who allows to be quoted, a guest, and a moderator in a signed text. */
async function heardStudy(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
  const said = { approach: 'thematic' as const, question: 'What helps?', design: '', guide: '', reason: 'Coders joined' };
  await of(lena, (scope, study) => writeProtocol(scope, study, { seen: 1, said }));
  for (const [{ mail }, role] of [
    [ada, 'coder'],
    [ada, 'staff'],
    [sam, 'staff'],
  ] as const)
    await of(lena, (scope, study) => giveStudyRole(scope, study, { mail, role, siteId: null }));
  const { id: studyId } = await of(lena, async (_, study) => study);
  const { siteId, sessionId, participantOf } = await heardGroup(studyId, { schoolId: ashby.id, pseudonyms: ['Willow'] });
  const willow = participantOf.Willow!;
  const letterId = await of(lena, (scope, study) =>
    writeLetter(scope, study, { siteId, version: '1', text: 'A letter', items: ['take part', 'quote'], onWithdrawal: 'remove' }),
  );
  const agree = (granted: readonly ('take part' | 'quote')[], givenOn: string) =>
    of(lena, (scope, study) => noteConsent(scope, study, { participantId: willow, letterId, granted: [...granted], givenOn }));
  await agree(['take part', 'quote'], '2024-01-10');
  const textId = await as(acting(ada), async ({ tx }) => {
    const { id: transcriptId } = await tx
      .insertInto('transcript')
      .values({ studyId, sessionId, siteId, title, state: 'signed' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const text = [willowSays, guestSays, moderatorSays].join('\n');
    const { id } = await tx
      .insertInto('transcriptText')
      .values({ studyId, transcriptId, siteId, number: 1, text, hash: 'of a test', madeBy: ada.personId })
      .returning('id')
      .executeTakeFirstOrThrow();
    const turn = (position: number, words: string) => {
      const begins = text.indexOf(words);
      return { studyId, textId: id, position, begins, ends: begins + words.length };
    };
    await tx
      .insertInto('transcriptTurn')
      .values([
        { ...turn(0, willowSays), speaker: 'Willow', kind: 'participant', participantId: willow },
        { ...turn(1, guestSays), speaker: 'A guest', kind: 'other' },
        { ...turn(2, moderatorSays), speaker: 'Moderator', kind: 'moderator' },
      ])
      .execute();
    return id;
  });
  await as(acting(sam), ({ tx }) =>
    tx
      .updateTable('transcriptText')
      .set({ signedBy: sam.personId, signedAt: new Date(), residualRisk: 'Low' })
      .where('id', '=', textId)
      .execute(),
  );
  /** Everything that leaves the study, as one text, for whoever takes it out. */
  const leaving = async (member: Member) => {
    const { bytes } = await of(member, takeProjectOut);
    const project = Object.values(unzipSync(bytes)).map((part) => strFromU8(part));
    const files = await Promise.all(
      (['quotes', 'codings', 'highlighted transcript'] as const).map(async (file) => {
        const { content } = await of(member, (scope, study) => preparedFile(scope, study, { file, text: textId, zone: 'UTC' }));
        return (await fileBytes(content, file === 'highlighted transcript' ? 'html' : 'csv')).toString('utf8');
      }),
    );
    return [...project, ...files].join('\n');
  };
  return { of, studyId, textId, willow, letterId, agree, leaving };
}

test('who was in the room without being a participant is quoted nowhere: nobody asked them', async () => {
  const { leaving } = await heardStudy('A guest');
  const all = await leaving(lena);
  assert.ok(all.includes(willowSays));
  assert.ok(all.includes(moderatorSays));
  assert.ok(!all.includes(guestSays));
});

test('who declined after having agreed, or agreed to a quote and not to take part, is quoted nowhere', async () => {
  const { of, agree, leaving, willow } = await heardStudy('Declined');
  await agree(['quote'], '2024-02-10');
  assert.ok(!(await leaving(lena)).includes(willowSays), 'does not take part');
  await agree(['take part', 'quote'], '2024-03-10');
  assert.ok((await leaving(lena)).includes(willowSays), 'agreed again');
  await of(lena, (scope, study) =>
    keepParticipantState(scope, study, { participantId: willow, state: 'declined', reason: 'Thought again' }),
  );
  assert.ok(!(await leaving(lena)).includes(willowSays), 'declined');
});

test('a consent of a day to come is not taken by the page, and allows nothing in the database', async () => {
  const { agree, leaving, studyId, willow, letterId } = await heardStudy('Tomorrow');
  await agree(['take part'], '2024-02-10');
  const tomorrow = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await assert.rejects(agree(['take part', 'quote'], tomorrow), { kind: 'invalid' });
  await as(acting(lena), ({ tx }) =>
    tx
      .insertInto('consent')
      .values({ studyId, participantId: willow, letterId, granted: ['take part', 'quote'], givenOn: tomorrow })
      .execute(),
  );
  assert.ok(!(await leaving(lena)).includes(willowSays));
});

test('whose words are to be removed, of them research staff, too, read, find and count nothing where the team reads', async () => {
  const { of, textId, willow } = await heardStudy('Removed');
  await of(lena, (scope, study) => withdrawParticipant(scope, study, { participantId: willow, withdrawnOn: '2024-05-01' }));
  for (const member of [lena, ada, sam]) {
    assert.deepEqual(await of(member, (scope, study) => search(scope, study, 'asked me')), { total: 0, found: [] }, member.name);
    await assert.rejects(
      of(member, (scope, study) => textToCode(scope, study, textId)),
      { kind: 'missing' },
      member.name,
    );
    const table = await of(member, (scope, study) =>
      reportTable(scope, study, { name: 'talk', asked: { base: 4, run: 2, threshold: 5, seed: 1 } }),
    );
    assert.ok(!JSON.stringify(table.rows).includes('Willow'), member.name);
  }
  const { bytes } = await of(ada, takeProjectOut);
  assert.ok(!Object.values(unzipSync(bytes)).some((part) => strFromU8(part).includes(willowSays)));
  const { bytes: machine } = await as(operator(), async (scope) => takeProjectOut(scope, await studyNamed(scope, 'removed')));
  assert.ok(!Object.values(unzipSync(machine)).some((part) => strFromU8(part).includes(willowSays)));
});
