import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { relate } from '../app/modules/competencies/crosswalks/commands.server.ts';
import type { Relation } from '../app/modules/competencies/crosswalks/crosswalk.ts';
import { adoptVersion } from '../app/modules/competencies/drafting/version-commands.server.ts';
import { importFramework } from '../app/modules/competencies/exchange/commands.server.ts';
import { readFrameworkSheet } from '../app/modules/competencies/exchange/framework-sheet.ts';
import { currentFramework, itemsOf, version } from '../app/modules/competencies/queries.server.ts';

/** An invented framework, as a school's own programme objectives might look. */
const rows = [
  ['code', 'text', 'kind', 'parent'],
  ['A', 'Talking with patients and families', 'domain', ''],
  ['A.1', 'Finds out what matters to a patient before proposing a plan', 'competency', 'A'],
  ['A.2', 'Shares difficult news in words that the listener can take in', 'competency', 'A'],
  ['A.3', 'Notices feelings, the patient’s and one’s own, and answers them', 'competency', 'A'],
  ['B', 'Working in the system of care', 'domain', ''],
  ['B.1', 'Calls on colleagues whose help a patient needs, at the right time', 'competency', 'B'],
  ['B.2', 'Writes down a patient’s wishes so that the next team can act on them', 'competency', 'B'],
] as const;
const title = 'Sample programme objectives (invented)';

/** How the published competencies (by their codes) stand to the invented ones. */
const relations: ReadonlyArray<[string, Relation, string]> = [
  ['1', 'narrower', 'A.1'],
  ['3', 'exact', 'A.2'],
  ['2', 'broader', 'A.3'],
  ['4', 'broader', 'A.3'],
  ['5', 'related', 'B.1'],
];

/** Brings the invented framework in as the convener, adopts it, and says how the published competencies stand to it. */
export async function sampleFramework(convener: Actor): Promise<void> {
  const sheet = rows.map((cells, at) => ({ sheet: '', line: at + 1, cells }));
  const { file, messages } = readFrameworkSheet(sheet, { name: 'sample.csv', format: 'csv', title, creator: 'Nobody (invented)' });
  await as(convener, async (scope) => {
    const { frameworkId, versionId } = await importFramework(scope, file!, { messages });
    await scope.tx.updateTable('framework').set({ isSample: true }).where('id', '=', frameworkId).execute();
    const { changedAt } = await version(scope, versionId);
    await adoptVersion(scope, { versionId, adoptedOn: '2026-01-15', makeCurrent: false, seen: changedAt.getTime() });
    const ours = (await currentFramework(scope)).competencies;
    const theirs = await itemsOf(scope, versionId);
    for (const [code, relation, other] of relations) {
      const from = ours.find((each) => each.code === code)!.id;
      const to = theirs.find((each) => each.code === other)!.id;
      await relate(scope, { from, to, relation, note: null });
    }
  });
}
