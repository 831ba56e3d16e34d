import { frameworks } from '#app/modules/competencies/queries.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepRounds, whoMay } from '../rules.ts';

/** What whoever prepares a round chooses from: adopted versions, adopted keyword lists (those in use first) and schools. */
export async function roundChoices(scope: Scope) {
  const { actor, tx } = scope;
  if (!mayKeepRounds(actor)) throw forbidden('prepare a round', whoMay.conveners);
  const versions = (await frameworks(scope)).flat().filter(({ status }) => status !== 'draft');
  const lists = await tx
    .selectFrom('keywordList')
    .select(['id', 'name', 'version', 'isCurrent'])
    .where('status', '=', 'adopted')
    .orderBy('isCurrent', 'desc')
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
  const schools = await tx.selectFrom('school').select(['id', 'name', 'isSample']).orderBy('isSample').orderBy('name').execute();
  return {
    versions: versions
      .toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent))
      .map(({ id, title, number, isCurrent }) => ({ value: id, label: `${title}, version ${number}${isCurrent ? ' (in use)' : ''}` })),
    lists: lists.map(({ id, name, version, isCurrent }) => ({
      value: id,
      label: `${name}, version ${version}${isCurrent ? ' (in use)' : ''}`,
    })),
    schools: schools.map(({ id, name, isSample }) => ({ value: id, label: isSample ? `${name} (of the sample)` : name })),
  };
}
