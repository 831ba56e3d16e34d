import type { LetterSaid, NoteSaid, SiteSaid } from '../app/modules/focus-groups/study/schema.ts';

/** What the invented study asks, and how. It says of itself that it is invented. */
export const sampleProtocol = {
  title: 'Learning to talk about serious illness',
  question:
    'How do medical students learn to talk with people who are seriously ill and with their families, and what helps or hinders them? (An invented study of the sample: nobody in it exists, and nothing in it was found out.)',
  design: `An invented study, so that there is something to look at. Its people, schools, boards and transcripts are made up, and what they say is no finding.

Six focus groups of six or seven students at three schools, by year, 60 to 75 minutes each, in person or by video, with a moderator who does not teach there. Recorded, transcribed, de-identified by research staff, read by a second person, and only then read by the team.

Coding reliability with thematic elements: three coders apply one codebook blind to two groups, their agreement is measured and what they disagree on is talked through; then the other groups are coded openly, and themes are built from what was coded, each with passages that speak against it.

Read beside it, and never part of it: the published focus groups of the collaborative (Academic Medicine 2024;99(5):550-557), eight groups with 50 students at four schools from January to May 2021, analysed by immersion/crystallization. Their findings are cited as theirs.`,
  firstGuide: `1. Think of the last time you were near a conversation about serious illness. Where were you standing?
2. When were you asked to do something in it?
3. What have you practised, and what of it was of use?
4. Who have you watched that you want to be like, or not?
5. What is said about these conversations when the door is shut?
6. Where does it go afterwards?
7. What should a school do? One thing each.
8. What should I have asked, and did not?`,
  secondGuide: `1. Think of the last time you were near a conversation about serious illness. Where were you standing? (Who is earliest in their training speaks first.)
2. When were you asked to do something in it? When were you spared?
3. What have you practised, and what of it was of use?
4. Who have you watched that you want to be like, or not? Did they say how they came to it?
5. What is said about these conversations when the door is shut?
6. Interpreters: have you worked with one, or been asked to be one?
7. Where does it go afterwards?
8. What should a school do? One thing each.
9. What should I have asked, and did not?`,
  guideReason:
    'Interpreters came up in three groups without our asking, and being spared in two. Those earliest in training said little while the others spoke first.',
} as const;

type Board = Omit<SiteSaid, 'approvedOn' | 'expiresOn'> & { readonly approvedDaysAgo: number; readonly expiresInDays: number | null };
/** What each site's invented board decided. Calder's approval ends soon, so that the warning can be seen. */
export const sampleBoards: Readonly<Record<string, Board>> = {
  ashby: {
    ...{ determination: 'expedited', board: 'Ashby Institutional Review Board (invented)', leadBoard: '', reliance: '' },
    ...{ number: 'ASH-0412 (invented)', approvedDaysAgo: 240, expiresInDays: 125 },
  },
  brookfield: {
    ...{
      determination: 'exempt',
      board: 'Brookfield Human Research Office (invented)',
      leadBoard: 'Ashby Institutional Review Board (invented)',
    },
    ...{ reliance: 'Reliance agreement of the two schools, signed before the first group', number: 'BRK-77 (invented)' },
    ...{ approvedDaysAgo: 210, expiresInDays: null },
  },
  calder: {
    ...{ determination: 'full board', board: 'Calder Review Board (invented)', leadBoard: '', reliance: '' },
    ...{ number: 'CAL-2-19 (invented)', approvedDaysAgo: 180, expiresInDays: 10 },
  },
};
/** What Calder's board approved later, for thirty days more. */
export const sampleAmendment = {
  number: 'CAL-2-19/A1 (invented)',
  what: 'Groups by video for students on rotations away; the approval goes on for a month while the renewal is read.',
  approvedDaysAgo: 30,
  expiresInDays: 40,
} as const;

