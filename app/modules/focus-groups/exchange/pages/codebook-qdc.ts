import { fileName } from '#app/platform/file-name.ts';
import { scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { takeCodebookOut } from '../export-commands.server.ts';
import type { Route } from './+types/codebook-qdc';

/** The codebook as REFI-QDA. That it leaves is recorded. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { bytes } = await scoped({ context, request }, async (scope) => takeCodebookOut(scope, await studyNamed(scope, params.study)));
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'application/xml', 'content-disposition': `attachment; filename="${fileName(`${params.study}.qdc`)}"` },
  });
}
