import { quoted } from '#app/platform/kept-text.ts';
import { courseIdOf } from './derived-id.ts';
import { foldedText } from './folded-text.ts';
import type { InventoryBlock, InventoryLevel, Message } from './inventory.ts';
import { emptyBlock } from './inventory.ts';
import type { RowDraft } from './row-draft.ts';
import type { Levels } from './stated-levels.ts';

/** Gathers the courses that the rows of a sheet stand in, to be handed over after the last row. */
export type RowCourses = {
  /** Puts an activity into the course of its row, if it names one. `section` names the rows below it; answers the course's id. */
  place(event: { readonly id: string; readonly groups: number | null }, draft: RowDraft, line: number): void;
  /** The courses and the levels, in the order in which they first stood. */
  finish(): { blocks: InventoryBlock[]; levels: InventoryLevel[] };
};

type Gathered = {
  readonly block: InventoryBlock;
  readonly words: Set<NonNullable<InventoryBlock['requirement']>>;
  levels: Levels | null;
  groupsSaid: number;
  hasGroups: boolean;
  readonly told: Set<string>;
};

/**
 * `holdsForAll`: what is said of a course holds for each activity in it of which nothing is said. `areLevelsCourses`: a sheet without courses has one for each
 * of its levels or phases, so that it is known where its activities are.
 */
export function createCourses(
  { holdsForAll, areLevelsCourses }: { holdsForAll: boolean; areLevelsCourses: boolean },
  say: (message: Message) => void,
): RowCourses {
  const courses = new Map<string, Gathered>();
  const folded = new Map<string, string>();
  const levelNames = new Map<number, { label: string; line: number }>();

  /** Folded once for each way of writing it, since each row says it again. */
  function keyOf({ courseId }: RowDraft, title: string): string {
    if (courseId !== '') return `id ${courseId}`;
    const known = folded.get(title);
    if (known !== undefined) return known;
    const key = foldedText(title);
    if (folded.size < 10_000) folded.set(title, key);
    return key;
  }

  function gathered(key: string, title: string, draft: RowDraft, line: number): Gathered {
    const known = courses.get(key);
    if (known) return known;
    const block = { ...emptyBlock(draft.courseId || courseIdOf(title), line), title: title || draft.courseId };
    const fresh = { block, words: new Set<never>(), levels: null, groupsSaid: 0, hasGroups: false, told: new Set<string>() };
    courses.set(key, fresh);
    return fresh;
  }

  /** The first row of a course that says something counts; another word later is named once. */
  function keep<Part extends 'requirement' | 'phase' | 'seats' | 'enrolled'>(
    course: Gathered,
    part: Part,
    value: InventoryBlock[Part],
    line: number,
  ) {
    const { block, told } = course;
    if (value === null || value === block[part]) return;
    if (block[part] === null) {
      block[part] = value;
      return;
    }
    if (told.has(part)) return;
    told.add(part);
    say({
      severity: 'warning',
      line,
      path: `course ${block.title}`,
      found: `${names[part]} ${quoted(String(value))}, where another row of the same course says ${quoted(String(block[part]))}`,
      expected: 'The same in each row of a course',
      did: 'The first was kept.',
      about: { kind: 'block', sourceId: block.sourceId, field: part },
    });
  }

  function widen(course: Gathered, levels: Levels, line: number) {
    const before = course.levels;
    course.levels = before === null ? levels : { first: Math.min(before.first, levels.first), last: Math.max(before.last, levels.last) };
    if (before === null || (before.first <= levels.first && before.last >= levels.last) || course.told.has('levels')) return;
    course.told.add('levels');
    say({
      severity: 'warning',
      line,
      path: `course ${course.block.title}`,
      found: `Level ${levels.first}${levels.last === levels.first ? '' : `-${levels.last}`}, where rows above of the same course say ${before.first}${before.last === before.first ? '' : `-${before.last}`}`,
      expected: 'The same levels in each row of a course; two courses of one name have an id each',
      did: 'The course was given all of them.',
      about: { kind: 'block', sourceId: course.block.sourceId, field: 'startLevel' },
    });
  }

  return {
    place(event, draft, line) {
      for (let number = draft.levels?.first ?? 1; number <= (draft.levels?.last ?? 0); number += 1) {
        const isOne = draft.levels!.first === draft.levels!.last;
        const label = isOne && draft.levelName !== '' && !/^\d+$/.test(draft.levelName) ? draft.levelName : `Year ${number}`;
        const known = levelNames.get(number);
        if (!known) levelNames.set(number, { label, line });
        else if (known.label === `Year ${number}`) known.label = label;
      }
      const title = draft.course || (areLevelsCourses ? draft.levelName || draft.phase : '');
      if (title === '' && draft.courseId === '') return;
      const course = gathered(keyOf(draft, title), title, draft, line);
      course.block.events.push({
        eventId: event.id,
        isRequired:
          draft.requirement === null
            ? holdsForAll && draft.courseRequirement !== null
              ? draft.courseRequirement !== 'elective'
              : null
            : draft.requirement !== 'elective',
        startsOn: draft.startDay ?? draft.day,
        endsOn: draft.endDay ?? draft.startDay ?? draft.day,
      });
      if (draft.requirement) course.words.add(draft.requirement);
      if (draft.levels) widen(course, draft.levels, line);
      if (event.groups !== null) course.groupsSaid += 1;
      if ((event.groups ?? 1) > 1) course.hasGroups = true;
      keep(course, 'requirement', draft.courseRequirement, line);
      keep(course, 'phase', draft.phase === '' ? null : draft.phase, line);
      keep(course, 'seats', draft.seats, line);
      keep(course, 'enrolled', draft.enrolled, line);
    },
    finish() {
      const blocks = [...courses.values()].map(
        ({ block, words, levels, groupsSaid, hasGroups }): InventoryBlock => ({
          ...block,
          // Without a word about the course: required where one of its activities is, elective where all are.
          requirement:
            block.requirement ??
            (words.has('required')
              ? 'required'
              : words.has('required-in-track')
                ? 'required-in-track'
                : words.has('elective')
                  ? 'elective'
                  : null),
          startLevel: levels ? String(levels.first) : null,
          endLevel: levels ? String(levels.last) : null,
          teaching: groupsSaid === 0 || groupsSaid < block.events.length ? null : hasGroups ? 'groups' : 'each',
        }),
      );
      const levels = [...levelNames]
        .sort(([a], [b]) => a - b)
        .map(([number, { label, line }]): InventoryLevel => ({ kind: 'level', number: String(number), label, description: null, line }));
      return { blocks, levels };
    },
  };
}

const names = { requirement: 'The requirement', phase: 'The phase', seats: 'Seats:', enrolled: 'Enrolled:' } as const;
