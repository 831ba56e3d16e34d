import { createHash } from 'node:crypto';
import { data } from 'react-router';
import { fileName } from '#app/platform/file-name.ts';
import { parseForm } from '#app/platform/form.ts';
import { actorOf, answering, scoped } from '#app/platform/web.server.ts';
import { zoneOf } from '../../../members/queries.server.ts';
import { recordExport } from '../../study/export-commands.server.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { fileBytes } from '../document-file.server.ts';
import { preparedFile } from '../queries.server.ts';
import { mediaTypes } from '../report-file.ts';
import { FileAsked, fileFormats, TrailDecided } from '../schema.ts';
import type { Route } from './+types/file';

/** The files that can be asked for. */
export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return Response.json({ study: study.title, files: fileFormats });
  });
}

/** Makes a file, keeps that it leaves, and answers it. It is made outside the scope; what is kept is kept before anybody has it. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const asked = parseForm(FileAsked, form);
  if (!asked.ok) throw data(asked.errors.map(({ message }) => message).join('. '), { status: 400 });
  const { format, ...wanted } = asked.data;
  const decided = TrailDecided.safeParse({ pointedOut: form.getAll('pointedOut'), leftOut: form.getAll('leftOut') });
  if (!decided.success) throw data('Open the page of files again and choose there what is left out.', { status: 400 });
  const prepared = await answering(() =>
    inStudy(actor, params.study, async (scope, study) =>
      preparedFile(scope, study, { ...wanted, ...decided.data, zone: await zoneOf(scope) }),
    ),
  );
  const bytes = await fileBytes(prepared.content, format);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await answering(() => inStudy(actor, params.study, (scope, study) => recordExport(scope, study, { ...prepared.record, format, hash })));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${fileName(`${params.study}-${prepared.name}.${format}`)}"`,
      'cache-control': 'no-store',
    },
  });
}
