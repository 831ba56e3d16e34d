/** The kinds of term in the standardized vocabulary. */
export type TermKind = 'instruction' | 'assessment' | 'resource';

/** A term of the standardized vocabulary. */
export type Term = { kind: TermKind; code: string; name: string; isRetired: boolean; replacedBy: string | null };

const instructionNames = `Case-Based Instruction/Learning|Clinical Experience - Ambulatory|Clinical Experience - Inpatient|Concept Mapping|Conference|Demonstration
Discussion, Large Group (> 12)|Discussion, Small Group (≤ 12)|Games|Independent Learning|Journal Club|Laboratory|Lecture|Mentorship
Patient Presentation - Faculty|Patient Presentation - Learner|Peer Teaching|Preceptorship|Problem-Based Learning (PBL)|Reflection|Research
Role Play/Dramatization|Self-Directed Learning|Service Learning Activity|Simulation|Team-Based Learning (TBL)|Team-Building|Tutorial|Ward Rounds|Workshop
Patient Presentation - Patient`;

const assessmentNames = `Clinical Documentation Review|Clinical Performance Rating/Checklist|Exam - Institutionally Developed, Clinical Performance
Exam - Institutionally Developed, Written/Computer-based|Exam - Institutionally Developed, Oral|Exam - Licensure, Clinical Performance
Exam - Licensure, Written/Computer-based|Exam - Nationally Normed/Standardized, Subject|Multisource Assessment|Narrative Assessment
Oral Patient Presentation|Participation|Peer Assessment|Portfolio-Based Assessment|Practical (Lab)|Research or Project Assessment|Self-Assessment
Stimulated Recall|Exam - Institutionally Developed, Laboratory Practical (Lab)`;

const resourceNames = `Animation|Audience Response System|Audio|Cadaver|Clinical Case|Distance Learning - Asynchronous|Distance Learning - Synchronous
Educational Technology|Electronic Health/Medical Record|Film/Video|Key Feature|Mannequin|Medical Images|Mobile Application|Patient - Teaching
Patient - Receiving Clinical Care|Plastinated Specimens|Written or Visual Media (or Digital Equivalent)|Scenario|Searchable Electronic Database
Standardized/Simulated Patient (SP)|Task Trainer|Ultrasound|Virtual Patient|Virtual/Computerized Laboratory|Wet Laboratory`;

/**
 * Instructional methods, assessment methods and resource types with their codes, as MedBiquitous' curriculum inventory subcommittee listed them in
 * November 2015. AM015 is retired; AM019 takes its place.
 */
export const terms: readonly Term[] = [
  ...listOf('instruction', 'IM', instructionNames),
  ...listOf('assessment', 'AM', assessmentNames),
  ...listOf('resource', 'RE', resourceNames),
];

const byKey = new Map(terms.flatMap((term) => [term.code, `${term.kind} ${term.name}`].map((key) => [folded(key), term] as const)));

/** Every code and name of the vocabulary's methods, in small letters: what a file's methods are compared with in the database. */
export const knownMethods: readonly string[] = terms
  .filter(({ kind }) => kind !== 'resource')
  .flatMap(({ code, name }) => [code.toLowerCase(), name.toLowerCase()]);

/** The term of a code or of a name of this kind, however its letters and spaces are set; a code is found whatever kind it is of. */
export function findTerm(kind: TermKind, codeOrName: string): Term | null {
  return byKey.get(folded(codeOrName)) ?? byKey.get(folded(`${kind} ${codeOrName}`)) ?? null;
}

function folded(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace('≤', '<=')
    .replace(/(<=|>) /, '$1')
    .toLowerCase();
}

function listOf(kind: TermKind, prefix: string, names: string): Term[] {
  return names.split(/[|\n]/).map((name, at) => {
    const code = `${prefix}${String(at + 1).padStart(3, '0')}`;
    return { kind, code, name, isRetired: code === 'AM015', replacedBy: code === 'AM015' ? 'AM019' : null };
  });
}
