import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { bibtex } from '../../competencies/published/citation.ts';
import { citedLesson } from '../lesson.ts';
import { lessonNamed } from '../queries.server.ts';
import type { Route } from './+types/lesson-bib';

export async function loader({ params, request }: Route.LoaderArgs) {
  const cited = citedLesson(await publicly((scope) => lessonNamed(scope, params.lesson)), originOf(request));
  return openAnswer(request, { body: bibtex(cited), type: 'application/x-bibtex; charset=utf-8', name: `${cited.slug}.bib` });
}
