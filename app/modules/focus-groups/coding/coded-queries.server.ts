import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { signedTexts } from './text-queries.server.ts';

/** Every coding in the newest signed texts that the acting person may see, of every round, with its coder's name. By text and place. */
export async function codings(scope: Scope, study: Study) {
  const texts = (await signedTexts(scope, study)).map(({ id }) => id);
  if (texts.length === 0) return [];
  return scope.tx
    .selectFrom('coding')
    .leftJoin('person', 'person.id', 'coding.coderId')
    .select([
      ...(['coding.id', 'roundId', 'textId', 'codeId', 'coderId', 'begins', 'ends', 'memo', 'codebookVersion'] as const),
      ...(['lookedVersion', 'reworded', 'changedAt', 'person.name as coder'] as const),
    ])
    .where('studyId', '=', study.id)
    .where('textId', 'in', texts)
    .orderBy('textId')
    .orderBy('begins')
    .orderBy('coding.id')
    .execute();
}
