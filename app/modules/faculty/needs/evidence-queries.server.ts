import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Value } from '../../curriculum/release/disclosure.ts';
import { cellsOf, figureWords, partsOfFigure } from '../../curriculum/release/figure.ts';
import { type ShownFigure, shownFigure } from '../../curriculum/release/shown-figure.ts';
import { type Outcome, outcomesOf } from '../evaluation/queries.server.ts';
import { type Reported, reportedOutcomes } from '../evaluation/reported-queries.server.ts';
import { mayReadNeeds } from '../rules.ts';
import type { EvidenceKind } from './evidence.ts';

/** A piece of evidence as it stands for whoever reads. Where what it refers to is not there for them any more, `stands` is false and `says` tells why; nothing of it is kept in the need. */
export type Evidence = {
  readonly id: string;
  readonly needId: string;
  readonly kind: EvidenceKind;
  readonly bySchoolId: string | null;
  readonly bySchool: string | null;
  readonly addedAt: Date;
  /** The day that it is of, as YYYY-MM-DD, where there is one. */
  readonly on: string | null;
  readonly title: string;
  readonly words: string | null;
  readonly figure: ShownFigure | null;
  readonly reported: Reported | null;
  /** The short name of the offering whose evaluation it is. */
  readonly offering: string | null;
  readonly stands: boolean;
  readonly says: string | null;
};

/** To whom the terms of a figure's round let it be shown by name today. */
type Agreed = 'round' | 'collaborative' | 'public' | null;
type Row = Awaited<ReturnType<typeof evidenceRows>>[number];

/** The evidence of these needs, drawn from what stands today, in the order in which it was added. */
export async function evidenceOf(scope: Scope, needIds: readonly string[]): Promise<Evidence[]> {
  if (needIds.length === 0) return [];
  const rows = await evidenceRows(scope, needIds);
  const has = (kind: EvidenceKind) => rows.some((row) => row.kind === kind);
  const themes = has('theme') ? await everySharedTheme(scope) : [];
  const reported = has('survey') ? await reportedOutcomes(scope) : [];
  const evaluations = rows.some(({ occasionId }) => occasionId !== null) ? await everyEvaluation(scope) : [];
  const points = rows.some(({ pointId }) => pointId !== null) ? await everyPoint(scope) : [];
  return rows.map((row): Evidence => {
    const { id, needId, kind, bySchoolId, bySchool, addedAt } = row;
    const at = {
      id,
      needId,
      kind,
      bySchoolId,
      bySchool,
      addedAt,
      on: row.saidOn,
      words: null,
      figure: null,
      reported: null,
      offering: null,
      says: null,
      stands: true,
    };
    if (kind === 'figure') return { ...at, ...figureEvidence(scope, row) };
    if (kind === 'theme') {
      const theme = themes.find(({ themeId }) => themeId === row.themeId);
      if (!theme) return { ...at, title: 'A theme', stands: false, says: 'The study’s lead does not share this theme any more.' };
      const heard = `Heard at ${theme.sites === 1 ? 'one site' : `${theme.sites} sites`}, in ${theme.sessions === 1 ? 'one session' : `${theme.sessions} sessions`}, of “${theme.study}”.`;
      return { ...at, on: theme.sharedOn, title: theme.claim, words: theme.summary, says: heard };
    }
    if (row.occasionId !== null) {
      const found = evaluations.find(({ occasionId }) => occasionId === row.occasionId);
      if (!found)
        return { ...at, title: 'An evaluation of an offering', stands: false, says: 'Its figures are not shown any more, or not to you.' };
      const { title, slug, outcome } = found;
      return {
        ...at,
        title,
        offering: slug,
        words: outcome.findings.map(({ words }) => words).join('. '),
        says: `${outcome.answered}. Their own word, of those who answered.`,
      };
    }
    if (kind === 'survey') {
      const found = reported.find((each) => each.id === row.reportedId) ?? null;
      if (found === null) return { ...at, title: 'A survey', stands: false, says: 'What was reported is taken out.' };
      return { ...at, title: `${found.programme}: ${found.what}`, reported: found };
    }
    if (row.pointId !== null) {
      const point = points.find((each) => each.id === row.pointId);
      if (!point)
        return {
          ...at,
          title: 'A point of what members said',
          stands: false,
          says: 'It is set aside, or not for you to read: answer that listening round first.',
        };
      return { ...at, on: point.changedOn, title: point.claim, words: point.words || null, says: `Made of answers to “${point.round}”.` };
    }
    return { ...at, title: row.words, says: row.who };
  });
}

