import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { cslJson } from '../../competencies/published/citation.ts';
import { citedLesson } from '../lesson.ts';
import { lessonNamed } from '../queries.server.ts';
import type { Route } from './+types/lesson-csl';

export async function loader({ params, request }: Route.LoaderArgs) {
  const cited = citedLesson(await publicly((scope) => lessonNamed(scope, params.lesson)), originOf(request));
  return openAnswer(request, {
    body: JSON.stringify(cslJson(cited)),
    type: 'application/vnd.citationstyles.csl+json; charset=utf-8',
    name: `${cited.slug}.csl.json`,
  });
}
