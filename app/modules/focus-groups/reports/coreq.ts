import { count, listed } from '#app/ui/count.ts';
import { approachWords } from '../study/approach.ts';
import type { Item } from './checklist.ts';
import type { StudyFacts } from './study-facts.ts';

const team = 'Research team and reflexivity';
const design = 'Study design';
const analysis = 'Analysis and findings';
const nothing = () => null;

/** The 32 items of COREQ, what each asks in our words, and what a study's rows say to it. */
export const coreq: readonly Item[] = [
  item(1, 'Interviewer or facilitator', team, 'Who led the groups?', ({ moderators }) =>
    moderators.length > 0 ? `The groups were led by ${listed(moderators)}.` : null,
  ),
  item(2, 'Credentials', team, 'What are the researchers’ degrees?', nothing),
  item(3, 'Occupation', team, 'What did they do for a living at the time?', nothing),
  item(4, 'Gender', team, 'What is the researchers’ gender?', nothing),
  item(5, 'Experience and training', team, 'What experience or training did they have?', nothing),
  item(6, 'Relationship established', team, 'Did participants and researchers know each other before?', nothing),
  item(7, 'Participant knowledge of the interviewer', team, 'What did participants know about the researchers?', nothing),
  item(8, 'Interviewer characteristics', team, 'What are the researchers’ own interests and assumptions?', ({ memos }) =>
    memos > 0 ? `${count(memos, 'reflexive memo was', 'reflexive memos were')} kept in the study’s notebook.` : null,
  ),
  item(
    9,
    'Methodological orientation',
    design,
    'Which methodology underpins the study?',
    ({ approach }) => `${approachWords[approach].name}.`,
  ),
  item(10, 'Sampling', design, 'How were participants selected?', ({ design: words }) => words || null),
  item(11, 'Method of approach', design, 'How were they asked?', ({ askedHow }) =>
    askedHow.length > 0 ? `Asked by: ${listed(askedHow)}.` : null,
  ),
  item(12, 'Sample size', design, 'How many took part?', ({ came, held, sites }) =>
    came > 0
      ? `${count(came, 'participant', 'participants')} in ${count(held, 'session', 'sessions')} at ${count(sites.length, 'school', 'schools')}.`
      : null,
  ),
  item(13, 'Non-participation', design, 'How many declined or dropped out, and why?', ({ asked, declined, withdrawn, reasons }) =>
    asked > 0
      ? `Of ${count(asked, 'person', 'people')} asked, ${declined} declined and ${withdrawn} withdrew.${reasons.length > 0 ? ` Reasons given: ${listed(reasons)}.` : ' No reasons are kept.'}`
      : null,
  ),
  item(14, 'Setting of data collection', design, 'Where did the groups meet?', ({ modes, sites, held }) =>
    held > 0 && modes.length > 0 ? `At ${listed(sites.map(({ name }) => name))}: ${listed(modes)}.` : null,
  ),
  item(15, 'Presence of non-participants', design, 'Was anybody else there?', nothing),
  item(16, 'Description of sample', design, 'What matters about the sample?', ({ traits, came }) =>
    came > 0 && traits.length > 0 ? `Kept of participants: ${listed(traits)}. Write their values as far as they identify nobody.` : null,
  ),
  item(17, 'Interview guide', design, 'Were questions and prompts provided, and tried out?', ({ hasGuide, versions }) =>
    hasGuide ? `A guide is part of the protocol, in ${count(versions, 'version', 'versions')}.` : null,
  ),
  item(18, 'Repeat interviews', design, 'Did groups meet again?', nothing),
  item(19, 'Audio or visual recording', design, 'How was the talk recorded?', ({ isRecorded }) =>
    isRecorded ? 'Participants were asked for their consent to be recorded, and transcripts were made.' : null,
  ),
  item(20, 'Field notes', design, 'Were notes made during or after?', nothing),
  item(21, 'Duration', design, 'How long were the groups?', ({ minutes }) =>
    minutes
      ? `By the times of the transcripts, ${minutes[0] === minutes[1] ? `${minutes[0]}` : `${minutes[0]} to ${minutes[1]}`} minutes.`
      : null,
  ),
  item(22, 'Data saturation', design, 'Was saturation discussed?', ({ saturation }) => saturation),
  item(23, 'Transcripts returned', design, 'Were transcripts returned to participants?', nothing),
  item(24, 'Number of data coders', analysis, 'How many coded the data?', ({ coders }) =>
    coders > 0 ? `${count(coders, 'coder', 'coders')}.` : null,
  ),
  item(25, 'Description of the coding tree', analysis, 'Is the coding tree described?', ({ codes, topCodes, codebookVersions }) =>
    codes > 0
      ? `${count(codes, 'code', 'codes')}, ${topCodes} of them at the top, after ${count(codebookVersions, 'recorded change', 'recorded changes')} of the codebook.`
      : null,
  ),
  item(26, 'Derivation of themes', analysis, 'Were themes set out before, or did they come from the data?', derivation),
  item(27, 'Software', analysis, 'Which software managed the data?', () => 'Concord.'),
  item(28, 'Participant checking', analysis, 'Did participants give feedback on the findings?', ({ readBack }) =>
    readBack > 0 ? `Participants read themes back and answered ${count(readBack, 'time', 'times')}.` : null,
  ),
  item(29, 'Quotations presented', analysis, 'Are quotations shown, each with who said it?', ({ quotes, quoted }) =>
    quotes > 0
      ? `${count(quotes, 'quotation', 'quotations')} of ${count(quoted, 'participant', 'participants')}, each under a pseudonym.`
      : null,
  ),
  item(30, 'Data and findings consistent', analysis, 'Do the findings follow from the data?', ({ themes, countered }) =>
    themes > 0 ? `${countered} of ${count(themes, 'theme', 'themes')} stand with what speaks against them.` : null,
  ),
  item(31, 'Clarity of major themes', analysis, 'Are the major themes clear?', ({ themes }) =>
    themes > 0 ? `${count(themes, 'theme', 'themes')}, each with its claim.` : null,
  ),
  item(32, 'Clarity of minor themes', analysis, 'Are diverse cases or minor themes described?', nothing),
];

function derivation({ approach, readings, meetings, themes }: StudyFacts): string | null {
  if (themes === 0) return null;
  if (approach === 'immersion')
    return `Themes took shape in ${count(readings, 'reading pass', 'reading passes')} and ${count(meetings, 'meeting', 'meetings')}.`;
  return 'Themes were made from codes and passages of the transcripts.';
}

type Row = readonly [number: number, name: string, domain: string, asks: string, fill: Item['fill']];

function item(...[number, name, domain, asks, fill]: Row): Item {
  return { id: String(number), name, domain, asks, fill };
}