function evidenceRows({ tx }: Scope, needIds: readonly string[]) {
  return tx
    .selectFrom('needEvidence as e')
    .leftJoin('school as by', 'by.id', 'e.bySchoolId')
    .leftJoin('school as of', 'of.id', 'e.forSchoolId')
    .leftJoin('mappingRound as r', 'r.id', 'e.roundId')
    .leftJoin('releasedFigure as f', (join) =>
      join.onRef('f.roundId', '=', 'e.roundId').onRef('f.forSchoolId', '=', 'e.forSchoolId').onRef('f.figure', '=', 'e.figure'),
    )
    .leftJoin('releasedHash as h', (join) =>
      join.onRef('h.roundId', '=', 'f.roundId').onRef('h.forSchoolId', '=', 'f.forSchoolId').onRef('h.number', '=', 'f.number'),
    )
    .select([
      'e.needId',
      'e.id',
      'e.kind',
      'e.bySchoolId',
      'by.name as bySchool',
      'e.addedAt',
      'e.words',
      'e.who',
      'e.themeId',
      'e.reportedId',
      'e.occasionId',
      'e.pointId',
    ])
    .select(['e.roundId', 'e.forSchoolId', 'of.name as ofSchool', 'e.number', 'e.figure', 'e.cell', 'r.title as roundTitle', 'r.year'])
    .select(['f.number as standingNumber', 'f.cells', 'f.unanswered', 'f.audience', 'h.releasedAt'])
    .select(sql<string | null>`to_char(e.said_on, 'YYYY-MM-DD')`.as('saidOn'))
    .select(sql<string | null>`to_char(h.released_at, 'YYYY-MM-DD')`.as('releasedOn'))
    .select(sql<Agreed>`case when e.kind = 'figure' then named_audience(e.round_id, e.for_school_id, e.figure) end`.as('agreed'))
    .where('e.needId', 'in', [...needIds])
    .orderBy('e.addedAt')
    .orderBy('e.id')
    .execute();
}

/** A figure as its school shows it to this reader today: also what was released before the terms were narrowed is not shown. */
function figureEvidence({ actor }: Scope, row: Row): Pick<Evidence, 'title' | 'figure' | 'stands' | 'says' | 'on'> {
  const isForReader = row.agreed === 'public' || (row.agreed === 'collaborative' && mayReadNeeds(actor));
  const isShown = row.standingNumber !== null && row.audience !== 'round' && isForReader;
  const shown = shownFigure(
    {
      ...{ figure: row.figure!, cell: row.cell!, number: row.number!, roundTitle: row.roundTitle ?? 'a round', year: row.year ?? '' },
      releaseId: row.id,
      withdrawnAt: null,
      standing: isShown
        ? { number: row.standingNumber!, cells: row.cells as Record<string, Value>, unanswered: row.unanswered ?? 0 }
        : null,
    },
    'need',
  );
  const title = `${row.ofSchool ?? 'A school'}: ${shown.name}, ${shown.of}`;
  if (!isShown)
    return { title, figure: null, stands: false, on: null, says: 'The school does not release this figure any more, or not to you.' };
  return { title, figure: shown, stands: true, on: row.releasedOn, says: shown.says };
}

/** The themes that are shared today, about whatever competency; for evidence. */
async function everySharedTheme({ tx }: Scope) {
  const { rows } = await sql<{
    themeId: string;
    study: string;
    claim: string;
    summary: string;
    sharedOn: string;
    sites: number;
    sessions: number;
    competencies: string[];
  }>`
    select theme_id as "themeId", study, claim, summary, to_char(shared_at, 'YYYY-MM-DD') as "sharedOn", sites, sessions, competencies from shared_themes() order by shared_at, theme_id`.execute(
    tx,
  );
  return rows;
}

