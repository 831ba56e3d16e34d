import { steps, stepWords } from '../step.ts';
import type { WholeProgramme } from './queries.server.ts';
import { mostSessions } from './schema.ts';

/** A programme as the fields of its form. */
export function formOfProgramme({
  programme,
  sessions,
  path,
}: Pick<WholeProgramme, 'programme' | 'sessions' | 'path'>): Record<string, string> {
  const { title, purpose, forWhom, forSchoolId, competencies, changedAt } = programme;
  const number = (value: number | null) => (value === null || value === 0 ? '' : String(value));
  return {
    ...{ title, purpose, forWhom, school: forSchoolId ?? '', seen: changedAt.toISOString() },
    ...Object.fromEntries(competencies.map((id) => [`competency.${id}`, 'yes'])),
    ...Object.fromEntries(
      sessions.flatMap((session, at) =>
        (['id', 'title', 'minutes', 'purpose'] as const).map((name) => [`session.${at}.${name}`, String(session[name])] as const),
      ),
    ),
    ...Object.fromEntries(
      path.flatMap(({ step, words, attended, taught, isReadBack, refreshMonths }) => [
        [`step.${step}.words`, words.join('\n')],
        [`step.${step}.attended`, number(attended)],
        [`step.${step}.taught`, number(taught)],
        [`step.${step}.readBack`, isReadBack ? 'yes' : ''],
        [`step.${step}.refresh`, number(refreshMonths)],
      ]),
    ),
  };
}

/** How many rows for sessions a form shows: those that are written, and three more. */
export function sessionRows(values: Readonly<Record<string, string>>): number {
  const written = Object.entries(values).flatMap(([name, said]) =>
    /^session\.\d+\.(?:title|minutes|purpose)$/.test(name) && said !== '' ? [Number(name.split('.')[1]) + 1] : [],
  );
  return Math.min(mostSessions, Math.max(1, ...written) + 3);
}

/** What the fields of a programme are called, in their order, for a summary of mistakes. */
export const programmeLabels: Readonly<Record<string, string>> = {
  title: 'Title',
  school: 'Kept by',
  purpose: 'What it is for',
  forWhom: 'For whom',
  ...Object.fromEntries(
    Array.from({ length: mostSessions }, (_, at) => at).flatMap((at) => [
      [`session.${at}.title`, `Session ${at + 1}, title`],
      [`session.${at}.minutes`, `Session ${at + 1}, minutes`],
      [`session.${at}.purpose`, `Session ${at + 1}, purpose`],
    ]),
  ),
  ...Object.fromEntries(
    steps.flatMap((step) => [
      [`step.${step}.words`, `${stepWords[step]}, in words`],
      [`step.${step}.attended`, `${stepWords[step]}, sessions attended`],
      [`step.${step}.taught`, `${stepWords[step]}, sessions taught`],
      [`step.${step}.refresh`, `${stepWords[step]}, refresh`],
    ]),
  ),
};
