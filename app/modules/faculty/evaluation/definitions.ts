import type { Definition } from '#app/platform/definition.ts';

/** Every figure of the evaluation of faculty development. */
export const facultyEvaluationDefinitions = [
  {
    id: 'reported-outcome',
    term: 'Reported outcome',
    definition:
      'A figure that a programme elsewhere, or of the past, reported of itself, as its source prints it. It is not checked against anything but itself: where a count and its percentage, people of several cohorts, a mean and its scale, or parts and their total contradict each other, that is said beside it.',
    unit: 'as its source prints it',
    denominator: null,
    formula: 'as its source computed it',
    source: 'the source that stands beside it',
  },
  {
    id: 'faculty-answered',
    term: 'Answered around an offering',
    definition:
      'Questions before, after, or months after an offering that somebody sent back, one for a place at most. It stands beside how many had a place and, where attendance was recorded, how many came: who answers chose to, and may differ from who did not. What was answered is read once the asking is closed, from five on.',
    unit: 'answers',
    denominator: 'people with a confirmed place; and of these, who came',
    formula: 'number of answers to that asking',
    source: 'Concord',
  },
  {
    id: 'pairs-moved',
    term: 'Moved up, moved down, stayed',
    definition:
      'Of the people who answered a question both for before and for now, how many chose a word further up, further down, or the same. Only the order of the words counts. In a then-test both are asked afterwards; in pre and post the two answers are joined by a code that the person made up, and answers that cannot be joined are in no figure. Fewer than five pairs are not shown.',
    unit: 'people',
    denominator: 'pairs of answers to the question',
    formula: 'number of pairs whose later word is further up, further down, or the same',
    source: 'Concord',
  },
  {
    id: 'effect-dz',
    term: 'd_z',
    definition:
      'The mean difference of pairs, in standard deviations of the differences. The words are taken as 1, 2, 3 and so on, which they are only roughly. It is larger than d_av where people’s answers go together, so effects of other studies compare only by the same name.',
    unit: 'standard deviations of the differences',
    denominator: 'pairs of answers to the question',
    formula: 'mean of the differences ÷ SD of the differences; 95 % interval from the noncentral t distribution',
    source: 'Cohen 1988; Cumming & Finch, Educ Psychol Meas 2001;61:532-574',
  },
  {
    id: 'effect-dav',
    term: 'd_av',
    definition:
      'The mean difference of pairs, in the average standard deviation of before and after: comparable with studies of separate groups.',
    unit: 'average standard deviations',
    denominator: 'pairs of answers to the question',
    formula:
      'mean of the differences ÷ √((variance before + variance after) ÷ 2); the interval of d_z × SD of the differences ÷ that root, an approximation',
    source: 'Cumming 2012; Algina & Keselman, Educ Psychol Meas 2003;63:537-553',
  },
  {
    id: 'effect-gz',
    term: 'g_z',
    definition: 'd_z made smaller by what few pairs overstate it.',
    unit: 'standard deviations of the differences',
    denominator: 'pairs of answers to the question',
    formula: 'd_z × (1 − 3 ÷ (4 (n − 1) − 1))',
    source: 'Hedges, J Educ Stat 1981;6:107-128',
  },
  {
    id: 'signed-rank-p',
    term: 'p of the signed-rank test',
    definition:
      'How often chance alone would move the pairs so far to one side, if each were as likely to move up as down. Exact, also with ties; pairs that stayed are ranked and then left out (Pratt). A small p says that it is not chance among those who answered. It does not say that the change is large, real in practice, or due to the offering.',
    unit: 'probability',
    denominator: 'pairs of answers to the question',
    formula: 'two-sided, from the exact distribution of the signed ranks',
    source: 'Wilcoxon 1945; Pratt, J Am Stat Assoc 1959;54:655-667',
  },
  {
    id: 'intention-kept',
    term: 'What became of an intention',
    definition:
      'What people answer three and twelve months later to whether they did what they meant to do, in ordered words. It is their own word, of whoever answered then; it says nothing of the others, and nothing of what patients or learners met.',
    unit: 'people',
    denominator: 'those who answered the follow-up',
    formula: 'number of people who chose each word',
    source: 'commitment to change: Wakefield, Acad Med 2003;78(10 Suppl):S81-S82',
  },
] as const satisfies readonly Definition[];
