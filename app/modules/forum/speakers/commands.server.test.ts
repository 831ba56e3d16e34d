import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { planEvent, publishEvent } from '../events/commands.server.ts';
import { eventNamed } from '../events/queries.server.ts';
import { EventForm } from '../events/schema.ts';
import {
  addSpeaker,
  answerAsSpeaker,
  askAsSpeaker,
  askSpeaker,
  bringSpeaker,
  discloseInterests,
  dropSpeaker,
  keepOwnPicture,
  keepSpeaker,
  keepSpeakerPicture,
  removeSpeaker,
} from './commands.server.ts';
import { allSpeakers, ownPicture, speakerNamed, speakerPicture, speakersOf, speakerToConfirm } from './queries.server.ts';
import { speakerMail } from './question-mail.ts';
import { SpeakerAnswer, SpeakerForm } from './schema.ts';

const ashby = await school('ashby');
const brook = await school('brook');
const convener = await actor('Cora', ['convener']);
const lead = await actor('Lena', ['lead'], ashby);
const other = await actor('Otto', ['lead'], brook);

const words = { name: 'Ada Quill', role: 'physician', affiliation: 'Ashby', biography: '', link: '' };
const profile = (said: Record<string, string> = {}) => SpeakerForm.parse({ ...words, mail: 'ada.quill@ashby.example', ...said });
const confirmed = (said: Record<string, string> = {}) => SpeakerAnswer.parse({ act: 'confirm', ...words, ...said });
const event = await as(convener, (scope) =>
  planEvent(
    scope,
    EventForm.parse({
      ...{
        title: 'Silence',
        description: '',
        host: '',
        topics: '',
        mode: 'online',
        language: 'en',
        captions: '',
        accreditedBy: 'A board',
        series: '',
        school: '',
      },
      ...{ day: '2099-10-08', time: '12:00', minutes: '60', timeZone: 'America/New_York', audience: 'everyone' },
    }),
  ),
);
await as(convener, (scope) => publishEvent(scope, event));
const namesAt = () =>
  as(visitor, async (scope) => (await speakersOf(scope, [(await eventNamed(scope, event)).id])).map(({ name }) => name));

test('a speaker is named to the public once they have confirmed it by their own link, and not by the mail alone', async () => {
  const { id, slug } = await as(convener, (scope) => addSpeaker(scope, profile()));
  await as(convener, (scope) => bringSpeaker(scope, event, id));
  assert.deepEqual(await namesAt(), []);
  const asked = await as(convener, (scope) => askSpeaker(scope, slug));
  assert.match(speakerMail(asked, 'https://concord.example').text, /https:\/\/concord\.example\/speaker\/\S{40,}/);
  assert.equal((await as(visitor, (scope) => speakerToConfirm(scope, asked.token)))?.events[0]?.title, 'Silence');
  assert.deepEqual(await namesAt(), []);
  await as(visitor, (scope) => answerAsSpeaker(scope, asked.token, confirmed({ role: 'teacher', disclosure: 'Nothing to disclose' })));
  assert.deepEqual(await namesAt(), ['Ada Quill']);
  const [shown] = await as(visitor, async (scope) => speakersOf(scope, [(await eventNamed(scope, event)).id]));
  assert.deepEqual([shown?.role, shown?.disclosure], ['teacher', 'Nothing to disclose']);
});

test('other words than the speaker confirmed, or their no, take them off every page', async () => {
  const { id, slug } = await as(convener, (scope) => addSpeaker(scope, profile({ name: 'Bo Lind', mail: 'bo@ashby.example' })));
  await as(convener, (scope) => bringSpeaker(scope, event, id));
  const { token } = await as(convener, (scope) => askSpeaker(scope, slug));
  const yes = confirmed({ name: 'Bo Lind' });
  await as(visitor, (scope) => answerAsSpeaker(scope, token, yes));
  assert.ok((await namesAt()).includes('Bo Lind'));
  await as(convener, (scope) => keepSpeaker(scope, slug, profile({ name: 'Bo Lind', role: 'a great teacher', mail: 'bo@ashby.example' })));
  assert.ok(!(await namesAt()).includes('Bo Lind'));
  await as(visitor, (scope) => answerAsSpeaker(scope, token, yes));
  assert.ok((await namesAt()).includes('Bo Lind'));
  await as(visitor, (scope) => answerAsSpeaker(scope, token, { act: 'decline' }));
  assert.ok(!(await namesAt()).includes('Bo Lind'));
  await assert.rejects(
    as(visitor, (scope) => speakerNamed(scope, slug)),
    /was not found/,
  );
});

