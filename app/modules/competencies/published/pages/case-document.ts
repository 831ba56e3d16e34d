import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publiclyOr } from '#app/platform/web.server.ts';
import { caseRefusal } from '../case-answer.ts';
import { caseDocumentOf } from '../case-queries.server.ts';
import type { Route } from './+types/case-document';

export async function loader({ params, request }: Route.LoaderArgs) {
  const found = await publiclyOr((scope) => caseDocumentOf(scope, originOf(request), params.document.toLowerCase()));
  const body = JSON.stringify(found.ok ? found.value : caseRefusal(found.message, 'unknownobject'));
  return openAnswer(request, { body, type: 'application/json; charset=utf-8' }, found.ok ? 200 : found.status);
}
