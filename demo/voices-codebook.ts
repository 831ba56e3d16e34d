/** A code of the invented codebook, with the words by which the sample’s coders find it; a real coder reads. `under`: the code above it. */
export type SampleCode = {
  readonly name: string;
  readonly under: string | null;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly cue: RegExp | null;
};
function branch(name: string, definition: string): SampleCode {
  return { name, under: null, definition, include: 'Only where no code below fits.', exclude: '', cue: null };
}
function leaf(under: string, name: string, said: Pick<SampleCode, 'definition' | 'include' | 'exclude' | 'cue'>): SampleCode {
  return { name, under, ...said };
}
const [room, words, seen, shown, feels, order] = [
  'Being in the room',
  'Finding words',
  'Being told how it went',
  'What is shown',
  'What it does to us',
  'How it is arranged',
];

/** The codebook: six branches and twenty-one codes under them. */
export const sampleCodes: readonly SampleCode[] = [
  branch(room, 'Whether and how a student is present in a conversation about serious illness.'),
  leaf(room, 'Left out or spared', {
    definition: 'The student is kept out, by order, by kindness or because nobody thinks of them.',
    include: 'Sent to lunch; told the room is too small; not on a list.',
    exclude: 'Staying away of one’s own accord: “What it does to us”.',
    cue: /corridor|small for the family|wait outside|sent out|to lunch|too small|on any list|not for students|spared|sad stuff/i,
  }),
  leaf(room, 'A matter of luck', {
    definition: 'Being there is told as chance: the team, the block, the site.',
    include: 'The word itself, lotteries, somebody who dropped out.',
    exclude: 'Gratitude to a person without chance in it.',
    cue: /\bluck|lottery|whose shadow|dropped out|which sites/i,
  }),
  leaf(room, 'Sent with a task', {
    definition: 'The student has a part of their own that somebody gave them before.',
    include: 'One question; the first five minutes; the drawing.',
    exclude: 'Tasks that are errands: “Left out or spared”.',
    cue: /your job is|five minutes\. Always|first part|one question|draw it|go on\b.*Two words|which one is mine/i,
  }),
  leaf(room, 'Where people stand or sit', {
    definition: 'Bodies and furniture: doors, beds, chairs, screens, floors.',
    include: 'A place that somebody chose, or was given.',
    exclude: '',
    cue: /sanitizer|on the bed|\bchairs?\b|on the floor|rail\b|by the door|screen|radiator|stool/i,
  }),
  branch(words, 'Where words come from, and what they do.'),
  leaf(words, 'Frameworks as support', {
    definition: 'Steps, cards or made phrases help to begin or to go on.',
    include: 'Held, remembered, practised.',
    exclude: 'Frameworks that get in the way: “Sounding scripted”.',
    cue: /the card\b|like a rail|made words|words already made|steps\b|guide with|a brake|holds me by the sleeve|one phrase/i,
  }),
  leaf(words, 'Sounding scripted', {
    definition: 'A phrase is said because it is due, and is heard as such.',
    include: 'The dial tone, the clipboard, points for empathy.',
    exclude: 'Nervousness without a script.',
    cue: /dial tone|clipboard|hear how hard|empathy sentence|what are you hoping for|functional status|everything was done/i,
  }),
  leaf(words, 'Practice with actors', {
    definition: 'Simulation, standardized patients, role play.',
    include: 'What remained of it, what it was graded on.',
    exclude: '',
    cue: /simulat|\bactors?\b|camera|be the patient/i,
  }),
  leaf(words, 'Silence', {
    definition: 'Not speaking, waiting, leaving room, by whoever.',
    include: 'Counting in order not to talk.',
    exclude: 'Silence of students towards seniors: “What the workroom teaches”.',
    cue: /silence|\bquiet\b|stop talking|would wait\b|ceiling tiles/i,
  }),
  leaf(words, 'Code status as a box', {
    definition: 'The question about resuscitation as a field to be filled in.',
    include: 'Minutes, slippers, columns of a list.',
    exclude: 'The same question asked well: “A model to follow”.',
    cue: /code status|full code|\bDNR\b|required field|the slippers|after the allergies/i,
  }),
  branch(seen, 'What a student hears about what they did.'),
  leaf(seen, 'Specific feedback', {
    definition: 'Somebody says what was said or done, and what it did.',
    include: 'From anybody: actors, patients, nurses.',
    exclude: 'Praise without an object: “Feedback that never came”.',
    cue: /what my back|two things|back of an envelope|place on the line|lost them at|you said this and then|never say only|where did I lose/i,
  }),
  leaf(seen, 'Feedback that never came', {
    definition: 'Nothing is said, or nothing that can be used.',
    include: '“Good job”; fours out of five; orders before three.',
    exclude: '',
    cue: /good job|just fours|excellent rapport|discharge orders|great communicator|whether I was any good|nothing that he could say/i,
  }),
  leaf(seen, 'Being graded', {
    definition: 'Evaluation and grades shape what is said and shown.',
    include: 'What one does not say because of it.',
    exclude: '',
    cue: /graded|\bgrade\b|evaluation|resilience|team player|checklist/i,
  }),
  branch(shown, 'What students see others do.'),
  leaf(shown, 'A model to follow', {
    definition: 'Somebody is described as worth following.',
    include: 'Of any profession; with what they did.',
    exclude: 'Warm words about somebody without what they did.',
    cue: /hospice nurse|a surgeon|good chair|geriatrician|nephrologist|social worker|wanted to have a chair|apologized|midwife|no small talk|she went back/i,
  }),
  leaf(shown, 'A model to avoid', {
    definition: 'Somebody shows how the student does not want to be.',
    include: 'With pity or without.',
    exclude: 'Systems without a person.',
    cue: /looking for an outlet|that one done|three minutes, he was proud|read the questions off|like ice|not angry at her|side of the doctor/i,
  }),
  leaf(shown, 'What the workroom teaches', {
    definition: 'What counts, learned where nobody teaches on purpose.',
    include: 'Names for families; when to be gone; eyes that roll.',
    exclude: '',
    cue: /on board|unrealistic|very good mm|roll their eyes|when to be gone|pre-clinical way|pearls?\b|not real work|we are not there yet/i,
  }),
  branch(feels, 'Fear, grief, relief, and where they go.'),
  leaf(feels, 'Fear of doing harm', {
    definition: 'What the student is afraid of, before or in the room.',
    include: 'Also fear of seniors that students notice.',
    exclude: '',
    cue: /afraid|scared|frighten|cannot be taken back|forbidden|pushed somebody/i,
  }),
  leaf(feels, 'What is carried home', {
    definition: 'What stays: cars, buses, letters, dreams, cats.',
    include: '',
    exclude: 'What was done about it together: “Talking afterwards”.',
    cue: /in the car\b|stairwell|dreamed|on the bus|letter to the patient|stay with me|carrying|I run\b|put it anywhere/i,
  }),
  leaf(feels, 'Talking afterwards', {
    definition: 'Debriefing, formal or not, or its absence.',
    include: 'Two minutes; the pause; the drive.',
    exclude: 'Feedback on skill.',
    cue: /debrief|two minutes|the pause\b|airing|clementines|next patient happens|talked about parking/i,
  }),
  branch(order, 'Time, people and rules that make it easier or harder.'),
  leaf(order, 'Time', {
    definition: 'Time that is lacking, given or counted.',
    include: '',
    exclude: 'Patience: “Silence”.',
    cue: /no time|busy|half an hour|ten minutes|thirty minutes|six minutes|had time/i,
  }),
  leaf(order, 'Interpreters and being one', {
    definition: 'Work with interpreters; students who are asked to interpret.',
    include: '',
    exclude: 'Plain words in one language.',
    cue: /interpret|translate|portuguese|arabic|may decline/i,
  }),
  leaf(order, 'The palliative care team', {
    definition: 'What that team is, does, and is used for.',
    include: 'Its scarcity.',
    exclude: 'Hospice at home, unless the team is meant.',
    cue: /palliative|symptom people/i,
  }),
];
