import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Actor, actingFor, type Member, operator, visitor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { answersToRead } from '../reading/queries.server.ts';
import { ownSpeaker } from '../rules.ts';
import { approveNote, changeVisibility, decline, giveAnswer, keepDraft, refuseNote, withdrawAnswer } from './answer-commands.server.ts';
import { beginListening, closeListening, endGuest, inviteGuest, keepListening, openListening, sendGuestLink } from './commands.server.ts';
import { askGuestCode, enterAsGuest, enterGuestCode, guestBehind, speakingAsGuest, stopMails } from './guest-commands.server.ts';
import { dropNote, noteWords } from './interview-commands.server.ts';
import { writeListeningMails } from './jobs.server.ts';
import { proposedPrompts } from './prompts.ts';
import { countsOf, guestsOf, listeningRound, listeningWaits, ownAnswers, ownNotes, promptCountsOf, promptsOf } from './queries.server.ts';
import type { RoundSaid } from './schema.ts';

const ashby = await school('ashby');
const [cleo, sten, ada, ben, kim, lou] = [
  await person('Cleo', ['convener']),
  await person('Sten', ['steering-member']),
  await person('Ada', ['lead'], ashby),
  await person('Ben', ['faculty'], ashby),
  await person('Kim', ['faculty'], ashby),
  await person('Lou', ['faculty'], ashby),
];
const acting = (member: Member): Actor => actingFor(member, member.schools[0]?.slug ?? null);
const said: RoundSaid = {
  ...{ title: 'Where we begin', why: '', closesOn: null, askedRoles: ['lead', 'faculty'], remindDays: 7, remindMost: 2 },
  prompts: proposedPrompts.map((prompt) => ({ id: null, ...prompt })),
};

async function openRound(title: string) {
  const slug = await as(acting(cleo), (scope) => beginListening(scope, { ...said, title }));
  await as(acting(cleo), (scope) => openListening(scope, slug));
  return as(acting(cleo), async (scope) => {
    const round = await listeningRound(scope, slug);
    return { slug, id: round.id, prompts: (await promptsOf(scope, round.id)).map(({ id }) => id) };
  });
}
type Round = Awaited<ReturnType<typeof openRound>>;
const give = (member: Member, round: Round, words: string, visibility: 'named' | 'role' | 'counted', at = 0) =>
  as(acting(member), (scope) =>
    giveAnswer(
      scope,
      { roundId: round.id, speaker: ownSpeaker(scope.actor) },
      {
        ...{ promptId: round.prompts[at]!, words, visibility, role: member.collaborativeRoles[0] ?? member.schools[0]!.roles[0]!, seen: 0 },
      },
    ),
  );
const read = (member: Member, round: Round) => as(acting(member), (scope) => answersToRead(scope, round.id));

