import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { personalWords, unansweredWords } from './personal-words.ts';

/** What must be found: a sentence, and what of it. */
const telling: readonly (readonly [sentence: string, kind: string, words: string])[] = [
  ['Mrs. Alvarez asked me whether she would see Christmas.', 'name', 'Mrs. Alvarez'],
  ['mrs alvarez was tired', 'name', 'mrs alvarez'],
  ['We talked with Mr Okonkwo about dialysis.', 'name', 'Mr Okonkwo'],
  ['mr. smith did not want to know', 'name', 'mr. smith'],
  ['The family of Ms. Tran was late.', 'name', 'Ms. Tran'],
  ['I called Dr. Patel before I went in.', 'name', 'Dr. Patel'],
  ['dr patel took over', 'name', 'dr patel'],
  ['Margaret told me about her garden.', 'name', 'Margaret'],
  ['I sat with margaret for an hour', 'name', 'margaret'],
  ['A woman named Rosa asked for her son.', 'name', 'Rosa'],
  ['a man named ed', 'name', 'ed'],
  ['His name is Delroy and he fixed clocks.', 'name', 'Delroy'],
  ['John Abernathy was my first patient.', 'name', 'John Abernathy'],
  ["I think Garcia's wife was angry.", 'name', 'Garcia'],
  ["Garcia's wife was angry.", 'name', 'Garcia'],
  ['Pt J.S. did not want CPR', 'initials', 'J.S.'],
  ['J. S. cried', 'initials', 'J. S.'],
  ['Will said he was done.', 'name', 'Will'],
  ['I asked Will about it.', 'name', 'Will'],
  ['We met Okafor in the clinic', 'name', 'Okafor'],
  ['the patient, Lakshmi, did not speak', 'name', 'Lakshmi'],
  ['patient RB refused', 'initials', 'RB'],
  ['Mrs. K wept.', 'name', 'Mrs. K'],
  ['on 3/14 we met', 'date', '3/14'],
  ['seen 03/14/2026', 'date', '03/14/2026'],
  ['on March 14th', 'date', 'March 14th'],
  ['the 14th of March', 'date', '14th of March'],
  ['on the 14th we met again', 'date', 'on the 14th'],
  ['14 March 2026', 'date', '14 March 2026'],
  ['Tuesday the 14th', 'date', 'Tuesday the 14th'],
  ['2026-03-14', 'date', '2026-03-14'],
  ['3-14-26', 'date', '3-14-26'],
  ['14.03.2026', 'date', '14.03.2026'],
  ['on May 5', 'date', 'May 5'],
  ['the fifth of may', 'date', 'the fifth of may'],
  ['in March 2026 she fell', 'date', 'March 2026'],
  ['on Christmas Eve he died', 'date', 'on Christmas Eve'],
  ['He was admitted 8/10', 'date', '8/10'],
  ['DOB 4/5/1940', 'date', 'DOB 4/5/1940'],
  ['MRN 00123456', 'number', 'MRN 00123456'],
  ['mrn: 12345', 'number', 'mrn: 12345'],
  ['chart number 88213', 'number', 'chart number 88213'],
  ['record 12345678', 'number', '12345678'],
  ['#1234567', 'number', '#1234567'],
  ['her phone is 617-555-0134', 'contact', '617-555-0134'],
  ['call 555-0134', 'contact', '555-0134'],
  ['(617) 555-0134', 'contact', '(617) 555-0134'],
  ['jane.doe@example.org', 'contact', 'jane.doe@example.org'],
  ['He lives at 12 Beacon Hill Street', 'contact', '12 Beacon Hill Street'],
  ['MA 02115', 'contact', '02115'],
  ['in room 412', 'place', 'room 412'],
  ['bed 12', 'place', 'bed 12'],
  ['Rm 4B', 'place', 'Rm 4B'],
  ['She is 93', 'age', '93'],
  ['a 94-year-old man', 'age', '94'],
  ['91 yo woman', 'age', '91 yo'],
  ['97F with sepsis', 'age', '97F'],
  ['she turned ninety-two', 'age', 'ninety-two'],
  ['a centenarian', 'age', 'centenarian'],
  ['SSN 123-45-6789', 'number', '123-45-6789'],
  ['https://example.org/chart?id=3', 'contact', 'https://example.org/chart?id=3'],
  ['he goes by Ziggy', 'name', 'Ziggy'],
  ['Uncle Tito came too', 'name', 'Uncle Tito'],
  ['I met Zbigniew Kowalski on rounds.', 'name', 'Zbigniew Kowalski'],
  ['Her daughter, Shanelle, lives far away.', 'name', 'Shanelle'],
  ['Patient: Thompson, seen w/ attending', 'name', 'Thompson'],
  ['Spoke with Ms Abiodun-Clarke and her sons', 'name', 'Ms Abiodun-Clarke'],
  ['Met with Señora Villalobos', 'name', 'Señora Villalobos'],
  ['I will never forget Harold.', 'name', 'Harold'],
  ['He likes to be called Skip.', 'name', 'Skip'],
  ['born 12.4.1931', 'date', '12.4.1931'],
  ['Admitted Jan 3', 'date', 'Jan 3'],
  ['4/17 family meeting', 'date', '4/17'],
  ['she died on the 2nd of Feb.', 'date', 'on the 2nd of Feb'],
  ['the meeting was on Wednesday, March 4', 'date', 'March 4'],
  ['MR# 448812', 'number', '448812'],
  ['pt 55-12-98, bed 4', 'date', '55-12-98'],
  ['He was 96.', 'age', '96'],
  ['Room 7B, window side', 'place', 'Room 7B'],
  ['seen at 45 Elm St', 'contact', '45 Elm St'],
  ['Call the son: 413 555 0188', 'contact', '413 555 0188'],
  ['101 years old and sharp', 'age', '101'],
  ['Hx: 92 yo F', 'age', '92 yo'],
  ['Theresa, 61, two kids', 'name', 'Theresa'],
  ["Asked Dr O'Brien to join", 'name', "Dr O'Brien"],
  ["I hugged Mrs. Lindqvist's sister", 'name', 'Mrs. Lindqvist'],
];
/** What students write and nobody is told by: nothing of it may be found. */
const everyday: readonly string[] = [
  'I asked what she understood and then stopped talking, which was harder than I thought.',
  'The attending sat down first, and the whole room changed. I want to do that next time.',
  'I said "I wish we had better news" and the daughter cried. I waited.',
  'He rated his pain 8/10 and could not talk about goals until it was treated.',
  'Next time I will ask permission before I share prognosis.',
  'In the room I noticed that nobody had turned the television off.',
  'We met for 20 minutes; I talked for about 3/4 of them.',
  'I used the Serious Illness Conversation Guide and read the prompts word for word, which felt stiff.',
  'The interpreter told me afterwards that my sentences were too long for Spanish.',
  'On my Internal Medicine rotation we do this once a week at most.',
  'Last Tuesday I watched a family meeting in the ICU; six people and two chairs.',
  'It was my first time on Palliative Care and I was nervous.',
  'The patient, a man in his 80s, asked me whether he was dying.',
  'She is 84 and still drives.',
  'In May I hope to practise with an actor.',
  'I may ask Palliative Care to debrief with me.',
  'Hope/worry statements came easier than silence.',
  'Will I get better at naming emotion? I think so.',
  'The standardized patient said I jumped to treatment options too fast.',
  '24/7 care at home was what they wanted, and I had no answer.',
  'I asked: "What matters most to you?" Then: "What are you afraid of?"',
  'Strength 5/5, but nobody had asked about her mood.',
  'My preceptor used NURSE statements, I used none.',
  'The son was angry. I got defensive; I should have named the anger.',
  'We spoke through a Portuguese interpreter by phone and the line dropped twice.',
  'The team calls it a goals-of-care talk; the family calls it bad news.',
  'I explained what DNR means, and she asked if we would stop caring for her.',
  'Bed rest was the only thing he agreed to.',
  'He was diagnosed in 2019 and knows more than I do.',
  'In her 90s one may not want any of this, the resident said.',
  'The dr came in and took over when I mentioned hospice.',
  'His MR angiogram was the reason we came, and we never got to it.',
  'I felt rushed: pager went twice, and I looked at it twice.',
  'We role played in our small group on Zoom; it felt fake for a minute and then did not.',
  'The mother asked me to pray with her. I am not religious. I stayed quiet beside her.',
  'Thanksgiving was near and he wanted to be at home for it.',
  'They had been told "nothing more can be done", and I wish I had said what we can do.',
  'Ask-tell-ask worked. I told less than I planned.',
  'On the 3rd try I managed to sit through the silence.',
  'My goal was to say the word "dying" once. I said "passed". Next time.',
  'He asked God why, and I had nothing to say; silence was right.',
  'The oncologist on the phone said 3 to 6 months; I said "months, maybe less".',
  "She had Parkinson's and spoke very slowly. I finished her sentences twice.",
  'I asked about her children, her church in Boston, and her garden.',
  'Talked with the wife about a health care proxy; she thought it meant giving up.',
  'I wrote down 4 questions and used one.',
  'Patient did most of the talking, maybe 60% of the time. Good.',
  'Dr. and nurse both looked at me when she asked.',
  'MS exacerbation, young mother; I was close to tears.',
  "I'd like to try: pause, name, wait. It's simple and I can't do it yet.",
  'Our clerkship director asked us to note five conversations by June.',
  'The nurse practitioner ran the family meeting and I kept notes.',
  'I shared the prognosis as a range, in weeks to months, and checked what she took from it.',
  'What I heard: she is not afraid of death, she is afraid of pain.',
  '- sat down - asked permission - silence. Three out of three.',
  'Mostly listened. Felt useful anyway.',
  'He said "Doc, just tell me straight." I did not.',
  "The Haitian Creole interpreter knew the family's church, which helped.",
  'Medicare and home hospice: I did not know the rules and said so.',
  'I cried afterwards in the stairwell. Need to debrief with somebody.',
  'Today I learned to shut up. I counted to seven in my head and she started talking again.',
  'Observed the fellow. She asked "What is your understanding?" and the husband answered for his wife, so she turned the chair.',
  'Felt like an intruder at first; by the end I was handing out tissues.',
  'The actor told me my hand was on the door handle the entire time. I had no idea.',
  'Code status came first and everything else fell apart. Lesson: never lead with code status.',
  'I summarised badly. The attending re-summarised and everybody exhaled.',
  'Practised with my roommate as the patient. Silly but it helped with the first sentence.',
  'She has stage IV lung cancer and two teenagers. I was not ready for the teenagers.',
  'My voice shook. Nobody minded.',
  'What went well: agenda, warning shot, silence. What did not: jargon (EF, GFR, "progression").',
  'The family wanted everything done. I asked what everything means to them. That question opened the door.',
  'I watched, I did not speak, and it still counts as learning.',
  'Telehealth visit; the camera pointed at the ceiling and I could not see who was crying.',
  'I need to find out who the proxy is before the meeting, not in it.',
  'The surgeon was blunt but kind. Blunt can be kind.',
  'Pt declined hospice; I took it personally. That is mine to work on.',
  'We discussed POLST and she signed nothing, which is fine.',
  'Resident said I talk fast. True. Goal: breathe after each sentence.',
  'Grandmother answered every question in Vietnamese before the interpreter finished. She understood everything.',
  'The chaplain stayed for the entire visit. We should ask them earlier.',
  'I used a 0 to 10 scale for worry. He said 11.',
  'Post-call, 28 hours in. I was short with them and apologised.',
  'After the OSCE I got the feedback that I never said "cancer".',
  'NICU: parents of twins. I carried the chairs in and out and listened.',
  'She quoted Psalm 23 and I finished the line with her.',
  'The Red Sox were on. He muted the TV himself when I said I had something hard to say.',
  'It was 3 a.m. and the night float asked me to call the daughter with her.',
  'We began with "Tell me about yourself" and ended 45 minutes later with a plan.',
  'On Geriatrics they print the prompts on a card. I kept mine in my pocket the whole time.',
  'I told him the scan showed new spots in the liver. He asked about the Patriots game.',
  'Dialysis, day 3: he wants to stop. His wife does not. I asked each of them what they hope for.',
  'Met the family in the Surgical ICU. Too many of us: 7 white coats.',
  'Rural clinic in Maine, no palliative team within 100 miles. We called the university by video.',
  'I tried the "hope for the best, prepare for the rest" phrase. He laughed and said "rest is coming either way".',
  'How do you end such a talk? I said thank you for telling me, and it felt right.',
  'The Chinese family asked me not to tell the patient. I asked my attending before I said anything.',
  'I am proud of one sentence: "I am worried that time may be short."',
  'Watching Dr. on the phone with the insurer was its own lesson.',
  'We laughed, too. I did not expect that.',
  'First family meeting where I led the opening. Checked: who is here, what they know, what they want to know.',
];

