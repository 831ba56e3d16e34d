import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#app/platform/actor.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../../tests/releases.ts';
import { acceptedBy, openedRound, openTerms } from '../../../../tests/rounds.ts';
import { determinedBy, type Equation, seeded } from '../../../../tests/solver.ts';
import { keepChoices, releaseFigures, withdrawFigures } from '../release/commands.server.ts';
import { discloseJob } from '../release/jobs.server.ts';
import type { Choice } from '../release/snapshot.ts';
import { figureGroups, type SharingForm } from '../rounds/figure-group.ts';
import { roundNamed } from '../rounds/queries.server.ts';
import { comparedCells } from './comparison.ts';
import { comparisonCsv, comparisonDocument } from './document.ts';
import { comparisonSvg } from './drawing.ts';
import { comparisonOf } from './queries.server.ts';

const codes = ['1', '2', '3', '4', '5'];
const publicTerms = {
  required: { form: 'named', audience: 'public' },
  electives: openTerms.electives,
  assessment: { form: 'aggregate', audience: 'collaborative' },
} as const;

/** What a reader finds in the answers of the real pages: of each required pre-clerkship cell how many others, and their mean. */
type Read = { readonly competency: string; readonly others: number; readonly mean: number };

/** Every page, filter and download of the comparison that a reader can open now, and what of the others stands in each; they must say the same. */
async function opened(reader: Actor, slug: string): Promise<{ aggregates: Read[]; text: string }> {
  const compared = await as(reader, (scope) => comparisonOf(scope, slug));
  const texts: string[] = [];
  const found = new Map<string, Read>();
  for (const group of figureGroups)
    for (const competency of [null, ...codes]) {
      const document = comparisonDocument(compared, { group, competency });
      texts.push(comparisonCsv(document), JSON.stringify(document), comparisonSvg(comparedCells(compared, { group, competency }), 'x'));
      if (group !== 'required') continue;
      for (const cell of document.cells.filter((each) => each.cell === 'pre-clerkship')) {
        const mark = cell.marks.find(({ kind }) => kind === 'others');
        if (!mark) continue;
        const read = { competency: cell.competency, others: Number(/of (\d+) others/.exec(mark.who)![1]), mean: mark.least! };
        assert.deepEqual(found.get(cell.competency) ?? read, read, 'a filter or download says something else than the page');
        found.set(cell.competency, read);
      }
    }
  return { aggregates: [...found.values()], text: texts.join('\n') };
}

for (const [seed, size] of [
  [1, 5],
  [2, 6],
  [3, 8],
] as const)
  test(`${size} schools, choosing by chance: what one or two readers open on the real pages determines no figure of another school (seed ${seed})`, async () => {
    const random = seeded(seed);
    const names = Array.from({ length: size }, (_, at) => `school-${seed}-${at}`);
    const schools = await Promise.all(names.map((name) => school(name)));
    const leads = await Promise.all(schools.map((each) => actor('Lead', ['lead'], each)));
    const convener = await actor(`Convener${seed}`, ['convener']);
    const minutes = schools.map(() => Object.fromEntries(codes.map((code) => [code, 30 * random(6)])));
    for (const [at, lead] of leads.entries()) await taughtAndSubmitted(lead, minutes[at]!);
    const { id, slug } = await openedRound(
      schools.map((each) => each.id),
      { title: `Attack ${seed}`, figures: publicTerms },
    );
    await acceptedBy(leads, id);
    const round = await as(leads[0]!, (scope) => roundNamed(scope, slug));
    const readers = [leads[0]!, leads[1]!, convener];
    const equations: Equation[] = [];
    let shown = 0;

    async function look() {
      await enqueue(discloseJob, { year: round.year });
      for (const reader of readers) {
        const read = await opened(reader, slug);
        for (const { competency, others, mean } of read.aggregates) {
          shown++;
          const members = await membersOf(competency, reader);
          assert.equal(members.length, others);
          const total = members.reduce((sum, member) => sum + minutes[schools.findIndex((each) => each.id === member)]![competency]!, 0);
          // A mean is written as the number it is: times the others it is the exact sum again.
          assert.equal(Math.round(mean * others), total);
          equations.push({ unknowns: members.map((name) => `${name} ${competency}`), total });
        }
        for (const [at, each] of schools.entries())
          if (reader.school?.id !== each.id && !forms.get(each.id)?.includes('named'))
            assert.ok(!read.text.includes(each.name), `${names[at]} is named without wishing so`);
      }
    }
    /** Whom an attacker would count: the schools of the open pools whose cell counts, from what the schools know of themselves. */
    async function membersOf(competency: string, reader: Actor): Promise<string[]> {
      const pools = new Map<string, string[]>();
      for (const lead of leads) {
        const rows = await as(lead, ({ tx }) =>
          tx.selectFrom('disclosureMember').select('poolId').where('figure', '=', `required/${competency}`).execute(),
        );
        for (const { poolId } of rows) pools.set(poolId, [...(pools.get(poolId) ?? []), lead.school!.id]);
      }
      const open = [...pools.values()].filter((members) => members.every((member) => sharing.get(member)?.has(competency)));
      return open.flat().filter((member) => member !== reader.school?.id);
    }

    const forms = new Map<string, SharingForm[]>();
    const sharing = new Map<string, Set<string>>();
    for (const [at, lead] of leads.entries()) {
      // The readers share, since whoever shares knows most.
      const form: SharingForm = at < 2 ? 'aggregate' : (['aggregate', 'aggregate', 'aggregate', 'named'] as const)[random(4)]!;
      const exception = codes[random(codes.length)]!;
      const choices: Choice[] = [
        { group: 'required', competency: '', form },
        ...(at < 2 ? [] : [{ group: 'required' as const, competency: exception, form: 'private' as const }]),
      ];
      forms.set(lead.school!.id, [form]);
      sharing.set(lead.school!.id, new Set(form === 'aggregate' ? codes.filter((code) => at < 2 || code !== exception) : []));
      await as(lead, (scope) => keepChoices(scope, { round, choices }));
      await as(lead, (scope) => releaseFigures(scope, { round, reason: '' }));
      await look();
    }
    for (const lead of leads.slice(2)) {
      if (random(2) === 0) await as(lead, (scope) => releaseFigures(scope, { round, reason: 'Corrected' }));
      else {
        await as(lead, (scope) => withdrawFigures(scope, { round, figure: '', reason: 'Withdrawn' }));
        sharing.set(lead.school!.id, new Set());
      }
      await look();
    }
    const own = readers.flatMap((reader) => codes.map((code) => ({ reader, code }))).filter(({ reader }) => reader.school !== null);
    for (const { reader, code } of own)
      equations.push({
        unknowns: [`${reader.school!.id} ${code}`],
        total: minutes[schools.findIndex(({ id }) => id === reader.school!.id)]![code]!,
      });
    const found = [...determinedBy(equations).keys()].filter(
      (name) => !readers.some((reader) => reader.school && name.startsWith(reader.school.id)),
    );
    assert.deepEqual(found, []);
    assert.ok(shown > 0, 'nothing was shown, so nothing was attacked');
  });
