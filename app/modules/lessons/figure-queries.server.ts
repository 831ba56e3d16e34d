import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Value } from '../curriculum/release/disclosure.ts';
import { cellsOf, partsOfFigure } from '../curriculum/release/figure.ts';
import { type Referred, type ShownFigure, shownFigure } from '../curriculum/release/shown-figure.ts';
import type { FigureReference } from './lesson.ts';
import { mayReadShared } from './rules.ts';

/** The figures of an edition as they stand for whoever reads: drawn from what the school shows of its release to them, and never kept in the lesson. */
export async function figuresOfEdition({ actor, tx }: Scope, editionId: string): Promise<ShownFigure[]> {
  const rows = await tx
    .selectFrom('lessonFigure')
    .leftJoin('releasedFigure', (join) =>
      join
        .onRef('releasedFigure.roundId', '=', 'lessonFigure.roundId')
        .onRef('releasedFigure.forSchoolId', '=', 'lessonFigure.forSchoolId')
        .onRef('releasedFigure.figure', '=', 'lessonFigure.figure'),
    )
    .select(['lessonFigure.figure', 'cell', 'lessonFigure.number', 'releaseId', 'roundTitle', 'year', 'withdrawnAt'])
    .select(['releasedFigure.number as standingNumber', 'cells', 'unanswered', 'lessonFigure.forSchoolId as schoolId'])
    .select(sql<Agreed>`named_audience(lesson_figure.round_id, lesson_figure.for_school_id, lesson_figure.figure)`.as('agreed'))
    .where('editionId', '=', editionId)
    .orderBy('position')
    .execute();
  // What was released before the terms were narrowed is not shown, also while nobody has released since.
  const isAgreed = (agreed: Agreed, schoolId: string) =>
    actor.school?.id === schoolId || agreed === 'public' || (agreed === 'collaborative' && mayReadShared(actor));
  return rows.map(({ standingNumber, cells, unanswered, schoolId, agreed, ...row }) =>
    shownFigure({ ...row, standing: isAgreed(agreed, schoolId) ? standingOf({ standingNumber, cells, unanswered }) : null }),
  );
}
/** To whom the terms of a figure's round let it be shown by name today. */
type Agreed = 'round' | 'collaborative' | 'public' | null;

function standingOf({ standingNumber, cells, unanswered }: { standingNumber: number | null; cells: unknown; unanswered: number | null }) {
  return standingNumber === null ? null : { number: standingNumber, cells: cells as Record<string, Value>, unanswered: unanswered ?? 0 };
}

/** A figure of the own school that may stand in a lesson: it is released by name. `isPublic`: to everybody, else to the collaborative. */
export type FigureToUse = FigureReference & Referred & { readonly roundId: string; readonly isPublic: boolean };

/** Every number of the own school's releases that may stand in a lesson, newest year first: released by name, to the collaborative or to everybody, and not withdrawn. */
export async function figuresToUse({ actor, tx }: Scope): Promise<FigureToUse[]> {
  const rows = await tx
    .selectFrom('releasedFigure')
    .innerJoin('curriculumRelease', (join) =>
      join
        .onRef('curriculumRelease.schoolId', '=', 'releasedFigure.forSchoolId')
        .onRef('curriculumRelease.roundId', '=', 'releasedFigure.roundId')
        .onRef('curriculumRelease.number', '=', 'releasedFigure.number'),
    )
    .innerJoin('mappingRound', 'mappingRound.id', 'releasedFigure.roundId')
    .select(['figure', 'audience', 'cells', 'unanswered', 'releasedFigure.number', 'releasedFigure.roundId'])
    .select(['curriculumRelease.id as releaseId', 'curriculumRelease.year', 'mappingRound.title as roundTitle'])
    .select(sql<Agreed>`named_audience(released_figure.round_id, released_figure.for_school_id, released_figure.figure)`.as('agreed'))
    .where('releasedFigure.forSchoolId', '=', ownSchool(actor).id)
    .where('audience', '<>', 'round')
    .where('curriculumRelease.withdrawnAt', 'is', null)
    .orderBy('curriculumRelease.year', 'desc')
    .orderBy('mappingRound.title')
    .orderBy('figure')
    .execute();
  const agreed = rows.filter((row) => row.agreed === 'public' || row.agreed === 'collaborative');
  return agreed.flatMap(({ cells, unanswered, audience, agreed: to, ...row }) =>
    cellsOf[partsOfFigure(row.figure).group].map(({ id }) => ({
      ...row,
      cell: id,
      isPublic: audience === 'public' && to === 'public',
      withdrawnAt: null,
      standing: { number: row.number, cells: cells as unknown as Record<string, Value>, unanswered },
    })),
  );
}

/** The figures that a lesson which is being written refers to, as they stand for the own school; one that is not released any more says so. */
export async function figuresOfDraft(scope: Scope, references: readonly FigureReference[]): Promise<ShownFigure[]> {
  const known = references.length === 0 ? [] : await figuresToUse(scope);
  return references.map(({ releaseId, figure, cell }) => {
    const found = known.find((each) => each.releaseId === releaseId && each.figure === figure && each.cell === cell);
    const gone = { releaseId, figure, cell, number: 1, roundTitle: 'A release', year: '', withdrawnAt: null, standing: null };
    return found
      ? shownFigure(found)
      : {
          ...shownFigure(gone),
          basis: '',
          n: '',
          says: 'It is withdrawn, corrected or shown to fewer since: choose it again, or leave it out.',
        };
  });
}
