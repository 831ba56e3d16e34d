import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { signedTexts } from './text-queries.server.ts';

type Which = {
  /** Only those of this coder. */
  readonly coderId?: string | null;
  /** Only those with a memo. */
  readonly hasMemo?: true;
};

/** The codings in the newest signed texts that the acting person may see, of every round, with their coders' names. By text and place. */
export async function codings(scope: Scope, study: Study, { coderId, hasMemo }: Which = {}) {
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
    .$if(coderId !== undefined, (those) => those.where('coderId', '=', coderId ?? null))
    .$if(hasMemo === true, (those) => those.where('memo', '<>', ''))
    .orderBy('textId')
    .orderBy('begins')
    .orderBy('coding.id')
    .execute();
}
