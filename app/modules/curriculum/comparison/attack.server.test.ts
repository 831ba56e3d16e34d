import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Actor } from '#app/platform/actor.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, school } from '../../../../tests/people.ts';
import { type Mapped, mappedAndSubmitted } from '../../../../tests/releases.ts';
import { acceptedBy, openedRound, openTerms } from '../../../../tests/rounds.ts';
import { determinedBy, determinedByTrying, type Equation, seeded } from '../../../../tests/solver.ts';
import { keepChoices, releaseFigures, withdrawFigures } from '../release/commands.server.ts';
import { type Cells, doesCount, type OpenPool, openFigure, rule, type Seen, type Value, whyNotWords } from '../release/disclosure.ts';
import { cellsOf, figureName } from '../release/figure.ts';
import { discloseJob } from '../release/jobs.server.ts';
import { ownReleases } from '../release/queries.server.ts';
import type { Choice } from '../release/snapshot.ts';
import { figureGroups } from '../rounds/figure-group.ts';
import { type Round, roundNamed } from '../rounds/queries.server.ts';
import { comparedCells } from './comparison.ts';
import { comparisonCsv, comparisonDocument } from './document.ts';
import { comparisonSvg } from './drawing.ts';
import { comparisonOf } from './queries.server.ts';

const codes = ['1', '2', '3'];
const figures = figureGroups.flatMap((group) => codes.map((code) => ({ group, code, figure: figureName(group, code) })));
const terms = {
  required: { form: 'named', audience: 'public' },
  electives: openTerms.electives,
  assessment: { form: 'aggregate', audience: 'collaborative' },
} as const;
/** The values that a school's cell may have, known to the attacker. */
const choicesOf: Readonly<Record<'minutes' | 'percent' | 'yes', readonly Value[]>> = {
  minutes: [[0, 0], [30, 30], [30, 60], null],
  percent: [[0], [10], [20], null],
  yes: [[0], [1]],
};

/** What a page says of the others in one cell: how many and their mean, or why not. */
type Said = { readonly others: number; readonly mean: readonly number[]; readonly hasRange: boolean } | { readonly why: string };

/** Every page, filter and download of the comparison that a reader can open now, and what each cell says of the others; they must say the same. */
async function opened(reader: Actor, slug: string): Promise<{ said: Map<string, Said>; text: string }> {
  const compared = await as(reader, (scope) => comparisonOf(scope, slug));
  const said = new Map<string, Said>();
  const texts: string[] = [];
  for (const group of figureGroups)
    for (const competency of [null, ...codes]) {
      const document = comparisonDocument(compared, { group, competency });
      const csv = comparisonCsv(document);
      texts.push(csv, JSON.stringify(document), comparisonSvg(comparedCells(compared, { group, competency }), 'x'));
      const rows = rowsOf(csv);
      for (const { competency: code, cell, name, marks, why } of document.cells.filter((each) => codes.includes(each.competency))) {
        const mark = marks.find(({ kind }) => kind === 'others');
        const row = rows.find((each) => each.kind === 'others' && each.competency === code && each.cell === name)!;
        const written = mark ? [mark.least, mark.most].map(String) : ['', ''];
        assert.deepEqual([row.least, row.most, row.text], [...written, mark?.text ?? why], 'the CSV says something else than the JSON');
        const here: Said = mark
          ? {
              others: Number(/of (\d+)/.exec(`${mark.who} ${mark.text}`)![1]),
              mean: [...new Set([mark.least!, mark.most!])],
              hasRange: mark.text.includes(', from '),
            }
          : { why: why! };
        const key = `${figureName(group, code)} ${cell}`;
        assert.deepEqual(said.get(key) ?? here, here, 'a filter or download says something else than the page');
        said.set(key, here);
      }
    }
  return { said, text: texts.join('\n') };
}

/** The rows of a download by the names of its columns, without the notes above them. */
function rowsOf(csv: string): Record<string, string>[] {
  const lines = parse(csv, { relaxColumnCount: true }) as string[][];
  const head = lines.findIndex(([first]) => first === 'competency');
  return lines.slice(head + 1).map((line) => Object.fromEntries(lines[head]!.map((name, at) => [name, line[at] ?? ''])));
}

/** What the rule shows, as a page says it; of the smallest and the largest only whether they are there. */
function asSaid(seen: Seen, unit: keyof typeof choicesOf): Said {
  if ('why' in seen) return { why: whyNotWords[seen.why] };
  return { others: seen.others, mean: [...new Set(seen.mean)], hasRange: seen.smallest !== null && unit !== 'yes' };
}

/** A pool as whoever counts sees it: which release of which school. */
type Moment = readonly (readonly { readonly school: string; readonly release: string }[])[];

/**
 * Schools that map, choose, release, correct and withdraw by chance in a year of their own. After every act the two schools that read together and the convener open
 * everything; answers the cells in which a value of another school follows from all that they opened, and how many cells were shown.
 */