/** The offerings whose evaluation found something that the actor may read. */
async function everyEvaluation(scope: Scope): Promise<{ occasionId: string; slug: string; title: string; outcome: Outcome }[]> {
  const offered = await scope.tx
    .selectFrom('offeringList as o')
    .innerJoin('instrument as i', 'i.occasionId', 'o.occasionId')
    .select(['o.occasionId', 'o.slug', 'o.title', 'o.confirmed'])
    .orderBy('o.firstAt', 'desc')
    .$castTo<{ occasionId: string; slug: string; title: string; confirmed: number }>()
    .execute();
  const outcomes = await outcomesOf(scope, offered, new Date());
  return offered.map((each) => ({ ...each, outcome: outcomes.get(each.occasionId)! })).filter(({ outcome }) => outcome.state === 'found');
}

/** The points that the actor may read, of every listening round. */
function everyPoint({ tx }: Scope) {
  return tx
    .selectFrom('listeningPoint as p')
    .innerJoin('listeningRound as r', 'r.id', 'p.roundId')
    .select(['p.id', 'p.roundId', 'claim', 'words', 'r.title as round', sql<string>`to_char(p.changed_at, 'YYYY-MM-DD')`.as('changedOn')])
    .where('p.setAsideAt', 'is', null)
    .orderBy('r.title')
    .orderBy('p.id')
    .execute();
}

/** What can be added to a need about a competency as evidence: figures that the acting school (or, for the collaborative, every school) shows by name, shared themes, reported outcomes and points. */
export async function evidenceToAdd(scope: Scope, competency: { readonly stableId: string; readonly code: string | null }) {
  const themes = await everySharedTheme(scope);
  return {
    figures: (await namedFigures(scope)).filter(({ code }) => code === competency.code),
    themes: themes
      .filter(({ competencies }) => competencies.includes(competency.stableId))
      .map(({ themeId, claim, study }) => ({ value: themeId, label: claim, help: study })),
    surveys: [
      ...(await everyEvaluation(scope)).map(({ occasionId, title }) => ({
        value: `offering|${occasionId}`,
        label: title,
        help: 'Its evaluation',
      })),
      ...(await reportedOutcomes(scope)).map(({ id, programme, what, years }) => ({
        value: `reported|${id}`,
        label: `${programme}: ${what}`,
        help: years,
      })),
    ],
    points: (await everyPoint(scope)).map(({ id, roundId, claim, round }) => ({ value: `${roundId}|${id}`, label: claim, help: round })),
  };
}

/** Every cell of the figures that may stand as evidence: released by name to the collaborative or to everybody, of the acting school, or of every school for the collaborative. */
async function namedFigures({ actor, tx }: Scope) {
  const rows = await tx
    .selectFrom('releasedFigure as f')
    .innerJoin('school', 'school.id', 'f.forSchoolId')
    .innerJoin('mappingRound as r', 'r.id', 'f.roundId')
    .select(['f.roundId', 'f.forSchoolId', 'f.figure', 'f.cells', 'school.name as school', 'r.title as round', 'r.year'])
    .select(sql<Agreed>`named_audience(f.round_id, f.for_school_id, f.figure)`.as('agreed'))
    .where('f.audience', '<>', 'round')
    .$if(actor.school !== null, (query) => query.where('f.forSchoolId', '=', actor.school!.id))
    .orderBy('r.year', 'desc')
    .orderBy('school.name')
    .orderBy('f.figure')
    .execute();
  return rows
    .filter(({ agreed }) => agreed === 'public' || agreed === 'collaborative')
    .flatMap(({ roundId, forSchoolId, figure, cells, school, round, year }) => {
      const { group, competency } = partsOfFigure(figure);
      return cellsOf[group]
        .filter(({ id }) => Object.hasOwn(cells as object, id))
        .map(({ id, name }) => ({
          value: `${roundId}|${forSchoolId}|${figure}|${id}`,
          label: `${school}: ${name}`,
          help: `${figureWords(figure)}; ${round}, ${year}`,
          code: competency,
        }));
    });
}