/** Every row of every table and view that the actor can read, as text. */
async function everything(actor: Actor): Promise<string> {
  return as(actor, async ({ tx }: Scope) => {
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and has_table_privilege(oid, 'select')`.execute(
      tx,
    );
    const all = [];
    for (const { name } of tables) all.push(name, JSON.stringify((await sql`select * from ${sql.table(name)}`.execute(tx)).rows));
    return all.join('\n');
  });
}

test('two who begin a round of one name at once have two', async () => {
  const names = await Promise.all([1, 2, 3].map(() => as(acting(cleo), (scope) => beginListening(scope, { ...said, title: 'At once' }))));
  assert.deepEqual(names.sort(), ['at-once', 'at-once-2', 'at-once-3']);
});

test('nobody reads what others said before they have answered the prompt themselves, not even the convener and not from the tables; once it is closed, everybody here', async () => {
  const round = await openRound('Before answering');
  await give(ada, round, 'More time with patients', 'named');
  for (const member of [cleo, sten, ben]) assert.deepEqual(await read(member, round), [], member.name);
  assert.deepEqual(await as(visitor, (scope) => answersToRead(scope, round.id)), []);
  assert.deepEqual(await as(operator(), (scope) => answersToRead(scope, round.id)), []);
  for (const actor of [acting(cleo), acting(ben), operator()]) assert.doesNotMatch(await everything(actor), /More time with patients/);
  await give(ben, round, 'Fewer lectures', 'named', 1);
  assert.deepEqual(
    (await read(ben, round)).map(({ words }) => words),
    ['Fewer lectures'],
    'each prompt is answered first',
  );
  await as(acting(ben), (scope) => closeListening(scope, round.slug)).catch(({ kind }) => assert.equal(kind, 'forbidden'));
  await as(acting(cleo), (scope) => closeListening(scope, round.slug));
  assert.deepEqual((await read(cleo, round)).map(({ words, name }) => [words, name]).toSorted(), [
    ['Fewer lectures', 'Ben'],
    ['More time with patients', 'Ada'],
  ]);
});

test('who said it stays hidden where only the role is shown, and the words where it is only counted: from every table, every function and the record, for the convener too', async () => {
  const round = await openRound('As they chose');
  await give(ben, round, 'A quiet room for hard talks', 'role');
  await give(kim, round, 'My dean says no', 'counted');
  await give(ada, round, 'Let us begin', 'named');
  await give(cleo, round, 'I listen', 'counted');
  const seen = await read(cleo, round);
  assert.deepEqual(
    seen.map(({ words, name, role }) => [words, name, role]).toSorted(),
    [
      ['A quiet room for hard talks', null, 'faculty'],
      ['Let us begin', 'Ada', 'member'],
    ].toSorted(),
    'a role that fewer than three hold is said as a wider one',
  );
  const quiet = seen.find(({ name }) => name === null)!;
  for (const member of [cleo, sten]) {
    const all = await everything(acting(member));
    assert.doesNotMatch(all, /quiet room|My dean says no/);
    assert.doesNotMatch(all, new RegExp(quiet.id), 'no row that can be read names this answer, and so no person beside it');
  }
  const events = await as(acting(cleo), ({ tx }) =>
    tx.selectFrom('collaborativeEvent').selectAll().where('subject', '=', 'listening_answer').execute(),
  );
  assert.ok(events.length >= 4 && events.every(({ personId, before, after }) => personId === null && before === null && after === null));
  assert.ok(
    events.every(({ id, at }) => at.toISOString().endsWith('T00:00:00.000Z') && id[14] === '4'),
    'the record has the day of an answer, neither its minute nor an identifier that carries one',
  );
  assert.deepEqual(await as(acting(cleo), async (scope) => (await promptCountsOf(scope, round.id))[0]), {
    ...{ promptId: round.prompts[0], named: 1, byRole: 1, counted: 2 },
  });
  assert.deepEqual(await as(acting(cleo), (scope) => countsOf(scope, round.id)), { asked: 5, answered: 4, declined: 0 });
});

test('nobody is found out by who is left: an answer without a name is shown only while three may have said it, and where two are asked no number is', async () => {
  const round = await openRound('Who is left');
  await give(ben, round, 'By role alone', 'role');
  for (const member of [ada, kim]) await give(member, round, `Signed by ${member.name}`, 'named');
  const shown = async (member: Member) => (await read(member, round)).map(({ words, name, role }) => [words, name ?? role]).toSorted();
  await give(cleo, round, 'Mine', 'counted');
  assert.deepEqual(
    await shown(cleo),
    [
      ['By role alone', 'member'],
      ['Signed by Ada', 'Ada'],
      ['Signed by Kim', 'Kim'],
    ],
    'two of the three of the faculty are left, so the word is wider',
  );
  await give(lou, round, 'Signed too', 'named');
  assert.ok(!(await shown(cleo)).some(([words]) => words === 'By role alone'), 'two are left');
  assert.ok(
    (await shown(ben)).some(([words]) => words === 'By role alone'),
    'its giver reads it',
  );
  const two = await openRound('Two of us');
  await as(operator(), ({ tx }) =>
    tx
      .updateTable('listeningRound')
      .set({ askedRoles: ['convener', 'steering-member'] })
      .where('id', '=', two.id)
      .execute(),
  );
  await give(sten, two, 'Only we two', 'role');
  await give(cleo, two, 'Mine', 'counted');
  assert.deepEqual(await read(cleo, two), []);
  assert.deepEqual(await as(acting(cleo), (scope) => countsOf(scope, two.id)), { asked: 2, answered: null, declined: null });
  assert.deepEqual(
    (await as(acting(cleo), (scope) => promptCountsOf(scope, two.id))).map(({ byRole }) => byRole),
    [null, null, null],
  );
});

test('an answer is its giver’s: nobody writes, changes or takes another’s voice, and the mails’ columns are not theirs', async () => {
  const round = await openRound('Whose it is');
  await give(ben, round, 'Mine', 'named');
  const voice = await as(acting(ben), ({ tx }) =>
    tx.selectFrom('listeningVoice').select('id').where('roundId', '=', round.id).executeTakeFirstOrThrow(),
  );
  await as(acting(cleo), async ({ tx }) => {
    assert.equal(
      (await tx.updateTable('listeningAnswer').set({ words: 'Not mine' }).where('voiceId', '=', voice.id).executeTakeFirst())
        .numUpdatedRows,
      0n,
    );
    assert.equal((await tx.deleteFrom('listeningAnswer').where('voiceId', '=', voice.id).executeTakeFirst()).numDeletedRows, 0n);
  });
  await assert.rejects(
    as(acting(cleo), ({ tx }) =>
      tx
        .insertInto('listeningAnswer')
        .values({ roundId: round.id, promptId: round.prompts[1]!, voiceId: voice.id, draft: 'For Ben' })
        .execute(),
    ),
    /row-level security/,
  );
  await assert.rejects(
    as(acting(cleo), ({ tx }) => tx.insertInto('listeningVoice').values({ roundId: round.id, personId: ben.personId }).execute()),
    /row-level security/,
  );
  await assert.rejects(
    as(acting(ben), ({ tx }) => tx.updateTable('listeningVoice').set({ reminders: 0 }).execute()),
    /permission denied/,
  );
});

test('what is begun is kept, nothing written on two devices at once is lost, and withdrawing takes the answer', async () => {
  const round = await openRound('Save and go on');
  const at = { roundId: round.id, speaker: { personId: ben.personId, guestId: null } };
  const draft = { promptId: round.prompts[0]!, words: 'I hope', visibility: undefined, role: null, seen: 0 } as const;
  await as(acting(ben), (scope) => keepDraft(scope, at, draft));
  const own = () => as(acting(ben), async (scope) => (await ownAnswers(scope, round.id, at.speaker))[0]!.answer);
  assert.equal((await own())?.draft, 'I hope');
  assert.equal(
    await as(acting(ben), (scope) => keepDraft(scope, at, draft)),
    1,
    'sent twice, because the answer was lost, it is kept once',
  );
  await assert.rejects(
    as(acting(ben), (scope) => keepDraft(scope, at, { ...draft, words: 'I fear' })),
    { kind: 'conflict', message: /elsewhere/ },
  );
  await as(acting(ben), (scope) => giveAnswer(scope, at, { ...draft, words: 'I hope so', visibility: 'role', seen: 1 }));
  assert.deepEqual([(await own())?.words, (await own())?.draft], ['I hope so', null]);
  await as(acting(cleo), (scope) => closeListening(scope, round.slug));
  await assert.rejects(
    as(acting(ben), (scope) => giveAnswer(scope, at, { ...draft, words: 'Later', visibility: 'role', seen: 2 })),
    { kind: 'conflict' },
  );
  await as(acting(ben), (scope) => changeVisibility(scope, at, { promptId: draft.promptId, visibility: 'counted', seen: 2 }));
  assert.deepEqual(await read(cleo, round), [], 'who has second thoughts is only counted, also after the round');
  await as(acting(ben), (scope) => withdrawAnswer(scope, at, draft.promptId));
  assert.equal(await own(), null);
  assert.equal((await as(acting(cleo), (scope) => countsOf(scope, round.id))).answered, 0);
});

test('a prompt that has answers keeps its words, and two who change a round at once do not overwrite each other', async () => {
  const round = await openRound('Prompts');
  await give(ben, round, 'An answer', 'counted');
  const edit = (words: string, seen: number) =>
    as(acting(cleo), (scope) =>
      keepListening(scope, {
        ...{ slug: round.slug, seen },
        said: {
          ...said,
          title: 'Prompts',
          prompts: round.prompts.map((id, at) => ({ id, words: at === 0 ? words : `Other ${at}`, help: '' })),
        },
      }),
    );
  await assert.rejects(edit('Another question?', 2), { kind: 'conflict', message: /has answers/ });
  await edit(proposedPrompts[0]!.words, 2);
  await assert.rejects(edit(proposedPrompts[0]!.words, 2), { kind: 'conflict', message: /meanwhile/ });
});

test('an interviewer’s note is for the one who spoke: nobody else reads it until they approve, correct or refuse it', async () => {
  const round = await openRound('Listened to');
  const note = (member: Member, words: string, at = 0) =>
    as(acting(sten), (scope) =>
      noteWords(scope, { roundId: round.id, speaker: { kind: 'person', id: member.personId }, promptId: round.prompts[at]!, words }),
    );
  await assert.rejects(
    as(acting(ada), (scope) =>
      noteWords(scope, { roundId: round.id, speaker: { kind: 'person', id: ben.personId }, promptId: round.prompts[0]!, words: 'x' }),
    ),
    { kind: 'forbidden' },
  );
  await note(ben, 'He fears the exam');
  await assert.rejects(note(ben, 'Again'), { kind: 'conflict' });
  for (const member of [cleo, ada]) assert.doesNotMatch(await everything(acting(member)), /He fears the exam/);
  const speaker = { personId: ben.personId, guestId: null };
  const at = { roundId: round.id, speaker };
  const own = await as(acting(ben), async (scope) => (await ownAnswers(scope, round.id, speaker))[0]!.note!);
  assert.equal(own.words, 'He fears the exam');
  await assert.rejects(
    as(acting(ada), (scope) =>
      approveNote(
        scope,
        { roundId: round.id, speaker: { personId: ada.personId, guestId: null } },
        { noteId: own.id, words: 'x', visibility: 'named', role: null },
      ),
    ),
    { kind: 'missing' },
  );
  await as(acting(ben), (scope) => approveNote(scope, at, { noteId: own.id, words: 'I fear the exam', visibility: 'named', role: null }));
  assert.deepEqual(await as(acting(sten), (scope) => ownNotes(scope, round.id)), []);
  await give(cleo, round, 'Mine', 'counted');
  assert.deepEqual(
    (await read(cleo, round)).map(({ words, isNoted }) => [words, isNoted]),
    [['I fear the exam', true]],
  );
  await note(kim, 'She said no');
  const [waiting] = await as(acting(kim), (scope) => listeningWaits(scope));
  assert.ok(waiting);
  const kims = await as(
    acting(kim),
    async (scope) => (await ownAnswers(scope, round.id, { personId: kim.personId, guestId: null }))[0]!.note!,
  );
  await as(acting(kim), (scope) => refuseNote(scope, { roundId: round.id, speaker: { personId: kim.personId, guestId: null } }, kims.id));
  await note(kim, 'Once more');
  await as(acting(sten), async (scope) => dropNote(scope, (await ownNotes(scope, round.id))[0]!.id));
  assert.doesNotMatch(await everything(acting(kim)), /Once more/);
});

const outbox = () => {
  const { outbox: folder } = config();
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replace(/=\r?\n/g, '')
        .replaceAll('=3D', '='),
    );
};
/** A round whose people are real as far as the database knows, so that mails are written. */
async function realRound(title: string) {
  const round = await openRound(title);
  await as(operator(), async ({ tx }) => {
    await tx.updateTable('person').set({ isSample: false }).execute();
    await tx.updateTable('listeningRound').set({ isSample: true }).execute();
    await tx.updateTable('listeningRound').set({ isSample: false }).where('id', '=', round.id).execute();
  });
  return round;
}

const speakAs = ({ tx }: Scope, { personId }: Member) =>
  tx.insertInto('listeningVoice').values({ roundId: '01900000-0000-7000-8000-000000000001', personId }).execute();

test('a guest’s link opens nothing but the question for a code; with the code of their mail they answer, and the link in other hands is worth nothing', async () => {
  const round = await realRound('With guests');
  await as(acting(cleo), (scope) =>
    inviteGuest(scope, { slug: round.slug, name: 'Gus Guest', mail: 'gus@elsewhere.example', role: 'patient and family adviser' }),
  );
  await assert
    .rejects(
      as(acting(ada), (scope) => inviteGuest(scope, { slug: round.slug, name: 'X', mail: 'x@elsewhere.example', role: 'x' })),
      { kind: 'missing' },
    )
    .catch(() => undefined);
  await writeListeningMails(new Date());
  const mail = outbox().findLast((source) => source.includes('To: gus@elsewhere.example'))!;
  const token = /\/perspective\/([\w-]{43})\s/.exec(mail)![1]!;
  for (let reads = 0; reads < 3; reads++) assert.equal((await guestBehind(token)).title, 'With guests', 'reading the page spends nothing');
  await assert.rejects(guestBehind('another-token'), { kind: 'missing' });
  assert.equal(await as(visitor, (scope) => enterAsGuest(scope, { token, session: 'x'.repeat(43) })), null);
  const asked = await askGuestCode({ token, address: '192.0.2.1' });
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(asked.mail.text)![0];
  assert.equal(asked.mail.to, 'gus@elsewhere.example');
  await assert.rejects(enterGuestCode({ token, tab: asked.tab, code: 'AAAA-AAAA', address: '192.0.2.1' }), { kind: 'invalid' });
  const session = await enterGuestCode({ token, tab: asked.tab, code, address: '192.0.2.1' });
  await assert.rejects(enterGuestCode({ token, tab: asked.tab, code, address: '192.0.2.1' }), { kind: 'invalid', message: /run out/ });
  await as(visitor, async (scope) => {
    const guestId = await enterAsGuest(scope, { token, session });
    assert.ok(guestId);
    await giveAnswer(
      scope,
      { roundId: round.id, speaker: { personId: null, guestId } },
      {
        ...{ promptId: round.prompts[0]!, words: 'Speak with my mother', visibility: 'role', role: null, seen: 0 },
      },
    );
  });
  await give(ada, round, 'More time', 'named');
  await as(visitor, async (scope) => {
    assert.deepEqual(await answersToRead(scope, round.id), [], 'who has not shown a session reads nothing');
    await speakingAsGuest(scope, { token, session });
    assert.deepEqual(
      (await answersToRead(scope, round.id)).map(({ words, name, isOwn }) => [words, name, isOwn]).toSorted(),
      [
        ['More time', 'Ada', false],
        ['Speak with my mother', null, true],
      ],
      'a guest who answered reads what others show',
    );
    assert.deepEqual(await scope.tx.selectFrom('listeningPoint').selectAll().execute(), []);
    assert.deepEqual(await scope.tx.selectFrom('goalVersion').selectAll().execute(), []);
  });
  await assert.rejects(
    as(visitor, async (scope) => {
      await speakingAsGuest(scope, { token, session });
      await speakAs(scope, ben);
    }),
    /row-level security/,
    'a guest’s token speaks for no member',
  );
  await as(visitor, async (scope) => {
    assert.equal(
      await ownAnswers(scope, round.id, { personId: null, guestId: null }).then((all) => all.length),
      0,
      'who entered as a guest is one in that scope alone',
    );
  });
  await give(cleo, round, 'Mine', 'counted');
  assert.deepEqual(
    (await read(cleo, round)).filter(({ name }) => name === null).map(({ words, name, role }) => [words, name, role]),
    [['Speak with my mother', null, 'speaker']],
    'the only guest would be told by the word guest',
  );
  assert.doesNotMatch(await everything(acting(cleo)), /Speak with my mother/);
  const guestId = await as(acting(cleo), async (scope) => (await guestsOf(scope, round.id))[0]!.id);
  await as(acting(cleo), (scope) => sendGuestLink(scope, { slug: round.slug, guestId }));
  await assert.rejects(guestBehind(token), { kind: 'missing' }, 'the link before stops at once');
  assert.equal(await as(visitor, (scope) => enterAsGuest(scope, { token, session })), null);
  for (let times = 0; times < 2; times++) await writeListeningMails(new Date());
  const links = outbox().filter((source) => source.includes('To: gus@elsewhere.example') && source.includes('Your link:'));
  assert.equal(links.length, 1, 'sent again once');
  const fresh = /\/perspective\/([\w-]{43})\s/.exec(links[0]!)![1]!;
  assert.ok(await as(visitor, (scope) => enterAsGuest(scope, { token: fresh, session })));
  await as(acting(cleo), (scope) => endGuest(scope, { slug: round.slug, guestId }));
  await assert.rejects(guestBehind(fresh), { kind: 'missing' });
  assert.equal(
    await as(visitor, (scope) => enterAsGuest(scope, { token: fresh, session })),
    null,
    'an invitation that ended lets nobody in',
  );
});

test('five wrong codes spend a code, and a guest’s session opens no other guest’s link', async () => {
  const round = await realRound('Two guests');
  for (const name of ['one', 'two'])
    await as(acting(cleo), (scope) => inviteGuest(scope, { slug: round.slug, name, mail: `${name}@elsewhere.example`, role: 'nurse' }));
  await writeListeningMails(new Date());
  const tokenOf = (name: string) =>
    /\/perspective\/([\w-]{43})\s/.exec(outbox().findLast((source) => source.includes(`To: ${name}@elsewhere.example`))!)![1]!;
  const [one, two] = [tokenOf('one'), tokenOf('two')];
  const spent = await askGuestCode({ token: one, address: '192.0.2.2' });
  const right = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(spent.mail.text)![0];
  for (let tries = 0; tries < 5; tries++)
    await assert.rejects(enterGuestCode({ token: one, tab: spent.tab, code: 'WRONGONE', address: '192.0.2.2' }));
  await assert.rejects(enterGuestCode({ token: one, tab: spent.tab, code: right, address: '192.0.2.2' }), {
    kind: 'invalid',
    message: /run out/,
  });
  const asked = await askGuestCode({ token: one, address: '192.0.2.2' });
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(asked.mail.text)![0];
  await assert.rejects(enterGuestCode({ token: two, tab: asked.tab, code, address: '192.0.2.2' }), { kind: 'invalid' });
  const session = await enterGuestCode({ token: one, tab: asked.tab, code, address: '192.0.2.2' });
  assert.equal(await as(visitor, (scope) => enterAsGuest(scope, { token: two, session })), null);
  for (let asks = 0; asks < 3; asks++) await askGuestCode({ token: one, address: '192.0.2.2' });
  await assert.rejects(askGuestCode({ token: one, address: '192.0.2.2' }), { kind: 'invalid', message: /Too many/ });
});

test('everybody who is asked is written to once, silent ones are reminded until they answer, decline or end the mails, and never twice for one reason', async () => {
  const round = await realRound('Reminded');
  const mailsTo = (member: Member) =>
    outbox().filter((source) => source.includes(`To: ${member.mail}`) && source.includes('Reminded')).length;
  const day = (days: number) => new Date(Date.now() + days * 86_400_000);
  await writeListeningMails(day(0));
  await writeListeningMails(day(0.01));
  assert.deepEqual([ada, ben, kim, lou, cleo].map(mailsTo), [1, 1, 1, 1, 0]);
  await give(ben, round, 'Done', 'counted');
  await as(acting(kim), (scope) => decline(scope, { roundId: round.id, speaker: ownSpeaker(scope.actor) }, { isDeclining: true }));
  const stop = /\/perspective\/([\w-]{43})\/stop/.exec(outbox().findLast((source) => source.includes(`To: ${lou.mail}`))!)![1]!;
  assert.match(
    outbox().findLast((source) => source.includes(`To: ${lou.mail}`))!,
    new RegExp(
      `^List-Unsubscribe:\\s+<http://localhost:\\d+/perspective/${stop}/stop>\\r?\\n(?:.*\\n)*?List-Unsubscribe-Post: List-Unsubscribe=One-Click`,
      'm',
    ),
  );
  await stopMails(stop);
  await assert.rejects(guestBehind(stop), { kind: 'missing' }, 'the link that ends mails opens nothing else');
  for (const days of [8, 16, 24, 32]) await writeListeningMails(day(days));
  assert.deepEqual([ada, ben, kim, lou].map(mailsTo), [3, 1, 1, 1]);
  const [, again] = outbox().filter((source) => source.includes(`To: ${ada.mail}`) && source.includes('Reminded'));
  assert.doesNotMatch(again!, /Ben|Kim|Done/);
});

test('leads hear once of each time that a goal is put before the schools, and nobody else does', async () => {
  const round = await realRound('Proposed');
  await as(operator(), async ({ tx }) => {
    await tx.updateTable('school').set({ isSample: false, isMember: true }).execute();
    await tx.insertInto('goalVersion').values({ number: 1, roundId: round.id, proposedAt: new Date() }).execute();
  });
  const told = (member: Member) =>
    outbox().filter((source) => source.includes(`To: ${member.mail}`) && source.includes('/w/perspectives/goal/1')).length;
  for (let times = 0; times < 2; times++) await writeListeningMails(new Date());
  assert.deepEqual([ada, ben, cleo].map(told), [1, 0, 0]);
  await as(operator(), ({ tx }) => tx.updateTable('goalVersion').set({ proposedAt: new Date() }).execute());
  for (let times = 0; times < 2; times++) await writeListeningMails(new Date());
  assert.deepEqual([ada, ben, cleo].map(told), [2, 0, 0]);
});