async function campaign({ seed, size, year }: { seed: number; size: number; year: string }): Promise<{ found: string[]; shown: number }> {
  const random = seeded(seed);
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)]!;
  // Unknown is rare, since a pool with an unknown value shows nothing.
  const valueFor = (unit: keyof typeof choicesOf): Value =>
    pick(random(12) === 0 ? choicesOf[unit] : choicesOf[unit].filter((value) => value !== null));
  const names = Array.from({ length: size }, (_, at) => `s${seed}-${at}`);
  const schools = await Promise.all(names.map((name) => school(name)));
  const leads = await Promise.all(schools.map((each) => actor('Lead', ['lead'], each)));
  const convener = await actor(`Convener${seed}`, ['convener']);
  const readers = [leads[0]!, leads[1]!, convener];
  for (const lead of leads) {
    const valuesOf = (): Mapped =>
      Object.fromEntries(Object.values(cellsOf).flatMap((cells) => cells.map(({ id, unit }) => [id, valueFor(unit)])));
    await mappedAndSubmitted(lead, Object.fromEntries(codes.map((code) => [code, valuesOf()])), year);
  }
  const { id, slug } = await openedRound(
    schools.map((each) => each.id),
    { title: `Attack ${seed}`, year, figures: terms },
  );
  await acceptedBy(leads, id);
  const round = await as(leads[0]!, (scope) => roundNamed(scope, slug));

  const truth = new Map<string, Readonly<Record<string, Cells>>>();
  const sharing = new Map<string, ReadonlySet<string>>();
  const named = new Set<string>();
  const moments = new Map<string, Map<string, Moment>>(figures.map(({ figure }) => [figure, new Map()]));
  let shown = 0;

  async function look(): Promise<void> {
    await enqueue(discloseJob, { year });
    const pools = await openPools(leads, { year, sharing });
    for (const { figure } of figures) moments.get(figure)!.set(JSON.stringify(pools.get(figure) ?? []), pools.get(figure) ?? []);
    for (const reader of readers) {
      const { said, text } = await opened(reader, slug);
      for (const { group, figure } of figures) {
        const isForReader = reader.school !== null || terms[group].audience !== 'round';
        const seenBy = openFigure(
          isForReader ? openedWith(pools.get(figure) ?? [], (release) => truth.get(release)![figure]!) : [],
          idsOf(group),
        );
        for (const { id: cell, unit } of cellsOf[group]) {
          const seen = seenBy(reader.school?.id ?? null)[cell]!;
          if ('mean' in seen) shown++;
          assert.deepEqual(said.get(`${figure} ${cell}`), asSaid(seen, unit), `${figure} ${cell} is not what the rule shows`);
        }
      }
      for (const each of schools)
        if (reader.school?.id !== each.id && !named.has(each.id))
          assert.ok(!text.includes(each.name), `${each.name} is named without wishing so`);
    }
  }

  async function releases(lead: Actor, reason: string): Promise<void> {
    const done = await as(lead, async (scope) => {
      await releaseFigures(scope, { round, reason });
      return (await ownReleases(scope, id))[0]!;
    });
    const own = Object.entries(done.snapshot.figures);
    truth.set(done.id, Object.fromEntries(own.map(([figure, { cells }]) => [figure, cells])));
    sharing.set(lead.school!.id, new Set(own.filter(([, { form }]) => form === 'aggregate').map(([figure]) => figure)));
    if (own.some(([, { form }]) => form === 'named')) named.add(lead.school!.id);
  }

  for (const [at, lead] of leads.entries()) {
    // The two who read share all, since whoever shares knows most.
    const formOf = (group: Choice['group']) =>
      at < 2 ? 'aggregate' : pick(group === 'assessment' ? forms.filter((form) => form !== 'named') : forms);
    const choices = figures.map(({ group, code }): Choice => ({ group, competency: code, form: formOf(group) }));
    await as(lead, (scope) => keepChoices(scope, { round, choices }));
    await releases(lead, '');
    // The first three change nothing for anybody: a pool needs four.
    if (at >= 3) await look();
  }
  for (const lead of leads.slice(2, 5)) {
    if (random(2) === 0) {
      await corrected(lead, { year, minutes: pick([0, 30]) });
      await releases(lead, 'Corrected');
    } else {
      await withdrawn(lead, round);
      sharing.set(lead.school!.id, new Set());
    }
    await look();
  }
  const found = figures.flatMap(({ group, figure }) =>
    cellsOf[group].flatMap(({ id: cell, unit }) => {
      const collude = {
        readers: readers.map((reader) => reader.school?.id ?? null),
        cells: truth,
        moments: [...moments.get(figure)!.values()],
      };
      return determined(collude, { figure, cell, choices: choicesOf[unit] }).map((name) => `${figure} ${cell} ${name}`);
    }),
  );
  return { found, shown };
}

const forms = [...Array.from({ length: 10 }, () => 'aggregate' as const), 'named', 'private'] as const;

function idsOf(group: Choice['group']): string[] {
  return cellsOf[group].map(({ id }) => id);
}

function openedWith(pools: Moment, cells: (release: string) => Cells): OpenPool[] {
  return pools.map((members) => members.map((each) => ({ school: each.school, cells: cells(each.release) })));
}

