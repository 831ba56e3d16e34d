import { count, listed } from '#app/ui/count.ts';
import { approachWords } from '../study/approach.ts';
import type { Item } from './checklist.ts';
import { methodsSentences } from './methods.ts';
import type { StudyFacts } from './study-facts.ts';

const front = 'Title and abstract';
const introduction = 'Introduction';
const methods = 'Methods';
const results = 'Results';
const discussion = 'Discussion';
const other = 'Other';
const nothing = () => null;

const rows: readonly (readonly [name: string, domain: string, asks: string, fill: Item['fill']])[] = [
  ['Title', front, 'Does the title say what was studied, and how?', nothing],
  ['Abstract', front, 'Are the key elements summarised?', nothing],
  ['Problem formulation', introduction, 'What is the problem, and what is known of it?', nothing],
  ['Purpose or research question', introduction, 'What does the study ask?', ({ question }) => question || null],
  [
    'Approach and paradigm',
    methods,
    'Which qualitative approach, and why?',
    ({ approach }) => `${approachWords[approach].name}. ${approachWords[approach].meaning}`,
  ],
  [
    'Researcher characteristics and reflexivity',
    methods,
    'Who are the researchers, and what do they bring?',
    ({ memos }) => (memos > 0 ? `${count(memos, 'reflexive memo was', 'reflexive memos were')} kept in the study’s notebook.` : null),
  ],
  [
    'Context',
    methods,
    'Where was it, and what matters about that?',
    ({ sites }) => (sites.length > 0 ? `${listed(sites.map(({ name }) => name))}.` : null),
  ],
  ['Sampling strategy', methods, 'How and why were people selected?', ({ design }) => design || null],
  ['Ethical issues', methods, 'Which board decided what, and how was consent given?', ethics],
  [
    'Data collection methods',
    methods,
    'How were data collected?',
    ({ held, modes, firstHeld, lastHeld }) =>
      held > 0
        ? `${count(held, 'focus group', 'focus groups')}${modes.length > 0 ? ` (${listed(modes)})` : ''}${firstHeld && lastHeld ? `, from ${firstHeld} to ${lastHeld}` : ''}.`
        : null,
  ],
  [
    'Data collection instruments',
    methods,
    'Which guides and devices were used?',
    ({ hasGuide, versions }) => (hasGuide ? `A guide is part of the protocol, in ${count(versions, 'version', 'versions')}.` : null),
  ],
  [
    'Units of study',
    methods,
    'How many people, groups and documents are there?',
    ({ came, held, signed }) =>
      came > 0
        ? `${count(came, 'participant', 'participants')}, ${count(held, 'session', 'sessions')}, ${count(signed, 'signed transcript', 'signed transcripts')}.`
        : null,
  ],
  [
    'Data processing',
    methods,
    'How were data processed before analysis?',
    ({ signed, words }) =>
      signed > 0
        ? `${count(signed, 'transcript', 'transcripts')} of ${count(words, 'word', 'words')} ${signed === 1 ? 'was' : 'were'} de-identified, read by a second reader and signed before the team read them.`
        : null,
  ],
  ['Data analysis', methods, 'How were themes found, and by whom?', (facts) => methodsSentences(facts).analysis.join(' ') || null],
  ['Trustworthiness', methods, 'What was done to make the findings credible?', trust],
  [
    'Synthesis and interpretation',
    results,
    'What are the main findings?',
    ({ themes }) => (themes > 0 ? `${count(themes, 'theme', 'themes')}, each with its claim.` : null),
  ],
  [
    'Links to empirical data',
    results,
    'Which evidence stands behind the findings?',
    ({ quotes, quoted }) =>
      quotes > 0 ? `${count(quotes, 'quotation', 'quotations')} of ${count(quoted, 'participant', 'participants')}.` : null,
  ],
  ['Integration and transferability', discussion, 'How do the findings connect to what was known?', nothing],
  ['Limitations', discussion, 'What limits the findings?', nothing],
  ['Conflicts of interest', other, 'Who could gain from the findings?', nothing],
  ['Funding', other, 'Who paid, and what was their part?', nothing],
];

/** The 21 items of SRQR, what each asks in our words, and what a study's rows say to it. */
export const srqr: readonly Item[] = rows.map(([name, domain, asks, fill], at) => ({ id: String(at + 1), name, domain, asks, fill }));

function ethics({ sites }: StudyFacts): string | null {
  const decided = sites.filter(({ determination }) => determination !== null);
  if (decided.length === 0) return null;
  return `${decided.map(({ name, determination, number }) => `${name}: ${determination}${number ? ` (${number})` : ''}`).join('; ')}. Consent was noted item by item.`;
}

function trust({ approach, agreement, meetings, decisions, readBack, countered, themes }: StudyFacts): string | null {
  const said = [
    ...(meetings > 0
      ? [`${count(meetings, 'meeting', 'meetings')} with ${count(decisions, 'recorded decision', 'recorded decisions')}`]
      : []),
    ...(themes > 0 && countered > 0 ? [`counter-examples kept for ${countered} of ${count(themes, 'theme', 'themes')}`] : []),
    ...(readBack > 0 ? [`participants read themes back ${count(readBack, 'time', 'times')}`] : []),
    ...(approach === 'reliability' && agreement[0] ? [`agreement between coders (${agreement[0]})`] : []),
  ];
  return said.length === 0 ? null : `${said.join('; ')}. The audit trail holds every version and decision.`;
}
