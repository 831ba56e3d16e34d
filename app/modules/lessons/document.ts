import { type CsvValue, csvText } from '#app/platform/csv.ts';
import { isoDayIn } from '#app/ui/date.ts';
import type { ShownFigure } from '../curriculum/release/shown-figure.ts';
import { zone } from '../members/time-zone.ts';
import { barrierName } from './barrier.ts';
import { lessonDefinitions, strengthName } from './definitions.ts';
import { standingWords } from './edition-words.ts';
import { againName, kindName, type Said } from './lesson.ts';

type InList = {
  readonly slug: string;
  readonly said: Said;
  readonly school: string | null;
  readonly audience: string;
  readonly isSample: boolean;
  readonly on: Date;
  readonly usedBy: number;
};

function row({ slug, said, school, audience, isSample, on, usedBy }: InList) {
  return {
    ...{ lesson: slug, title: said.title, kind: kindName(said.kind), again: againName(said.again), strength: strengthName(said.strength) },
    ...{ school, setting: said.setting, learners: said.learners, size: said.size, barriers: said.barriers.map(barrierName) },
    ...{ audience, isSample, since: isoDayIn(on, zone), usedBy },
  };
}

/** Lessons as a document for programs, with the definitions of what it says. */
export function lessonsDocument(lessons: readonly InList[]) {
  return { lessons: lessons.map(row), definitions: lessonDefinitions };
}

/** The same as CSV. */
export function lessonsCsv(lessons: readonly InList[]): string {
  const head = [
    'lesson',
    'title',
    'kind',
    'again',
    'strength',
    'school',
    'setting',
    'learners',
    'size',
    'barriers',
    'audience',
    'sample',
    'since',
    'used by (schools)',
  ];
  const rows = lessons
    .map(row)
    .map(({ barriers, ...each }): CsvValue[] => [
      ...[each.lesson, each.title, each.kind, each.again, each.strength, each.school, each.setting, each.learners, each.size],
      ...[barriers.join('; '), each.audience, each.isSample, each.since, each.usedBy],
    ]);
  return csvText([...lessonDefinitions.map(({ term, definition }) => [`# ${term}: ${definition}`]), head, ...rows]);
}

function figureRow({ name, of, value, interval, unit, n, basis, state, withdrawnAt, says, definition }: ShownFigure) {
  return {
    ...{ figure: name, of, value, least: interval?.least ?? null, most: interval?.most ?? null, unit, n, basis, state },
    ...{ withdrawnOn: withdrawnAt ? isoDayIn(withdrawnAt, zone) : null, says, definition },
  };
}

type Whole = InList & {
  readonly number: number;
  readonly author: string | null;
  readonly figures: readonly ShownFigure[];
  readonly quotes: readonly ({ readonly study: string; readonly claim: string; readonly words: string } | null)[];
  readonly material: { readonly slug: string; readonly title: string; readonly number: number } | null;
  readonly review: { readonly school: string; readonly reviewer: string | null; readonly reviewedAt: Date } | null;
  readonly reuse: readonly {
    readonly school: string | null;
    readonly person: string | null;
    readonly words: string;
    readonly saidAt: Date;
  }[];
  readonly buildsOn: { readonly slug: string } | null;
};

/** One lesson as a document for programs, with its figures and quotes of this moment: what was withdrawn is not in it, and a figure says since when. Minutes are whole. */
export function lessonDocument(lesson: Whole) {
  const { said, number, author, figures, quotes, material, review, reuse, buildsOn } = lesson;
  const { context, tried, happened, changed, againWhy } = said;
  return {
    ...row(lesson),
    ...{ edition: number, author, context, tried, happened, changed, againWhy, material },
    figures: figures.map(figureRow),
    quotes: quotes.map((quote) => quote && { study: quote.study, claim: quote.claim, words: quote.words }),
    review: review && { school: review.school, reviewer: review.reviewer, on: isoDayIn(review.reviewedAt, zone) },
    reuse: reuse.map(({ school, person, words, saidAt }) => ({ by: school ?? person, words, on: isoDayIn(saidAt, zone) })),
    ...{ buildsOn: buildsOn?.slug ?? null, definitions: lessonDefinitions },
  };
}

/** The figures of one lesson as CSV. */
export function figuresCsv({ figures }: Pick<Whole, 'figures'>): string {
  const head = [
    'figure',
    'of',
    'value',
    'least (minutes)',
    'most (minutes)',
    'unit',
    'n',
    'release',
    'state',
    'withdrawn on',
    'note',
    'definition',
  ];
  return csvText([head, ...figures.map((each) => Object.values(figureRow(each)))]);
}

type Own = {
  readonly slug: string;
  readonly said: Said;
  readonly changedAt: Date;
  readonly editions: readonly Parameters<typeof standingWords>[0][number][];
};

/** The own school's lessons for programs: all that they say, and where each stands. */
export function ownDocument(lessons: readonly Own[]) {
  return {
    lessons: lessons.map(({ slug, said, changedAt, editions }) => ({
      lesson: slug,
      ...said,
      changed: changedAt.toISOString(),
      stands: standingWords(editions),
    })),
    definitions: lessonDefinitions,
  };
}

/** The same as CSV, without the references. */
export function ownCsv(lessons: readonly Own[]): string {
  const rows = ownDocument(lessons).lessons.map((each): CsvValue[] => [
    ...[
      each.lesson,
      each.title,
      kindName(each.kind),
      againName(each.again),
      strengthName(each.strength),
      each.setting,
      each.learners,
      each.size,
    ],
    ...[each.context, each.tried, each.happened, each.changed, each.againWhy, each.barriers.map(barrierName).join('; '), each.stands],
  ]);
  const head = [
    'lesson',
    'title',
    'kind',
    'again',
    'strength',
    'setting',
    'learners',
    'size',
    'context',
    'tried',
    'happened',
    'changed',
    'why',
    'barriers',
    'stands',
  ];
  return csvText([head, ...rows]);
}