/** The pools of every figure that are open, from what each school knows of itself: where it stands, and what it shares now. */
async function openPools(
  leads: readonly Actor[],
  { year, sharing }: { year: string; sharing: ReadonlyMap<string, ReadonlySet<string>> },
): Promise<Map<string, Moment>> {
  const pools = new Map<string, { figure: string; members: { school: string; release: string }[] }>();
  for (const lead of leads) {
    const rows = await as(lead, ({ tx }) =>
      tx.selectFrom('disclosureMember').select(['poolId', 'figure', 'releaseId']).where('year', '=', year).execute(),
    );
    for (const { poolId, figure, releaseId } of rows) {
      const pool = pools.get(poolId) ?? { figure, members: [] };
      pool.members.push({ school: lead.school!.id, release: releaseId });
      pools.set(poolId, pool);
    }
  }
  const open = [...pools.values()].filter(({ figure, members }) => members.every((each) => sharing.get(each.school)?.has(figure)));
  return new Map([...Map.groupBy(open, ({ figure }) => figure)].map(([figure, group]) => [figure, group.map(({ members }) => members)]));
}

async function corrected(lead: Actor, { year, minutes }: { year: string; minutes: number }): Promise<void> {
  await as(lead, ({ tx }) =>
    tx
      .updateTable('activity')
      .set({ learnerMinutes: minutes, learnerMinutesMost: null })
      .where('schoolId', '=', lead.school!.id)
      .where('year', '=', year)
      .where('sourceId', 'like', '%clerkship')
      .execute(),
  );
}

async function withdrawn(lead: Actor, round: Round): Promise<void> {
  await as(lead, (scope) => withdrawFigures(scope, { round, figure: '', reason: 'Withdrawn' }));
}

/** What the two who read together know of one cell: the own values, who stood in which pool at which time, and everything that was shown to them. */
function determined(
  {
    readers,
    cells,
    moments,
  }: { readers: readonly (string | null)[]; cells: ReadonlyMap<string, Readonly<Record<string, Cells>>>; moments: readonly Moment[] },
  { figure, cell, choices }: { figure: string; cell: string; choices: readonly Value[] },
): string[] {
  const members = moments.flat(2);
  const truth = new Map(members.map(({ release }) => [release, sameOf(cells.get(release)![figure]![cell] ?? null, choices)]));
  const unknowns = [...new Set(members.filter((member) => !readers.includes(member.school)).map(({ release }) => release))];
  if (unknowns.length === 0) return [];
  const published = (world: ReadonlyMap<string, Value>): Seen[] =>
    moments.flatMap((moment) => {
      const seenBy = openFigure(
        openedWith(moment, (release) => ({ [cell]: world.get(release)! })),
        [cell],
      );
      return readers.map((reader) => seenBy(reader)[cell]!);
    });
  const tried = determinedByTrying(truth, { unknowns, choices, published: (world) => JSON.stringify(published(world)) });
  const equations: Equation[] = members.flatMap(({ school: of, release }) => {
    const value = truth.get(release);
    return readers.includes(of) && value ? [{ unknowns: [release], total: value[0]! }] : [];
  });
  for (const [at, seen] of published(truth).entries()) {
    if ('why' in seen) continue;
    const reader = readers[at % readers.length];
    const counted = moments[Math.floor(at / readers.length)]!.filter((pool) => doesCount(pool.map(({ release }) => truth.get(release)!)));
    const others = counted.flat().filter((member) => member.school !== reader);
    equations.push({ unknowns: others.map(({ release }) => release), total: Math.round(seen.mean[0]! * seen.others) });
  }
  const solved = determinedBy(equations);
  return unknowns.filter((name) => tried.includes(name) || solved.has(name));
}

/** The choice that is this value: worlds are told apart by which choice a school has. */
function sameOf(value: Value, choices: readonly Value[]): Value {
  const same = choices.find((choice) => JSON.stringify(choice) === JSON.stringify(value));
  assert.ok(same !== undefined, `${JSON.stringify(value)} is a value that the attacker does not reckon with`);
  return same;
}

for (const [seed, size, year] of [
  [1, 6, '2021-22'],
  [2, 7, '2022-23'],
  [3, 8, '2023-24'],
  [4, 9, '2024-25'],
] as const)
  test(`${size} schools, choosing by chance: what two of them and the convener open on the real pages determines no cell of another school (seed ${seed})`, async () => {
    const { found, shown } = await campaign({ seed, size, year });
    assert.deepEqual(found, []);
    assert.ok(shown > 0, 'nothing was shown, so nothing was attacked');
  });

for (const [differ, seed, size, year] of [
  [0, 5, 6, '2025-26'],
  [2, 8, 5, '2026-27'],
] as const)
  test(`the same attack finds values when ${differ} who differ in a cell are enough (seed ${seed})`, async () => {
    const ours = rule.differ;
    rule.differ = differ;
    try {
      const { found } = await campaign({ seed, size, year });
      assert.ok(found.length > 0, 'the attack sees nothing, so it proves nothing of the rule');
    } finally {
      rule.differ = ours;
    }
  });
