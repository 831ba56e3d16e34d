/** Every requirement, in the order in which screens show them. */
export const requirements = ['required', 'required-in-track', 'elective', 'unknown'] as const;

/** Whether students must take something. `unknown` when the school has not said. */
export type Requirement = (typeof requirements)[number];

/** A requirement as lists and files say it. */
export const requirementWords: Readonly<Record<Requirement, string>> = {
  required: 'Required',
  'required-in-track': 'Required in track',
  elective: 'Elective',
  unknown: 'Not said',
};

/** A requirement within a sentence. */
export const requirementPhrases: Readonly<Record<Requirement, string>> = {
  required: 'required',
  'required-in-track': 'required in a track',
  elective: 'elective',
  unknown: 'not said whether required',
};

/**
 * Whether an activity must be taken where it stands, from the word of the course and the word of its place in the course (null: not said).
 * Elective when either says so; otherwise unknown when either says nothing; otherwise as the course says.
 * Source: MedBiquitous Curriculum Inventory, `SequenceBlock@required` and `SequenceBlockEvent@required` read together.
 */
export function requirementOf(course: Requirement | null, isPartRequired: boolean | null): Requirement {
  if (course === 'elective' || isPartRequired === false) return 'elective';
  if (course === null || isPartRequired === null) return 'unknown';
  return course;
}

/** The phases of those academic levels that the school gave to one, by the level's number. */
export function phasesOfLevels(
  levels: readonly { readonly number: number; readonly phaseId: string | null }[],
): ReadonlyMap<number, string> {
  return new Map(levels.flatMap(({ number, phaseId }) => (phaseId === null ? [] : [[number, phaseId] as const])));
}

/** The academic levels over which a course runs; null where the file says none. One alone stands for both. */
export type LevelRange = { readonly start: number | null; readonly end: number | null };

/**
 * The phase of a course: a phase's id, `spans` when its levels lie in more than one phase, null when that cannot be said yet
 * (no level, or a level that the school has not given to a phase). The school's own word (`override`) goes first.
 */
export function phaseOf(levels: LevelRange, phaseOfLevel: ReadonlyMap<number, string>, override: string | null): string | null {
  if (override !== null) return override;
  const start = levels.start ?? levels.end;
  const end = levels.end ?? levels.start;
  if (start === null || end === null) return null;
  const first = Math.min(start, end);
  const last = Math.max(start, end);
  let given = 0;
  const phases = new Set<string>();
  // Walks what the school gave, not the range: a file may claim a billion levels.
  for (const [level, phase] of phaseOfLevel) {
    if (level < first || level > last) continue;
    given++;
    phases.add(phase);
  }
  if (phases.size > 1) return 'spans';
  const [phase] = phases;
  return phase !== undefined && given === last - first + 1 ? phase : null;
}
