import { fileName } from '#app/platform/file-name.ts';
import { missing } from '#app/platform/problem.ts';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { answering, scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { deanBlocks } from '../dean-document.ts';
import { deanPage } from '../dean-queries.server.ts';
import type { Route } from './+types/dean-pdf';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, year, report } = await scoped({ context, request, slug: params.school }, (scope) => deanPage(scope, chosen));
  return answering(async () => {
    if (report === null) throw missing('A curriculum to tell the dean about');
    const frame = { title: report.title, author: school.name, language: 'en', madeAt: new Date() };
    return new Response(new Uint8Array(await taggedPdf(frame, deanBlocks(report))), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="${fileName(`dean-${params.school}-${year}.pdf`)}"`,
      },
    });
  });
}
