import type { Actor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { beginStudy, giveStudyRole, setOriginalsUntil, writeProtocol } from '../app/modules/focus-groups/study/commands.server.ts';
import { writeNote } from '../app/modules/focus-groups/study/notebook-commands.server.ts';
import {
  addParticipant,
  keepParticipantState,
  noteConsent,
  withdrawParticipant,
  writeLetter,
} from '../app/modules/focus-groups/study/participant-commands.server.ts';
import { participants, sessions } from '../app/modules/focus-groups/study/people-queries.server.ts';
import { type Study, studyNamed } from '../app/modules/focus-groups/study/queries.server.ts';
import { addSession, noteAttendance } from '../app/modules/focus-groups/study/session-commands.server.ts';
import { addSite, amendSite, keepSite } from '../app/modules/focus-groups/study/site-commands.server.ts';
import { schoolsToAdd, studySites } from '../app/modules/focus-groups/study/site-queries.server.ts';
import { addPerson } from '../app/modules/members/commands.server.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';
import { day } from './day.ts';
import { codeSample } from './voices-coding.ts';
import { immersionSample } from './voices-immersion.ts';
import { sampleAbsent, sampleRefusals, sampleSessions, type WorkerName, withdrew, workers } from './voices-people.ts';
import { bringSample } from './voices-texts.ts';
import { themesOfSample } from './voices-themes.ts';
import { sampleAmendment, sampleBoards, sampleLetters, sampleNotes, sampleProtocol } from './voices-words.ts';

/** Does something in the sample's study as one of its people. */
export type AsWorker = <T>(name: WorkerName, work: (scope: Scope, study: Study) => Promise<T>) => Promise<T>;

/** Builds the invented study, from its protocol to what is read in it, each step as the person who would do it. */
export async function sampleStudy(convener: Actor, mailOf: (name: string, place: string) => string): Promise<void> {
  for (const { name, place, role } of workers.filter((each) => each.name !== 'Jo Finch'))
    await as(convener, (scope) =>
      addPerson(scope, { mail: mailOf(name, place), name, role, school: place === 'collaborative' ? null : place }),
    );
  const actors = new Map(
    await Promise.all(
      workers.map(async ({ name, place }) => [name, await actorOfCommandLine(mailOf(name, place), undefined)] as [string, Actor]),
    ),
  );
  const { title, question, design, firstGuide, secondGuide, guideReason } = sampleProtocol;
  const approach = 'reliability';
  const slug = await as(actors.get('Amara Voss')!, (scope) => beginStudy(scope, { title, approach, question, isSample: true }));
  const asWorker: AsWorker = (name, work) => as(actors.get(name)!, async (scope) => work(scope, await studyNamed(scope, slug)));
  await asWorker('Amara Voss', async (scope, study) => {
    const said = { approach, question, design, guide: firstGuide, reason: '' } as const;
    await writeProtocol(scope, study, { seen: 1, said });
    for (const { name, place, does } of workers.filter((each) => each.does !== 'lead'))
      await giveStudyRole(scope, study, { mail: mailOf(name, place), role: does, siteId: null });
    await setOriginalsUntil(scope, study, day(-400));
    await openSites(scope, study);
  });
  await asWorker('Piotr Hale', hearPeople(1));
  await asWorker('Amara Voss', (scope, study) =>
    writeProtocol(scope, study, { seen: 2, said: { approach, question, design, guide: secondGuide, reason: guideReason } }),
  );
  await asWorker('Piotr Hale', hearPeople(2));
  await asWorker('Piotr Hale', tellOfAbsent);
  for (const { by, daysAgo, ...said } of sampleNotes)
    await asWorker(by, (scope, study) => writeNote(scope, study, { ...said, about: [], heldOn: day(daysAgo) }));
  await bringSample(asWorker);
  await codeSample(asWorker);
  await themesOfSample(asWorker);
  await asWorker('Piotr Hale', async (scope, study) => {
    const participant = (await participants(scope, study)).find(({ pseudonym }) => pseudonym === withdrew)!;
    await withdrawParticipant(scope, study, { participantId: participant.id, withdrawnOn: day(3) });
  });
  await immersionSample(actors.get('Amara Voss')!, mailOf('Bram Osei', 'eastmoor'));
}

async function openSites(scope: Scope, study: Study): Promise<void> {
  const schools = await schoolsToAdd(scope, study);
  for (const [slug, { approvedDaysAgo, expiresInDays, ...board }] of Object.entries(sampleBoards)) {
    const siteId = await addSite(scope, study, schools.find(({ name }) => name.toLowerCase().startsWith(slug))!.id);
    const { changedAt } = (await studySites(scope, study)).find(({ id }) => id === siteId)!;
    const said = { ...board, approvedOn: day(approvedDaysAgo), expiresOn: expiresInDays === null ? null : day(-expiresInDays) };
    await keepSite(scope, study, { siteId, seen: changedAt, said });
    await writeLetter(scope, study, { siteId, ...sampleLetters[slug]! });
    if (slug !== 'calder') continue;
    const { approvedDaysAgo: amended, expiresInDays: until, ...amendment } = sampleAmendment;
    await amendSite(scope, study, { siteId, said: { ...amendment, approvedOn: day(amended), expiresOn: day(-until) } });
  }
}

/** Sessions under one guide, with everybody who came, their key and what they agreed to. */
function hearPeople(guide: 1 | 2): (scope: Scope, study: Study) => Promise<void> {
  return async (scope, study) => {
    const sites = await sitesBySlug(scope, study);
    for (const { site, title, daysAgo, mode, moderator, notes, people } of sampleSessions.filter((each) => each.guide === guide)) {
      const { siteId, letterId, items } = sites.get(site)!;
      const sessionId = await addSession(scope, study, { siteId, title, heldOn: day(daysAgo), mode, moderator, notes });
      const came: { participantId: string; came: true; reason: '' }[] = [];
      for (const [name, pseudonym] of people) {
        const mail = `${name.toLowerCase().replace(' ', '.')}@${site}-students.example`;
        const participantId = await addParticipant(scope, study, { siteId, pseudonym, askedHow: 'A mail to the whole class', name, mail });
        await keepParticipantState(scope, study, { participantId, state: 'agreed', reason: '' });
        const granted = items.filter((item) => !sampleRefusals[item]?.includes(pseudonym));
        await noteConsent(scope, study, { participantId, letterId, granted, givenOn: day(daysAgo + 4) });
        came.push({ participantId, came: true, reason: '' });
      }
      await noteAttendance(scope, study, { sessionId, people: came });
    }
  };
}

/** Those who were asked and did not come, with their reasons; who had agreed has a consent. */
async function tellOfAbsent(scope: Scope, study: Study): Promise<void> {
  const sites = await sitesBySlug(scope, study);
  const held = await sessions(scope, study);
  for (const { pseudonym, site, reason, absentFrom } of sampleAbsent) {
    const { siteId, letterId, items } = sites.get(site)!;
    const askedHow = 'A mail to the whole class';
    const participantId = await addParticipant(scope, study, { siteId, pseudonym, askedHow, name: '', mail: '' });
    const state = absentFrom ? 'agreed' : 'declined';
    await keepParticipantState(scope, study, { participantId, state, reason });
    if (!absentFrom) continue;
    await noteConsent(scope, study, { participantId, letterId, granted: items, givenOn: day(155) });
    const session = held.find(({ title }) => title === absentFrom)!;
    await noteAttendance(scope, study, { sessionId: session.id, people: [{ participantId, came: false, reason }] });
  }
}

async function sitesBySlug(scope: Scope, study: Study) {
  const letters = await scope.tx.selectFrom('consentLetter').select(['id', 'siteId']).where('studyId', '=', study.id).execute();
  const all = await studySites(scope, study);
  return new Map(
    Object.entries(sampleLetters).map(([slug, { items }]) => {
      const { id: siteId } = all.find(({ name }) => name.toLowerCase().startsWith(slug))!;
      return [slug, { siteId, items, letterId: letters.find((each) => each.siteId === siteId)!.id }] as const;
    }),
  );
}
