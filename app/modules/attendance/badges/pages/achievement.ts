import { addressed } from '#app/platform/form.ts';
import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { achievementOf } from '../badge.ts';
import { achievementAt } from '../queries.server.ts';
import { AchievementPath } from '../schema.ts';
import type { Route } from './+types/achievement';

export async function loader({ params, request }: Route.LoaderArgs) {
  const found = await publicly((scope) => achievementAt(scope, addressed(AchievementPath, params, 'This achievement').achievement));
  const body = JSON.stringify(achievementOf(found, originOf(request)));
  return openAnswer(request, { body, type: 'application/json; charset=utf-8' });
}
