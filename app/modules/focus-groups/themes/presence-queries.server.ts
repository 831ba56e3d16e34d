import type { Scope } from '#app/platform/scope.server.ts';
import { currentFramework } from '../../competencies/queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { presencesOf } from './presence.ts';
import { presenceRows } from './presence-rows.ts';
import { competencyLinks, evidenceOf, themes } from './queries.server.ts';

/** Themes by school and competency. `isOutside`: only what may be shown outside of the study. */
export async function themePresence(scope: Scope, study: Study, { isOutside }: { isOutside: boolean }) {
  const [all, evidence, links] = [await themes(scope, study), await evidenceOf(scope, study), await competencyLinks(scope, study)];
  const { competencies } = await currentFramework(scope);
  const sites = (await studySites(scope, study)).map(({ id, name }) => ({ id, name }));
  const standing = all.filter(({ setAsideAt }) => setAsideAt === null).map(({ id, claim }) => ({ id, claim }));
  const named = competencies.map(({ stableId, code, shortTitle }) => ({ id: stableId, title: `${code} ${shortTitle}` }));
  return {
    sites,
    rows: presenceRows({ themes: standing, sites, competencies: named, links }, presencesOf(evidence), { isOutside }),
  };
}