test('a link ends with a newer one, and with the email address it went to; a made-up one opens nothing', async () => {
  const { slug } = await as(convener, (scope) => addSpeaker(scope, profile({ name: 'Cy Moss', mail: 'cy@ashby.example' })));
  const first = await as(convener, (scope) => askSpeaker(scope, slug));
  const second = await as(convener, (scope) => askSpeaker(scope, slug));
  assert.equal(await as(visitor, (scope) => speakerToConfirm(scope, first.token)), null);
  await as(convener, (scope) => keepSpeaker(scope, slug, profile({ name: 'Cy Moss', mail: 'cy.moss@ashby.example' })));
  for (const token of [first.token, second.token, 'made-up'])
    await assert.rejects(
      as(visitor, (scope) => answerAsSpeaker(scope, token, confirmed())),
      /was not found/,
    );
  await as(convener, (scope) => keepSpeaker(scope, slug, profile({ name: 'Cy Moss', mail: '' })));
  await assert.rejects(
    as(convener, (scope) => askSpeaker(scope, slug)),
    /No email address/,
  );
});

test('an email address of a speaker is read by nobody but those who keep them', async () => {
  await as(convener, (scope) => addSpeaker(scope, profile({ name: 'Di Vale', mail: 'di@ashby.example' })));
  for (const reader of [visitor, lead])
    assert.deepEqual(await as(reader, ({ tx }) => tx.selectFrom('forumSpeakerContact').selectAll().execute()), []);
  assert.equal((await as(lead, allSpeakers)).find(({ name }) => name === 'Di Vale')?.mail, null);
});

test('a lead keeps the speakers they added, and no others; disclosures are kept by whoever keeps the event', async () => {
  const { id, slug } = await as(lead, (scope) => addSpeaker(scope, profile({ name: 'Ed Fox' })));
  await assert.rejects(
    as(other, (scope) => keepSpeaker(scope, slug, profile({ name: 'Ed Wolf' }))),
    /may not change/,
  );
  await assert.rejects(
    as(other, (scope) => removeSpeaker(scope, slug)),
    /may not change/,
  );
  await assert.rejects(
    as(lead, (scope) => bringSpeaker(scope, event, id)),
    /may not change/,
  );
  await as(convener, (scope) => bringSpeaker(scope, event, id));
  await assert.rejects(
    as(lead, (scope) => discloseInterests(scope, event, { speaker: id, disclosure: 'Shares' })),
    /may not change/,
  );
  await as(convener, (scope) => discloseInterests(scope, event, { speaker: id, disclosure: 'Shares in a company' }));
  await as(convener, (scope) => dropSpeaker(scope, event, id));
  await as(lead, (scope) => removeSpeaker(scope, slug));
  await assert.rejects(
    as(convener, (scope) => speakerNamed(scope, slug)),
    /was not found/,
  );
});

test('a picture is public once its speaker has confirmed it, whoever brought it, and goes when they withdraw', async () => {
  const { id, slug } = await as(convener, (scope) => addSpeaker(scope, profile({ name: 'Flo Rey', mail: 'flo@ashby.example' })));
  await as(convener, (scope) => bringSpeaker(scope, event, id));
  const { token } = await as(convener, (scope) => askSpeaker(scope, slug));
  const yes = (picture: string) => confirmed({ name: 'Flo Rey', picture });
  await as(visitor, (scope) => answerAsSpeaker(scope, token, yes('')));
  const picture = { id: '01900000-0000-7000-8000-0000000f0001', words: 'Flo at a desk', width: 480, height: 480, bytes: 900, sha256: 'aa' };
  const seenBy = (reader: Actor) => as(reader, (scope) => speakerPicture(scope, slug)).then((found) => found.id);
  assert.equal(await as(convener, (scope) => keepSpeakerPicture(scope, slug, picture)), null);
  assert.equal(await seenBy(convener), picture.id);
  await assert.rejects(seenBy(visitor), /was not found/);
  assert.equal((await as(visitor, (scope) => ownPicture(scope, token))).id, picture.id);
  await assert.rejects(
    as(visitor, (scope) => answerAsSpeaker(scope, token, yes(''))),
    /picture is another/,
    'nobody confirms a picture that they did not see',
  );
  await assert.rejects(seenBy(visitor), /was not found/);
  await as(visitor, (scope) => answerAsSpeaker(scope, token, yes(picture.id)));
  assert.equal(await seenBy(visitor), picture.id);
  const own = { ...picture, id: '01900000-0000-7000-8000-0000000f0002', words: 'Flo outside' };
  assert.equal(await as(visitor, (scope) => keepOwnPicture(scope, token, own)), picture.id, 'the bytes of the former one are to go');
  assert.equal(await seenBy(visitor), own.id);
  await assert.rejects(
    as(other, (scope) => keepSpeakerPicture(scope, slug, picture)),
    /may not change/,
  );
  await as(visitor, (scope) => answerAsSpeaker(scope, token, { act: 'decline' }));
  await assert.rejects(seenBy(visitor), /was not found/);
  assert.equal(await as(convener, (scope) => removeSpeaker(scope, slug)), own.id);
});

