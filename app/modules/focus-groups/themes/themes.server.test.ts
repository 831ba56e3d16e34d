import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { beginConsensus } from '../agreement/commands.server.ts';
import { comparedRound } from '../agreement/compared-round.ts';
import { figuresToKeep } from '../agreement/figure-table.ts';
import { comparisonRead } from '../agreement/round-queries.server.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { beginRound, closeRound, openRound } from '../coding/round-commands.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { recordText } from '../study/export-commands.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { studyNamed } from '../study/queries.server.ts';
import { beginTheme, linkTheme, shareTheme } from './commands.server.ts';
import { groundsOf } from './grounds.ts';
import { addPassage, keepPassage } from './passage-commands.server.ts';
import { codedPassages, passagesOf } from './passage-queries.server.ts';
import { evidenceOf, themeHistory, themes } from './queries.server.ts';
import { askReader, sayOfTheme } from './reading-commands.server.ts';
import { readingsOf, themeToRead } from './reading-queries.server.ts';
import { ownThemesAbout, sharedThemes } from './share-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea, cara] = [
  await person('Mo', ['auditor']),
  await person('Ada', ['steering-member']),
  await person('Rea', ['auditor']),
  await person('Cara', ['lead'], ashby),
];
const acting = (member: Member) => actingFor(member, null);
const studyOf = (member: Member, slug: string) => as(acting(member), (scope) => studyNamed(scope, slug));
const alone = { definition: '', include: '', exclude: '', example: '', colour: 0 };
const said = { claim: 'Students learn to bear silence', summary: 'By watching.', plain: '', counterSearch: '' };
/** 😀 counts two units, so that what is quoted behind it shows whether units are counted. */
const words = ['We sat with her 😀 and nobody spoke.', 'I looked away.', 'What then?', 'She asked again.'] as const;

