/** Somebody in the tree. `lastOn`: the last day (ISO) on which they are known to have taught; null when nothing is known. */
export type TreePerson = { readonly id: string; readonly name: string; readonly school: string; readonly lastOn: string | null };
/** That somebody was trained by somebody: in one of our programmes, or elsewhere as the trained person told it. */
export type Training = {
  readonly personId: string;
  readonly trainerId: string;
  readonly words: string;
  readonly onDay: string | null;
  readonly isOurs: boolean;
};

/** Somebody at their place in the tree, with whom they trained below. `isAgain`: they stand elsewhere with all that is below them (a second trainer, or a ring), and here only by name. */
export type Branch = {
  readonly person: TreePerson;
  readonly by: readonly Training[];
  readonly isAgain: boolean;
  readonly below: readonly Branch[];
};

/** How far somebody's training reaches: people they trained, and people whom those trained, and so on; each person counted once, and never themselves. `active`: of all of them, who taught on a day or later. */
export type Reach = { readonly direct: number; readonly through: number; readonly active: number };

type Links = {
  readonly people: ReadonlyMap<string, TreePerson>;
  readonly trained: ReadonlyMap<string, ReadonlyMap<string, readonly Training[]>>;
};

/** Trainers and whom they trained, with both among the people; nobody is their own trainer. */
function linksOf(people: readonly TreePerson[], trainings: readonly Training[]): Links {
  const known = new Map(people.map((person) => [person.id, person]));
  const named = trainings.filter(({ personId, trainerId }) => personId !== trainerId && known.has(personId) && known.has(trainerId));
  const trained = new Map(
    [...Map.groupBy(named, ({ trainerId }) => trainerId)].map(([id, own]) => [id, Map.groupBy(own, ({ personId }) => personId)]),
  );
  return { people: known, trained };
}

/**
 * The tree of who trained whom, by name. It begins with whoever nobody here trained; each person stands in full once, under the first of their trainers, and by name under the others. A ring (two who trained
 * each other) begins with the first of it by name, and ends where it would come round. Whoever trained nobody and was trained by nobody is not in it.
 */
export function treeOf(people: readonly TreePerson[], trainings: readonly Training[]): Branch[] {
  const { people: known, trained } = linksOf(people, trainings);
  const hasTrainer = new Set([...trained.values()].flatMap((own) => [...own.keys()]));
  const seen = new Set<string>();
  const byName = (one: TreePerson, other: TreePerson) => one.name.localeCompare(other.name, 'en') || (one.id < other.id ? -1 : 1);
  const grow = (person: TreePerson, by: readonly Training[]): Branch => {
    if (seen.has(person.id)) return { person, by, isAgain: true, below: [] };
    seen.add(person.id);
    const own = [...(trained.get(person.id) ?? [])]
      .map(([id, how]) => ({ person: known.get(id)!, how }))
      .sort((a, b) => byName(a.person, b.person));
    return { person, by, isAgain: false, below: own.map(({ person: below, how }) => grow(below, how)) };
  };
  const trainers = [...trained.keys()].map((id) => known.get(id)!).sort(byName);
  const first = trainers.filter(({ id }) => !hasTrainer.has(id)).map((person) => grow(person, []));
  const rings = trainers.flatMap((person) => (seen.has(person.id) ? [] : [grow(person, [])]));
  return [...first, ...rings];
}

/** The reach of everybody who trained somebody, by their id. */
export function reachOf(people: readonly TreePerson[], trainings: readonly Training[], activeFrom: string): ReadonlyMap<string, Reach> {
  const { people: known, trained } = linksOf(people, trainings);
  const reach = [...trained].map(([id, own]): [string, Reach] => {
    const all = new Set<string>();
    const waiting = [...own.keys()];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === id || all.has(next)) continue;
      all.add(next);
      waiting.push(...(trained.get(next)?.keys() ?? []));
    }
    const isActive = (person: string) => (known.get(person)!.lastOn ?? '') >= activeFrom;
    return [id, { direct: own.size, through: all.size - own.size, active: [...all].filter(isActive).length }];
  });
  return new Map(reach);
}

/** One line of a tree that is drawn: at which depth and in which row, and in which row their trainer stands (null: they begin a tree). */
export type Drawn = {
  readonly person: TreePerson;
  readonly depth: number;
  readonly row: number;
  readonly under: number | null;
  readonly isAgain: boolean;
  readonly isOurs: boolean;
};

/** The tree line by line, as a list and a drawing both show it. */
export function drawnTree(tree: readonly Branch[]): Drawn[] {
  const lines: Drawn[] = [];
  const draw = ({ person, by, isAgain, below }: Branch, depth: number, under: number | null) => {
    const row = lines.length;
    lines.push({ person, depth, row, under, isAgain, isOurs: by.some(({ isOurs }) => isOurs) });
    for (const each of below) draw(each, depth + 1, row);
  };
  for (const branch of tree) draw(branch, 0, null);
  return lines;
}

/** Everybody who was trained by somebody here, or trained somebody, once. */
export function peopleIn(tree: readonly Branch[]): number {
  return new Set(drawnTree(tree).map(({ person }) => person.id)).size;
}
