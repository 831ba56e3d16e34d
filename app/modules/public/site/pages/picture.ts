import * as z from 'zod';
import { pathOfFile } from '#app/platform/files.server.ts';
import { addressed } from '#app/platform/form.ts';
import { pictureAnswer } from '#app/platform/served-file.server.ts';
import { memberContext, publicly, scoped } from '#app/platform/web.server.ts';
import { pictureFolder } from '../page-address.ts';
import { pictureNamed } from '../queries.server.ts';
import type { Route } from './+types/picture';

/** A picture of a published text is everybody's; one of a draft is there for whoever keeps drafts. The bytes are the same. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(z.uuid(), params.picture, 'This picture');
  const read = (scope: Parameters<typeof pictureNamed>[0]) => pictureNamed(scope, id);
  const isMember = context.get(memberContext) !== null;
  const { sha256 } = isMember ? await scoped({ context, request }, read) : await publicly(read);
  const answer = await pictureAnswer(request, { path: pathOfFile(pictureFolder, id), name: `${id}.webp`, type: 'image/webp', sha256 });
  // A draft's picture must not stay with a cache between, where others would be given it.
  if (isMember) answer.headers.set('cache-control', 'private, no-cache, no-transform');
  return answer;
}
