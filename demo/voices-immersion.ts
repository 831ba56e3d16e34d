import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../app/modules/focus-groups/study/commands.server.ts';
import { writeNote } from '../app/modules/focus-groups/study/notebook-commands.server.ts';
import { studyNamed } from '../app/modules/focus-groups/study/queries.server.ts';
import type { NoteSaid } from '../app/modules/focus-groups/study/schema.ts';
import { addSession } from '../app/modules/focus-groups/study/session-commands.server.ts';
import { addSite, keepSite } from '../app/modules/focus-groups/study/site-commands.server.ts';
import { schoolsToAdd, studySites } from '../app/modules/focus-groups/study/site-queries.server.ts';
import { day } from './day.ts';

const question =
  'What stays with those who teach conversations about serious illness? (An invented study of the sample: nobody in it exists, and nothing in it was found out.)';
const notes: ReadonlyArray<Omit<NoteSaid, 'heldOn' | 'about'> & { readonly daysAgo: number }> = [
  {
    ...{ kind: 'meeting', daysAgo: 40, who: 'Voss, Osei', minutes: 45 },
    text: 'Five teachers talked for an hour and nobody recorded it: two did not want to be. Osei wrote while they spoke and read it back to them at the end.',
    decided: 'We read the notes three times each, apart, before we meet again. No codes.',
  },
  {
    ...{ kind: 'reading', daysAgo: 33, who: '', minutes: 60 },
    text: 'First reading. They speak of their students’ faces more than of their patients’. I had not expected envy, and there is some: nobody ever stayed behind for them.',
    decided: '',
  },
  {
    ...{ kind: 'reading', daysAgo: 26, who: '', minutes: 50 },
    text: 'Second reading, aloud. The pauses in the notes are Osei’s, not theirs. What I took for reluctance may be the speed of his pencil.',
    decided: '',
  },
  {
    ...{ kind: 'meeting', daysAgo: 19, who: 'Voss, Osei', minutes: 60 },
    text: 'What took shape in both our readings: who teaches this is still waiting to be taught it. Against it: one of the five said that she learned it at home, and needed no one.',
    decided: 'Hold the claim open until a second group has met. Ask there who stayed behind for them.',
  },
];

/** A second, small invented study: one group, by readings and meetings alone, without a transcript or a code. */
export async function immersionSample(lead: Actor, moderatorMail: string): Promise<void> {
  const approach = 'immersion';
  const title = 'What stays with those who teach';
  await as(lead, async (scope) => {
    const slug = await beginStudy(scope, { title, approach, question, isSample: true });
    const study = await studyNamed(scope, slug);
    const design =
      'One group to begin with, not recorded. Two readers, immersion/crystallisation: reading, memos, meetings. All of it is invented.';
    await writeProtocol(scope, study, { seen: 1, said: { approach, question, design, guide: 'Tell us of a student’s face.', reason: '' } });
    await giveStudyRole(scope, study, { mail: moderatorMail, role: 'moderator', siteId: null });
    const school = (await schoolsToAdd(scope, study)).find(({ name }) => name.startsWith('Dunmore'))!;
    const siteId = await addSite(scope, study, school.id);
    const { changedAt } = (await studySites(scope, study)).find(({ id }) => id === siteId)!;
    await keepSite(scope, study, {
      ...{ siteId, seen: changedAt },
      said: {
        ...{ determination: 'exempt', board: 'Dunmore Review Office (invented)', leadBoard: '', reliance: '', number: 'DUN-5 (invented)' },
        ...{ approvedOn: day(60), expiresOn: null },
      },
    });
    await addSession(scope, await studyNamed(scope, slug), {
      ...{ siteId, title: 'Teachers, first group', heldOn: day(41), mode: 'in person', moderator: 'Bram Osei' },
      notes: 'Five teachers, notes by hand.',
    });
    for (const { daysAgo, ...said } of notes) await writeNote(scope, study, { ...said, about: [], heldOn: day(daysAgo) });
  });
}
