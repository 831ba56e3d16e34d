import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { casePageOf, caseRefusal, pageLinks } from '../case-answer.ts';
import { caseDocuments } from '../case-queries.server.ts';
import type { Route } from './+types/case-documents';

const type = 'application/json; charset=utf-8';

export async function loader({ request }: Route.LoaderArgs) {
  const page = casePageOf(new URL(request.url).searchParams);
  if (page === null) {
    const body = JSON.stringify(caseRefusal('limit and offset are whole numbers, limit from 1.', 'invalid_selection_field'));
    return openAnswer(request, { body, type }, 400);
  }
  const base = originOf(request);
  const { documents, total } = await publicly((scope) => caseDocuments(scope, base, page));
  const headers = { link: pageLinks(`${base}/ims/case/v1p1/CFDocuments`, page, total), 'x-total-count': String(total) };
  return openAnswer(request, { body: JSON.stringify({ CFDocuments: documents }), type, headers });
}