/** A study with a lead, a coder, a reader and staff; a signed text in which Willow, Fern and Ash speak; Willow and Ash allow quoting, Fern does not. */
async function heardStudy(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const study = await studyOf(lena, slug);
  const reason = 'Coders joined';
  await as(acting(lena), (scope) =>
    writeProtocol(scope, study, { seen: 1, said: { approach: 'reliability', question: 'What helps?', design: '', guide: '', reason } }),
  );
  for (const [member, role] of [
    [mo, 'coder'],
    [rea, 'reader'],
    [ada, 'staff'],
    [rea, 'staff'],
  ] as const)
    await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail: member.mail, role, siteId: null }));
  const { siteId, sessionId, participantOf } = await heardGroup(study.id, { schoolId: ashby.id, pseudonyms: ['Willow', 'Fern', 'Ash'] });
  const textId = await signedText([acting(ada), acting(rea)], {
    ...{ studyId: study.id, siteId, sessionId, title },
    said: [
      { speaker: 'Willow', participantId: participantOf.Willow!, text: words[0] },
      { speaker: 'Fern', participantId: participantOf.Fern!, text: words[1] },
      { speaker: 'Moderator', participantId: null, text: words[2] },
      { speaker: 'Ash', participantId: participantOf.Ash!, text: words[3] },
    ],
  });
  const letterId = await as(acting(lena), async ({ tx }) => {
    const letter = {
      version: '1',
      text: 'Letter',
      onWithdrawal: 'stop' as const,
      items: ['take part', 'quote', 'cross-school analysis', 'contact again'],
    };
    const { id } = await tx
      .insertInto('consentLetter')
      .values({ studyId: study.id, siteId, ...letter })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
  const consents = async (pseudonym: string, granted: string[], givenOn = '2026-01-01') =>
    as(acting(lena), ({ tx }) =>
      tx
        .insertInto('consent')
        .values({ studyId: study.id, participantId: participantOf[pseudonym]!, letterId, granted, givenOn })
        .execute(),
    );
  for (const pseudonym of ['Willow', 'Ash']) await consents(pseudonym, ['take part', 'quote', 'cross-school analysis', 'contact again']);
  await consents('Fern', ['take part', 'cross-school analysis']);
  const current = await studyOf(lena, slug);
  const themeId = await as(acting(lena), (scope) => beginTheme(scope, current, said));
  const place = (from: number, to = from) => {
    const before = (at: number) => words.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
    return { textId, begins: before(from), ends: before(to) + words[to]!.length, note: '' };
  };
  return { slug, study: current, themeId, participantOf, consents, place, textId };
}
async function seen(member: Member, slug: string) {
  return as(acting(member), async (scope) => {
    const passages = await passagesOf(scope, await studyNamed(scope, slug));
    return passages.map(({ kind, words: quoted, mayQuote }) => [kind, quoted, mayQuote]);
  });
}

test('a quote shows its words, by units of the text, until the participant takes the consent to be quoted back', async () => {
  const { slug, study, themeId, consents, place } = await heardStudy('Quoted');
  const emoji = { ...place(0), begins: words[0].indexOf('and'), ends: words[0].length };
  await as(acting(mo), async (scope) => addPassage(scope, await studyNamed(scope, slug), { themeId, kind: 'quote', ...emoji }));
  for (const member of [lena, mo, rea]) assert.deepEqual(await seen(member, slug), [['quote', 'and nobody spoke.', true]], member.name);
  await consents('Willow', ['take part'], '2026-02-01');
  for (const member of [lena, mo, rea]) assert.deepEqual(await seen(member, slug), [['quote', null, false]], member.name);
  const events = await as(acting(lena), (scope) => trail(scope, study));
  assert.ok(!JSON.stringify(events).includes('nobody spoke'), 'no event holds what was said');
});

test('who did not agree is not quoted: not by a page, not by a longer passage, not in the database; they support without their words', async () => {
  const { slug, study, themeId, place } = await heardStudy('Unquotable');
  const asMo = await studyOf(mo, slug);
  for (const at of [place(1), place(0, 1), place(1, 3)])
    await assert.rejects(
      as(acting(mo), (scope) => addPassage(scope, asMo, { themeId, kind: 'quote', ...at })),
      { kind: 'conflict', message: /did not agree to be quoted/ },
    );
  await assert.rejects(
    as(acting(lena), ({ tx }) =>
      tx
        .insertInto('themePassage')
        .values({ studyId: study.id, themeId, kind: 'quote', ...place(1) })
        .execute(),
    ),
    /did not agree to be quoted/,
  );
  await as(acting(mo), (scope) => addPassage(scope, asMo, { themeId, kind: 'counter', ...place(1) }));
  assert.deepEqual(await seen(lena, slug), [['counter', null, false]]);
  const id = (await as(acting(lena), (scope) => passagesOf(scope, study)))[0]!.id;
  await assert.rejects(
    as(acting(mo), (scope) => keepPassage(scope, asMo, { themeId, passageId: id, kind: 'quote' })),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(acting(mo), ({ tx }) => tx.updateTable('themePassage').set({ kind: 'quote' }).where('id', '=', id).execute()),
    /did not agree/,
  );
});

test('who withdraws is quoted no more, and nothing new is taken from what they said', async () => {
  const { slug, study, themeId, participantOf, place } = await heardStudy('Withdrawn');
  await as(acting(lena), (scope) => addPassage(scope, study, { themeId, kind: 'quote', ...place(3) }));
  await as(acting(lena), ({ tx }) =>
    tx
      .insertInto('withdrawal')
      .values({ studyId: study.id, participantId: participantOf.Ash!, withdrawnOn: '2026-03-01', promise: 'keep analysed' })
      .execute(),
  );
  assert.deepEqual(await seen(mo, slug), [['quote', null, false]]);
  await assert.rejects(
    as(acting(lena), (scope) => addPassage(scope, study, { themeId, kind: 'support', ...place(3) })),
    { kind: 'conflict', message: /Ash withdrew/ },
  );
  await assert.rejects(
    as(acting(lena), ({ tx }) =>
      tx
        .insertInto('themePassage')
        .values({ studyId: study.id, themeId, kind: 'support', ...place(2, 3) })
        .execute(),
    ),
    /withdrew/,
  );
});

test('what is coded blind is no evidence, and no passage to choose, before the round is open: not for its coder either', async () => {
  const { slug, study, themeId, textId, place } = await heardStudy('Blind');
  const codeId = await as(acting(lena), (scope) => addCode(scope, study, { ...alone, name: 'Silence', parentId: null }));
  await as(acting(lena), (scope) => linkTheme(scope, study, { themeId, noun: 'code', id: codeId }));
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const { begins, ends } = place(0);
  await as(acting(mo), async (scope) =>
    codePassage(scope, await studyNamed(scope, slug), { roundId, textId, codeId, begins, ends, memo: '' }),
  );
  const rests = (member: Member) =>
    as(acting(member), async (scope) => {
      const own = await studyNamed(scope, slug);
      const coded = await codedPassages(scope, own, themeId);
      return [groundsOf(await evidenceOf(scope, own, themeId)).participants.length, coded.map((each) => each.words)];
    });
  for (const member of [lena, mo, rea]) assert.deepEqual(await rests(member), [0, []], member.name);
  await as(acting(lena), (scope) => openRound(scope, study, roundId));
  for (const member of [lena, mo, rea]) assert.deepEqual(await rests(member), [1, [words[0]]], member.name);
});

test('a coding that was settled otherwise is no evidence any more, and no passage to choose', async () => {
  const { slug, study, themeId, textId, place } = await heardStudy('Settled otherwise');
  const codeId = await as(acting(lena), (scope) => addCode(scope, study, { ...alone, name: 'Silence', parentId: null }));
  await as(acting(lena), (scope) => linkTheme(scope, study, { themeId, noun: 'code', id: codeId }));
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const { begins, ends } = place(0);
  const coding = { roundId, textId, codeId, begins, ends, memo: '' };
  for (const member of [mo, lena]) await as(acting(member), async (scope) => codePassage(scope, await studyNamed(scope, slug), coding));
  const rests = async () =>
    as(acting(rea), async (scope) => {
      const here = await studyNamed(scope, slug);
      return [(await evidenceOf(scope, here, themeId)).length, (await codedPassages(scope, here, themeId)).length];
    });
  await as(acting(lena), (scope) => openRound(scope, study, roundId));
  assert.deepEqual(await rests(), [1, 1]);
  await as(acting(lena), (scope) => closeRound(scope, study, roundId));
  const compared = comparedRound(await as(acting(lena), (scope) => comparisonRead(scope, study, { roundId })));
  await as(acting(lena), (scope) => beginConsensus(scope, study, { roundId, figures: figuresToKeep(compared), agreed: [] }));
  assert.deepEqual(await rests(), [0, 0]);
});

test('a reader and staff read themes and change none; whoever leads a school, or has no role here, finds nothing', async () => {
  const { slug, study, themeId, place } = await heardStudy('Rights');
  const asRea = await studyOf(rea, slug);
  await assert.rejects(
    as(acting(rea), (scope) => beginTheme(scope, asRea, said)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(rea), (scope) => addPassage(scope, asRea, { themeId, kind: 'support', ...place(0) })),
    { kind: 'forbidden' },
  );
  const list = { kind: 'themes' as const, format: 'csv' as const, text: said.claim, themes: [themeId] };
  await assert.rejects(
    as(acting(cara), (scope) => recordText(scope, { ...study, roles: [] }, list)),
    { kind: 'forbidden' },
  );
  const asMo = await studyOf(mo, slug);
  await as(acting(mo), (scope) => recordText(scope, asMo, list));
  const taken = await as(acting(lena), ({ tx }) =>
    tx.selectFrom('studyExport').select(['kind', 'themes', 'participants']).where('studyId', '=', study.id).execute(),
  );
  assert.deepEqual(taken, [{ kind: 'themes', themes: [themeId], participants: [] }]);
  await assert.rejects(
    as(acting(mo), (scope) => shareTheme(scope, asMo, { themeId, withQuotes: true, reason: 'Because' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(mo), ({ tx }) => tx.insertInto('themeShare').values({ studyId: study.id, themeId, withQuotes: true, reason: 'x' }).execute()),
    /row-level security/,
  );
  await assert.rejects(
    as(acting(mo), (scope) => askReader(scope, asMo, { themeId, participantId: themeId })),
    { kind: 'forbidden' },
  );
  assert.ok((await as(acting(rea), (scope) => themeHistory(scope, asRea, themeId))).length > 0, 'the team reads the history');
  for (const other of [actingFor(cara, 'ashby'), acting(cara), visitor]) {
    const rows = await as(other, async (scope) => [
      await themes(scope, study),
      await passagesOf(scope, study),
      await evidenceOf(scope, study),
      await themeHistory(scope, study, themeId),
      await readingsOf(scope, study, themeId),
      await scope.tx.selectFrom('themeWords').selectAll().execute(),
      await scope.tx.selectFrom('themeLink').selectAll().execute(),
    ]);
    assert.deepEqual(rows.flat(), [], other.name);
  }
  assert.deepEqual(await as(acting(mo), ({ tx }) => tx.selectFrom('themeLink').selectAll().execute()), []);
});

test('others see a theme only when its lead shared it, when enough were heard, and only what may be quoted today', async () => {
  const { slug, study, themeId, consents, place } = await heardStudy('Shared');
  const competency = '01900000-0000-7000-8000-000000000222';
  await as(acting(lena), (scope) => linkTheme(scope, study, { themeId, noun: 'competency', id: competency }));
  await as(acting(lena), (scope) => addPassage(scope, study, { themeId, kind: 'quote', ...place(3) }));
  const share = () => as(acting(lena), (scope) => shareTheme(scope, study, { themeId, withQuotes: true, reason: 'To plan teaching' }));
  await assert.rejects(share(), { kind: 'conflict', message: /At no site were three participants heard/ });
  await as(acting(lena), (scope) => addPassage(scope, study, { themeId, kind: 'support', ...place(0, 1) }));
  const outside = (who: Parameters<typeof as>[0]) =>
    as(who, async (scope) =>
      (await sharedThemes(scope, competency)).map(({ claim, sites, sessions, quotes }) => [claim, sites, sessions, quotes]),
    );
  assert.deepEqual(await outside(acting(cara)), []);
  await share();
  assert.deepEqual(await outside(acting(cara)), [[said.claim, 1, 1, [words[3]]]]);
  assert.deepEqual(await outside(visitor), [], 'never public');
  assert.deepEqual(await as(acting(cara), (scope) => ownThemesAbout(scope, competency)), []);
  assert.equal((await as(acting(mo), (scope) => ownThemesAbout(scope, competency)))[0]?.slug, slug);
  await consents('Ash', ['take part', 'cross-school analysis'], '2026-02-01');
  assert.deepEqual(await outside(acting(cara)), [[said.claim, 1, 1, []]]);
  await consents('Ash', ['take part'], '2026-03-01');
  assert.deepEqual(await outside(acting(cara)), [], 'two are too few');
});

test('a participant reads a theme back by a link that says no name, opens nothing else, and closes when they withdraw', async () => {
  const { slug, study, themeId, participantOf } = await heardStudy('Read back');
  const ask = (pseudonym: string) =>
    as(acting(ada), async (scope) =>
      askReader(scope, await studyNamed(scope, slug), { themeId, participantId: participantOf[pseudonym]! }),
    );
  await assert.rejects(ask('Fern'), { kind: 'conflict', message: /did not agree to be contacted again/ });
  const first = await ask('Willow');
  const token = await ask('Willow');
  const open = (with_: string) => as(visitor, (scope) => themeToRead(scope, with_));
  assert.equal(await open(first), null, 'a new link ends the one before');
  const shown = await open(token);
  assert.equal(shown?.plain, said.summary);
  assert.ok(!JSON.stringify(shown).includes('Willow'));
  const say = (with_: string) => as(visitor, (scope) => sayOfTheme(scope, { token: with_, answer: 'partly', words: 'Only with time.' }));
  await assert.rejects(say('guessed'), { kind: 'missing' });
  await say(token);
  assert.deepEqual(
    (await as(acting(mo), (scope) => readingsOf(scope, study, themeId))).map(({ pseudonym, answer, words: theirs }) => [
      pseudonym,
      answer,
      theirs,
    ]),
    [['Willow', 'partly', 'Only with time.']],
  );
  const kept = await as(acting(ada), ({ tx }) => tx.selectFrom('themeLink').selectAll().execute());
  assert.ok(!JSON.stringify(kept).includes(token), 'the token is kept nowhere');
  for (let n = 1; n < 10; n++) await say(token);
  await assert.rejects(say(token), { kind: 'conflict', message: /ten times/ });
  await assert.rejects(
    as(acting(ada), ({ tx }) =>
      tx
        .insertInto('themeReading')
        .values({ studyId: study.id, themeId, linkId: kept[0]!.id, participantId: participantOf.Willow!, answer: 'yes', words: 'invented' })
        .execute(),
    ),
    /permission denied/,
  );
  await as(acting(lena), ({ tx }) =>
    tx
      .insertInto('withdrawal')
      .values({ studyId: study.id, participantId: participantOf.Willow!, withdrawnOn: '2026-03-01', promise: 'remove' })
      .execute(),
  );
  assert.equal(await open(token), null);
  assert.deepEqual(await as(acting(mo), (scope) => readingsOf(scope, study, themeId)), []);
});
