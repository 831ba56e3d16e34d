import { findTerm, type Term } from '../method-vocabulary.ts';
import { foldedText } from './folded-text.ts';

/** What schools call the methods, beside the vocabulary's own names. */
const usual: Readonly<Record<string, string>> = {
  IM001: 'case|cases|case-based|case based|case-based learning|case based learning|cbl|case discussion|case conference|case study',
  IM002: 'ambulatory|ambulatory clinic|outpatient|outpatient clinic|clinic',
  IM003: 'inpatient|inpatient experience|wards|hospital',
  IM005: 'conference|grand rounds',
  IM006: 'demonstration|demo',
  IM007: 'large group|large group discussion|discussion large group|large group session|lg',
  IM008: 'small group|small groups|small group discussion|small group session|small group learning|discussion small group|sg|sgd|sgl',
  IM010:
    'independent study|independent learning|self study|self-study|asynchronous|online module|e-learning|elearning|prework|pre-work|ilm',
  IM012: 'lab|labs|laboratory|laboratory session|dissection|anatomy lab|gross lab|wet lab',
  IM013: 'lecture|lectures|didactic|didactics|lec|large group lecture|presentation',
  IM018: 'preceptorship|preceptor|shadowing',
  IM019: 'pbl|problem based learning|problem-based learning',
  IM020: 'reflection|reflective writing|journal',
  IM022: 'role play|role-play|roleplay',
  IM023: 'self-directed learning|self directed learning|sdl',
  IM024: 'service learning|community service',
  IM025: 'simulation|sim|sim lab|simulated patient encounter|standardized patient|sp encounter',
  IM026: 'tbl|team based learning|team-based learning',
  IM028: 'tutorial|tutorials',
  IM029: 'rounds|ward round|ward rounds|bedside|bedside teaching',
  IM030: 'workshop|workshops|skills session|clinical skills',
  AM001: 'chart review',
  AM002: 'clinical evaluation|preceptor evaluation|clinical performance rating|mini-cex|direct observation|checklist',
  AM003: 'osce|clinical skills exam|institutional osce',
  AM004: 'exam|examination|written exam|mcq|mcqs|quiz|quizzes|test|final exam|midterm|midterm exam|multiple choice|computer-based exam',
  AM005: 'oral exam|viva|oral examination',
  AM008: 'nbme|nbme subject exam|shelf|shelf exam|subject exam|nbme exam',
  AM010: 'narrative|narrative evaluation|narrative assessment',
  AM012: 'participation|attendance and participation',
  AM013: 'peer assessment|peer evaluation',
  AM014: 'portfolio',
  AM016: 'project|paper|essay|research project',
  AM017: 'self-assessment|self assessment',
  AM019: 'lab practical|practical|practical exam|laboratory practical|laboratory exam',
};
const byWord = new Map(Object.entries(usual).flatMap(([code, words]) => words.split('|').map((word) => [word, code] as const)));

/** The vocabulary's term for a word in a method column: by its code or name of either kind, or by what schools usually call it (`isUsual`); null for another word. */
export function methodIn(word: string, kind: 'instruction' | 'assessment'): { term: Term; isUsual: boolean } | null {
  const other = kind === 'instruction' ? 'assessment' : 'instruction';
  const exact = findTerm(kind, word) ?? findTerm(other, word) ?? findTerm(kind, word.split(/ (?:-|–) |: /)[0]!.trim());
  if (exact && exact.kind !== 'resource') return { term: exact, isUsual: false };
  const code = byWord.get(foldedText(word));
  const term = code === undefined ? null : findTerm(kind, code);
  return term ? { term, isUsual: true } : null;
}
