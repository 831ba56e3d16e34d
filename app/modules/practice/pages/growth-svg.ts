import { scoped, svgAnswer } from '#app/platform/web.server.ts';
import { growthSvg } from '../growth/drawing.ts';
import { ownGrowth } from '../growth/queries.server.ts';
import type { Route } from './+types/growth-svg';

export async function loader({ context, request }: Route.LoaderArgs) {
  return svgAnswer(growthSvg(await scoped({ context, request }, ownGrowth)), 'my-growth.svg');
}