const asks = `You are asked to take part in a group about how students learn to talk about serious illness. (An invented letter of the sample.)

The group is recorded. Who you are is kept apart from what you said, by research staff who do not teach at your school. Nobody who teaches or grades you reads what was said as it was said. In a group others hear you, so we cannot promise that they keep it to themselves.`;
/** The letter of each site. */
export const sampleLetters: Readonly<Record<string, Omit<LetterSaid, 'siteId'>>> = {
  ashby: {
    version: 'A 1',
    text: `${asks}\n\nIf you withdraw, what was analysed before stays, and nothing new is taken from it. You are not quoted any more.`,
    items: ['take part', 'record', 'quote', 'cross-school analysis', 'use of AI', 'contact again'],
    onWithdrawal: 'keep analysed',
  },
  brookfield: {
    version: 'B 1',
    text: `${asks}\n\nIf you withdraw, what you said is taken out as far as it can be told apart. Talk shared with others cannot always be separated.`,
    items: ['take part', 'record', 'quote', 'cross-school analysis', 'use of AI', 'contact again'],
    onWithdrawal: 'remove',
  },
  calder: {
    version: 'C 2',
    text: `${asks}\n\nNo tool that uses AI works on what you said: this letter does not ask for it. If you withdraw, nothing new is done with what you said.`,
    items: ['take part', 'record', 'quote', 'cross-school analysis', 'contact again'],
    onWithdrawal: 'stop',
  },
};

type Written = Omit<NoteSaid, 'heldOn' | 'about'> & {
  readonly by: 'Amara Voss' | 'Bram Osei' | 'Della Roth' | 'Omar Finley';
  readonly daysAgo: number;
};
/** The notebook, the oldest first. */
export const sampleNotes: readonly Written[] = [
  {
    ...{ by: 'Amara Voss', kind: 'meeting', daysAgo: 170, who: 'Voss, Quist, Osei, Roth, Finley, Imai, Hale, Larsen', minutes: 75 },
    text: 'Beginning. Each of us said what we expect to hear. Roth expects complaints about time; Osei expects that students protect their teachers; Voss expects frameworks to be disliked. Written down so that we can see later where we heard only ourselves.',
    decided: 'Moderators do not teach at the sites. Two moderators, one guide. Nobody of the team asks who a pseudonym is.',
  },
  {
    ...{ by: 'Bram Osei', kind: 'memo', daysAgo: 142, who: '', minutes: null },
    text: 'After the second group. I laughed at the tissues and the lamp and may have rewarded wit: for ten minutes everybody was funny. The story about the night on obstetrics came when I stopped laughing.',
    decided: '',
  },
  {
    ...{ by: 'Amara Voss', kind: 'meeting', daysAgo: 115, who: 'Voss, Quist, Osei, Roth', minutes: 50 },
    text: 'Half-way. Interpreters were never asked about and came up in all three groups. Students on early rotations say little once a fourth-year has spoken.',
    decided: 'Second guide: a question about interpreters, a question about being spared, and the earliest in training speak first.',
  },
  {
    ...{ by: 'Della Roth', kind: 'reading', daysAgo: 98, who: '', minutes: 180 },
    text: 'First reading of the two Ashby groups, straight through, no codes. What stays: people describe where they stood before they describe what was said. The furniture is everywhere.',
    decided: '',
  },
  {
    ...{ by: 'Omar Finley', kind: 'memo', daysAgo: 60, who: '', minutes: null },
    text: 'I was an interpreter’s son at many bedsides. I notice that I code “asked to interpret” where the other two see a story about being useful. Both are there. I will mark the sentence, not the whole turn.',
    decided: '',
  },
  {
    ...{ by: 'Amara Voss', kind: 'meeting', daysAgo: 12, who: 'Voss, Roth, Finley, Imai', minutes: 90 },
    text: 'The blind round is opened. We looked at what lies behind the lowest figures: “feedback that never came” and “sent with a task” overlap where a student is told nothing about a task; “time” was used for patience by one of us.',
    decided:
      '“Time” is for time that is lacking, given or counted; patience goes to “silence”. Definitions changed before the open round. The last Calder group waits for its second reader.',
  },
];
