import type { CsvValue } from '#app/platform/csv.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import { endingName, evidenceName } from './evidence.ts';
import type { Evidence } from './evidence-queries.server.ts';
import { saying } from './priority.ts';
import type { Answer, Need, NeedBoard } from './queries.server.ts';

type Listed = NeedBoard['needs'][number];

/** The columns of the board as CSV, a line for each need. */
export const boardHead = [
  'need',
  'whose',
  'competency',
  'lacking',
  'evidence that stands',
  'evidence that is gone',
  'said now',
  'what the schools said',
  'programmes',
  'offerings and outcomes',
  'state',
];

/** The board as lines of CSV, in its order. */
export function boardLines(needs: readonly Listed[]): CsvValue[][] {
  return needs.map((need) => [
    need.title,
    need.school ?? 'The collaborative',
    need.about.code ?? need.about.title,
    need.lacking,
    need.evidence.filter(({ stands }) => stands).length,
    need.evidence.filter(({ stands }) => !stands).length,
    saying('now', need),
    need.priorities.map(({ school, word, reason }) => `${school}: ${word} (${reason})`).join('; '),
    need.answers.map(({ title }) => title).join('; '),
    need.answers.flatMap(({ offerings }) => offerings.map((offering) => `${offering.title}: ${outcomeWords(offering.outcome)}`)).join('; '),
    need.ended === null ? 'open' : endingName(need.ended),
  ]);
}

/** What an offering's evaluation comes to, in one line. */
export function outcomeWords({ state, answered, findings }: Answer['offerings'][number]['outcome']): string {
  if (state === 'none') return 'not evaluated yet';
  if (state === 'asked') return 'asked; its figures are not closed, too few, or not shown to you';
  return [answered, ...findings.map(({ words }) => words)].join('. ');
}

/** The columns of a need's evidence as CSV. */
export const evidenceHead = ['kind', 'what', 'of', 'value', 'unit', 'day', 'added by', 'stands', 'note'];

/** A need's evidence as lines of CSV, as it stands. */
export function evidenceLines(evidence: readonly Evidence[]): CsvValue[][] {
  return evidence.map(({ kind, title, figure, on, bySchool, stands, says }) => [
    evidenceName(kind),
    title,
    figure?.of ?? '',
    figure?.value ?? '',
    figure?.unit ?? '',
    on ?? '',
    bySchool ?? 'The collaborative',
    stands ? 'yes' : 'no',
    says ?? '',
  ]);
}

/** A need as JSON: its words, its evidence as it stands, what the schools said, and what answers it. No person is named. */
export function needDocument(need: Need | Listed) {
  const { id, title, lacking, school, about, priorities, evidence, answers, ended, endedBecause, isSample, begunAt } = need;
  return {
    ...{ id, title, lacking, of: school ?? 'The collaborative', competency: about, isSample, since: isoDayIn(begunAt, zone) },
    evidence: evidence.map(({ kind, title: what, words, figure, on, bySchool, stands, says }) => ({
      ...{ kind, what, words, on, addedBy: bySchool ?? 'The collaborative', stands, note: says },
      figure: figure && {
        name: figure.name,
        of: figure.of,
        value: figure.value,
        unit: figure.unit,
        from: figure.basis,
        definition: figure.definition,
      },
    })),
    priorities: priorities.map(({ school: name, word, reason, saidAt }) => ({ school: name, word, reason, on: isoDayIn(saidAt, zone) })),
    programmes: answers.map(({ slug, title: programme, offerings }) => ({
      ...{ slug, title: programme },
      offerings: offerings.map((offering) => ({ slug: offering.slug, title: offering.title, outcome: offering.outcome })),
    })),
    ended: ended === null ? null : { what: ended, because: endedBecause },
  };
}