test('a speaker who is shown has another link mailed by their public page, once a day, to their own address alone', async () => {
  const { slug } = await as(convener, (scope) => addSpeaker(scope, profile({ name: 'Gus Oak', mail: 'gus@ashby.example' })));
  const { token } = await as(convener, (scope) => askSpeaker(scope, slug));
  await assert.rejects(
    as(visitor, (scope) => askAsSpeaker(scope, slug)),
    /was not found/,
    'whom the public does not see',
  );
  await as(visitor, (scope) => answerAsSpeaker(scope, token, confirmed({ name: 'Gus Oak' })));
  assert.equal(await as(visitor, (scope) => askAsSpeaker(scope, slug)), null, 'asked today already');
  await as(convener, ({ tx }) =>
    tx
      .updateTable('forumSpeakerContact')
      .set({ askedAt: new Date(0) })
      .where('mail', '=', 'gus@ashby.example')
      .execute(),
  );
  const asked = await as(visitor, (scope) => askAsSpeaker(scope, slug));
  assert.equal(asked?.mail, 'gus@ashby.example');
  assert.match(speakerMail(asked!, 'https://concord.example').text, /take yourself off every public page here:\n\S+\/speaker\/\S{43}\n/);
  assert.equal(await as(visitor, (scope) => speakerToConfirm(scope, token)), null, 'the earlier one ends');
  await as(visitor, (scope) => answerAsSpeaker(scope, asked!.token, { act: 'decline' }));
  await assert.rejects(
    as(visitor, (scope) => speakerNamed(scope, slug)),
    /was not found/,
  );
  assert.equal(await as(visitor, (scope) => askAsSpeaker(scope, 'kirsten-engel')), null, 'no address is known');
});

test('what a cited speaker is said to be stays as the source tells it, until they say otherwise', async () => {
  const engel = await as(convener, (scope) => speakerNamed(scope, 'kirsten-engel'));
  const said = { ...words, name: engel.name, role: '', affiliation: '', mail: 'cited@clinic.example' };
  await assert.rejects(
    as(convener, (scope) => keepSpeaker(scope, 'kirsten-engel', profile({ ...said, biography: 'Words of somebody else' }))),
    /named by a source/,
  );
  await as(convener, (scope) => keepSpeaker(scope, 'kirsten-engel', profile(said)));
  const asked = await as(convener, (scope) => askSpeaker(scope, 'kirsten-engel'));
  assert.match(speakerMail(asked, 'https://concord.example').text, /as a published source gives it/);
  const shown = await as(visitor, (scope) => speakerToConfirm(scope, asked.token));
  assert.equal(shown?.events[0]?.heldMonth, '2024-02');
});

test('interests are told for what is to come, and a form that began before the speaker answered is told so', async () => {
  const { id, slug } = await as(convener, (scope) => addSpeaker(scope, profile({ name: 'Hal Ives', mail: 'hal@ashby.example' })));
  await as(convener, (scope) => bringSpeaker(scope, event, id));
  const { changedAt } = await as(convener, (scope) => speakerNamed(scope, slug));
  const { token } = await as(convener, (scope) => askSpeaker(scope, slug));
  const tell = (disclosure: string) => as(visitor, (scope) => answerAsSpeaker(scope, token, confirmed({ name: 'Hal Ives', disclosure })));
  await tell('None');
  const { occasionId } = await as(convener, (scope) => eventNamed(scope, event));
  const last = (at: string) =>
    asSystem(({ tx }) =>
      tx
        .updateTable('occasion')
        .set({ startsAt: new Date(`${at}T16:00:00Z`), endsAt: new Date(`${at}T17:00:00Z`) })
        .where('id', '=', occasionId!)
        .execute(),
    );
  await last('2026-01-08');
  await tell('Shares since this year');
  await last('2099-10-08');
  const [told] = await as(convener, async (scope) =>
    (await speakersOf(scope, [(await eventNamed(scope, event)).id])).filter(({ slug: name }) => name === slug),
  );
  assert.equal(told?.disclosure, 'None', 'what was told for an earlier event stays');
  await assert.rejects(
    as(convener, (scope) => keepSpeaker(scope, slug, profile({ name: 'Hal', mail: 'hal@ashby.example', seen: changedAt.toISOString() }))),
    /meanwhile/,
  );
});

test('a visitor adds nobody, and cited speakers are public facts', async () => {
  await assert.rejects(
    as(visitor, (scope) => addSpeaker(scope, profile())),
    /may not add/,
  );
  assert.match((await as(visitor, (scope) => speakerNamed(scope, 'jennifer-reidy'))).sourceTitle!, /Massachusetts Coalition/);
});
