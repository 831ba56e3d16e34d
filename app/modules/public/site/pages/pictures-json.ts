import { scoped } from '#app/platform/web.server.ts';
import { bringPicture } from '../brought-picture.server.ts';
import { pathOfPicture } from '../page-address.ts';
import { keptPictures } from '../queries.server.ts';
import type { Route } from './+types/pictures-json';

export async function loader({ context, request }: Route.LoaderArgs) {
  const pictures = await scoped({ context, request }, keptPictures);
  return Response.json({
    total: pictures.length,
    pictures: pictures.map((picture) => ({ ...picture, address: pathOfPicture(picture.id) })),
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const brought = await bringPicture({ context, request });
  if (!brought.ok) return Response.json({ message: brought.errors.map(({ message }) => message).join(' ') }, { status: brought.status });
  return Response.json({ address: pathOfPicture(brought.id), words: brought.words });
}