test(`each of ${telling.length} sentences that may tell of a patient is found, with the words that do`, () => {
  const missed = telling.filter(
    ([sentence, kind, words]) => !personalWords(sentence).some((found) => found.kind === kind && found.words === words),
  );
  assert.deepEqual(missed, []);
});

test(`of ${everyday.length} everyday reflections none is held up`, () => {
  const held = everyday.flatMap((sentence) => personalWords(sentence).map(({ kind, words }) => `${kind}: ${words} (${sentence})`));
  assert.deepEqual(held, []);
});

test('what has no shape is not found, and the page does not claim it: a family name in small letters without a title, a bed in the hospital’s own code', () => {
  for (const sentence of ['told nguyen’s wife that he might not wake up', 'the lady in 14-2', 'the wife of the mayor'])
    assert.deepEqual(personalWords(sentence), [], sentence);
});

test('a month, a year and "last Tuesday" are no dates: nobody counts back from them', () => {
  assert.deepEqual(personalWords('Last Tuesday; in May; in 2021; around Christmas; two weeks ago'), []);
});

test('what is said to be nobody’s is answered, everywhere in the form; the rest is asked, each once, with its field', () => {
  const fields = { goal: 'Ask Harold’s son', words: 'Harold said little. Psalm 23. Bed 4.' };
  assert.deepEqual(unansweredWords(fields, []), [
    { field: 'goal', kind: 'name', words: 'Harold' },
    { field: 'words', kind: 'place', words: 'Bed 4' },
  ]);
  assert.deepEqual(unansweredWords(fields, ['Harold']), [{ field: 'words', kind: 'place', words: 'Bed 4' }]);
  assert.deepEqual(unansweredWords(fields, ['Harold', 'Bed 4']), []);
});

test('for any text what is found lies within it, is sorted and does not overlap', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      let last = 0;
      for (const { start, end, words } of personalWords(text)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.equal(words, text.slice(start, end));
        last = end;
      }
    }),
  );
});

test('hostile texts take time linear in their length', () => {
  for (const piece of ['A', 'a', '1', '#', 'A.', 'Mr ', 'Mr A ', 'named ', 'A B ', "'s ", 'the first ', '1/', '90 ']) {
    const [small, large] = [10_000, 40_000].map((length) => {
      const text = piece.repeat(length / piece.length);
      const start = performance.now();
      personalWords(text);
      return performance.now() - start;
    }) as [number, number];
    assert.ok(large < 50 * Math.max(small, 20), `${piece}: ${Math.round(small)} ms, then ${Math.round(large)} ms`);
  }
});
