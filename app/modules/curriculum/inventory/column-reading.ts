import { counted, quoted } from '#app/platform/kept-text.ts';
import { type Cell, cellText } from '#app/platform/sheet.ts';
import { findTerm } from '../method-vocabulary.ts';
import { requirementPhrases } from '../placement.ts';
import type { Answers } from './answers.ts';
import { limits } from './ci-xml-element.ts';
import { foldedText } from './folded-text.ts';
import type { InventoryBlock } from './inventory.ts';
import type { Field } from './matching.ts';
import type { Fault, RowDraft } from './row-draft.ts';
import { readTime, type StatedTime } from './stated-day.ts';
import { minutesWords, readDuration, type StatedDuration } from './stated-duration.ts';
import { levelsIn, levelsOfAnswer } from './stated-levels.ts';
import { linesOf, listOf, onOneLine } from './stated-list.ts';
import { methodIn } from './stated-method.ts';
import { readCount } from './stated-number.ts';
import { requirementIn } from './stated-requirement.ts';

/** Reads the cells of one column into the drafts of their rows. */
export type ColumnReading = {
  readonly index: number;
  readonly field: Field;
  /** Where it is, in messages: `Duration (D)`. */
  readonly path: string;
  /** Puts what a cell says into the draft; answers how it was read, in words (null: nothing is known of it). */
  take(cell: Cell, draft: RowDraft, tell: (fault: Fault) => void): string | null;
};

type Column = { readonly index: number; readonly path: string; readonly answers: Answers };
type Tell = (fault: Fault) => void;
type Take = (text: string, draft: RowDraft, at: { readonly cell: Cell; readonly tell: Tell }) => string | null;

/** The reading of a column as its field and its answers say; null for one that is not used. */
export function readingOf(field: Field, column: Column): ColumnReading | null {
  if (field === 'ignore') return null;
  const take = takers[field](column, field);
  return {
    index: column.index,
    field,
    path: column.path,
    take(cell, draft, tell) {
      const text = typeof cell === 'string' && isTrimmed(cell) ? cell : cellText(cell).trim();
      return text === '' ? null : take(text, draft, { cell, tell });
    },
  };
}

/** Whether nothing stands around a text, which is what nearly every cell is like. */
function isTrimmed(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return text.charCodeAt(0) > 32 && text.charCodeAt(0) < 128 && last > 32 && last < 128;
}

const takers: Readonly<Record<Exclude<Field, 'ignore'>, (column: Column, field: Field) => Take>> = {
  id: (column) => takeName('id', column, limits.reference),
  title: (column) => takeName('title', column, limits.title),
  course: (column) => takeName('course', column, limits.title),
  'course-id': (column) => takeName('courseId', column, limits.reference),
  phase: (column) => {
    const name = takeName('phase', column, limits.name);
    const level = takeLevels(column, true);
    return (text, draft, at) => {
      const read = name(text, draft, at);
      level(text, draft, at);
      return read;
    };
  },
  level: (column) => takeLevels(column, false),
  'estimate-source': () => (text, draft) => {
    draft.estimateSource = onOneLine(text);
    return draft.estimateSource;
  },
  text:
    (column) =>
    (text, draft, { tell }) => {
      const lines = linesOf(cut(text, limits.text, column.path, tell)).join('\n');
      draft.texts.push(lines);
      return lines;
    },
  objectives: takeList((value, draft) => {
    draft.objectives.push(value);
    return value;
  }),
  keywords: takeList((value, draft) => {
    draft.keywords.push({ term: value, source: null, sourceId: null });
    return value;
  }),
  resources: takeList((value, draft, { path, tell, isFirst }) => {
    if (findTerm('resource', value)?.kind !== 'resource' && isFirst)
      tell({ ...unknownWord('resource type', value, path), field: 'resources' });
    draft.resources.push(value);
    return findTerm('resource', value)?.name ?? value;
  }),
  instruction: takeMethods('instruction'),
  assessment: takeMethods('assessment'),
  purpose:
    (column) =>
    (text, draft, { tell }) => {
      const folded = foldedText(text);
      draft.purpose = /^f/.test(folded) ? 'formative' : /^s/.test(folded) ? 'summative' : null;
      if (draft.purpose === null || (folded.length > 1 && !/^(?:formative|summative)/.test(folded))) {
        draft.purpose = null;
        tell({
          severity: 'warning',
          path: column.path,
          found: quoted(text),
          expected: 'Formative or Summative',
          did: 'The assessment was kept without a purpose.',
          field: 'methods',
        });
      }
      return draft.purpose;
    },
  minutes: (column) => takeDuration(column, column.answers.counted(column.index, 'minutes'), false),
  hours: (column) => takeDuration(column, column.answers.counted(column.index, 'hours'), false),
  duration: (column) => takeDuration(column, column.answers.ofColumn('unit', column.index), false),
  'delivered-minutes': (column) => takeDuration(column, column.answers.counted(column.index, 'minutes'), true),
  'delivered-hours': (column) => takeDuration(column, column.answers.counted(column.index, 'hours'), true),
  groups: (column) => takeCount('groups', column, 'groups'),
  seats: (column) => takeCount('seats', column, 'seats'),
  enrolled: (column) => takeCount('enrolled', column, 'enrolled students'),
  start: (column) =>
    takeTime(column, (time, draft) => {
      draft.startDay = time.day ?? draft.startDay;
      draft.startTime = time.time ?? draft.startTime;
      draft.endTime = time.until ?? draft.endTime;
    }),
  end: (column) =>
    takeTime(column, (time, draft) => {
      draft.endDay = time.day ?? draft.endDay;
      draft.endTime = time.until ?? time.time ?? draft.endTime;
    }),
  date: (column) =>
    takeTime(column, (time, draft) => {
      draft.day = time.day ?? draft.day;
      draft.startTime = time.time ?? draft.startTime;
      draft.endTime = time.until ?? draft.endTime;
    }),
  requirement: (column) => takeRequirement(column, 'requirement'),
  'course-requirement': (column) => takeRequirement(column, 'courseRequirement'),
  interprofessional:
    (column) =>
    (text, draft, { tell }) => {
      const word = requirementIn(text);
      draft.isInterprofessional = word === 'yes' || /^(?:ipe?|interprofessional)$/i.test(text);
      if (word !== 'yes' && word !== 'no' && !draft.isInterprofessional)
        tell({
          severity: 'warning',
          path: column.path,
          found: quoted(text),
          expected: 'Yes or no',
          did: 'The activity was kept as not interprofessional.',
          field: 'isInterprofessional',
        });
      return draft.isInterprofessional ? 'yes' : 'no';
    },
};

type NamePart = 'id' | 'title' | 'course' | 'courseId' | 'phase';

function takeName(part: NamePart, { path }: Column, limit: number): Take {
  return (text, draft, { tell }) => {
    draft[part] = onOneLine(cut(text, limit, path, tell));
    return draft[part];
  };
}

function cut(text: string, limit: number, path: string, tell: Tell): string {
  if (text.length <= limit) return text;
  const most = counted(limit, 'character');
  tell({
    severity: 'warning',
    path,
    found: `A text of more than ${most}, ${quoted(text)}`,
    expected: 'A shorter text',
    did: `It was cut after ${most}.`,
    field: 'title',
  });
  return text.slice(0, limit).toWellFormed();
}

type AtValue = {
  readonly path: string;
  readonly tell: Tell /** The first time that this word stands in the column. */;
  readonly isFirst: boolean;
};

/** Values of a list: each word that the column has had before is not told about again. */
function takeList(take: (value: string, draft: RowDraft, at: AtValue) => string) {
  return ({ index, path, answers }: Column, field: Field): Take => {
    const separator = answers.separator(index, field);
    const seen = new Set<string>();
    const isOfVocabulary = field !== 'objectives' && field !== 'keywords';
    // A method's own name may have a comma or a slash.
    const isOne = (text: string) => (field === 'instruction' || field === 'assessment') && methodIn(onOneLine(text), field) !== null;
    const valuesOf = remembered((cell) => {
      const text = cellText(cell);
      return isOne(text) ? [onOneLine(text)] : listOf(text, separator);
    });
    return (text, draft, { tell }) => {
      let words = '';
      for (const value of valuesOf(cut(text, limits.text, path, tell))) {
        const isFirst = isOfVocabulary && !seen.has(value);
        if (isFirst && seen.size < 10_000) seen.add(value);
        const read = take(value, draft, { path, tell, isFirst });
        words = words === '' ? read : `${words}\n${read}`;
      }
      return words;
    };
  };
}

function takeMethods(kind: 'instruction' | 'assessment') {
  return (column: Column, field: Field): Take => {
    const termOf = remembered((cell) => methodIn(cellText(cell), kind));
    return takeList((value, draft, { path, tell, isFirst }) => {
      const known = termOf(value);
      const readAs = known?.term.kind === 'assessment' ? 'assessment' : known ? 'instruction' : kind;
      draft.methods.push({ kind: readAs, code: known?.isUsual ? known.term.code : value, name: known?.term.name ?? value });
      if (isFirst && !known) tell({ ...unknownWord('method', value, path), field: 'methods' });
      else if (isFirst && known && (known.isUsual || readAs !== kind))
        tell({
          severity: 'note',
          path,
          found: `The method ${quoted(value)}`,
          expected: 'A code or a name of the standardized vocabulary, such as IM013 or Lecture',
          did: `It was read as ${known.term.name} (${known.term.code})${readAs === kind ? '' : `, which is a method of ${readAs}`}, here and wherever else it stands.`,
          field: 'methods',
        });
      return known ? `${known.term.name} (${known.term.code})` : value;
    })(column, field);
  };
}

function unknownWord(noun: string, value: string, path: string): Omit<Fault, 'field'> {
  return {
    severity: 'warning',
    path,
    found: `A ${noun} that the vocabulary does not know, ${quoted(value)}`,
    expected:
      noun === 'method' ? 'A code or a name of the standardized vocabulary, such as IM013 or Lecture' : 'A code or a name such as RE005',
    did: 'It was kept and counted as written, here and wherever else it stands.',
  };
}

function takeDuration({ index, path, answers }: Column, unit: 'minutes' | 'hours', isDelivered: boolean): Take {
  const way = { unit, decimal: answers.decimal() };
  const isGroups = answers.ofColumn('times', index) === 'groups';
  const read = remembered((cell) => {
    const stated = timesDone(readDuration(cell, way), isGroups || isDelivered);
    return { stated, words: durationWords(stated) };
  });
  return (text, draft, { cell, tell }) => {
    const { stated, words } = read(cell);
    if (stated.minutes === 0 || stated.problem !== null)
      tell({
        severity: 'warning',
        path,
        found: stated.problem === null ? `A duration of zero, ${quoted(text)}` : `The duration ${quoted(text)}: ${stated.problem}`,
        expected: 'A length of time such as 90 min, 1.5 h or 1:30',
        did:
          stated.minutes === null
            ? `${isDelivered ? 'The delivered minutes' : 'Its minutes'} are unknown${isDelivered ? '.' : ' and add nothing.'}`
            : stated.minutes === 0
              ? 'It was kept with zero minutes.'
              : `It was read as ${counted(stated.minutes, 'minute')}.`,
        field: isDelivered ? 'deliveredMinutes' : 'minutes',
      });
    if (isDelivered) {
      draft.deliveredMinutes = stated.minutes === null ? draft.deliveredMinutes : stated.minutes * (stated.times ?? 1);
      draft.deliveredMost = stated.most === null ? draft.deliveredMost : stated.most * (stated.times ?? 1);
    } else if (stated.minutes !== null) {
      draft.minutes = stated.minutes;
      draft.most = stated.most;
      draft.groups = stated.times ?? draft.groups;
    }
    return words;
  };
}

/** `8 x 1 h` of eight sessions is eight hours of each learner. */
function timesDone(stated: StatedDuration, isGroups: boolean): StatedDuration {
  if (stated.times === null || isGroups) return stated;
  const [minutes, most] = [stated.minutes, stated.most].map((value) => value && value * stated.times!);
  return { ...stated, minutes: minutes ?? null, most: most ?? null, times: null };
}

/** A length of time in words: `90 minutes`, `120 to 180 minutes for each of 8 groups`; null when unknown. */
function durationWords(stated: StatedDuration): string | null {
  const words = minutesWords(stated);
  return words === null || stated.times === null ? words : `${words} for each of ${stated.times} groups`;
}

function takeCount(part: 'groups' | 'seats' | 'enrolled', { path, answers }: Column, noun: string): Take {
  const least = part === 'enrolled' ? 0 : 1;
  return (text, draft, { tell }) => {
    const value = readCount(text, answers.decimal());
    const isRead = value !== null && value >= least;
    if (isRead) draft[part] = value;
    else
      tell({
        severity: 'warning',
        path,
        found: quoted(text),
        expected: `A whole number of ${noun}${least === 1 ? ', from 1' : ''}`,
        did: 'It was left out.',
        field: part,
        isOfCourse: part !== 'groups',
      });
    return isRead ? String(value) : null;
  };
}

function takeTime({ path, answers }: Column, put: (time: StatedTime, draft: RowDraft) => void): Take {
  const read = remembered((cell) => {
    const time = readTime(cell, answers.order());
    return { time, words: timeWords(time) };
  });
  return (text, draft, { cell, tell }) => {
    const { time, words } = read(cell);
    if (time.problem !== null)
      tell({
        severity: 'warning',
        path,
        found: `${quoted(text)}: ${time.problem}`,
        expected: 'A day such as 2025-03-04, a time such as 9:00 AM, or both',
        did: time.day === null ? 'It was left out.' : `It was read as ${time.day}.`,
        field: 'startsOn',
      });
    put(time, draft);
    return words;
  };
}

/** A point in time in words: `2025-03-04, 09:00 to 10:30`; null when nothing is said. */
function timeWords({ day, time, until }: StatedTime): string | null {
  const times = [time, until].filter((value) => value !== null).map(clockWords);
  return [day ?? [], times.join(' to ') || []].flat().join(', ') || null;
}

/** Minutes since midnight as `09:30`. */
function clockWords(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function takeRequirement({ index, path, answers }: Column, part: 'requirement' | 'courseRequirement'): Take {
  const yes = answers.ofColumn('yes', index);
  const isOfCourse = part === 'courseRequirement';
  const read = remembered((cell) => {
    const word = requirementIn(cellText(cell));
    const given = answers.ofWord('word', index, foldedText(cellText(cell)));
    const meant: InventoryBlock['requirement'] =
      word === 'yes' ? yes : word === 'no' ? (yes === 'required' ? 'elective' : 'required') : (word ?? requirementOfAnswer(given));
    return { given, meant };
  });
  return (text, draft, { tell }) => {
    const { given, meant } = read(text);
    if (meant === null && given === undefined)
      tell({
        severity: 'warning',
        path,
        found: quoted(text),
        expected: 'Required, elective, required in track, yes or no',
        did: 'Whether it is required stays unknown.',
        field: 'requirement',
        isOfCourse,
      });
    draft[part] = meant;
    return meant && requirementPhrases[meant];
  };
}

function requirementOfAnswer(answer: string | undefined): InventoryBlock['requirement'] {
  return answer === 'required' || answer === 'required-in-track' || answer === 'elective' ? answer : null;
}

/** `isPhase`: a name without levels is what a phase usually is, and needs no message. */
function takeLevels({ index, path, answers }: Column, isPhase: boolean): Take {
  const said = new Set<string>();
  const read = remembered((cell) => {
    const name = onOneLine(cellText(cell));
    const folded = foldedText(name);
    const answer = answers.ofWord('level', index, folded);
    const numbered = levelsIn(name);
    return {
      name,
      folded,
      answer,
      levels: levelsOfAnswer(answer) ?? (answer === undefined ? numbered : null),
      isNumbered: numbered !== null,
    };
  });
  return (text, draft, { tell }) => {
    const { name, folded, answer, levels, isNumbered } = read(text);
    if (levels) draft.levels = levels;
    if (!isPhase) draft.levelName = name;
    if (!isPhase && !isNumbered && draft.phase === '') draft.phase = name;
    if (!levels && !isPhase && answer === undefined && !said.has(folded)) {
      if (said.size < 1000) said.add(folded);
      tell({
        severity: 'warning',
        path,
        found: `The level ${quoted(name)}`,
        expected: 'A year such as 1, MS1 or Year 1-2',
        did: 'It was kept as the name of a phase, without a level, here and wherever else it stands.',
        field: 'startLevel',
        isOfCourse: true,
      });
    }
    if (!levels) return isPhase ? name : null;
    return levels.first === levels.last ? `level ${levels.first}` : `levels ${levels.first} to ${levels.last}`;
  };
}

const longestRemembered = 120;

/** The same answer for the same cell, since a column has few different ones. */
function remembered<Value>(read: (cell: Cell) => Value): (cell: Cell) => Value {
  const known = new Map<string | number, Value>();
  return (cell) => {
    const key = typeof cell === 'object' && cell !== null ? `date ${cell.date}` : typeof cell === 'boolean' ? String(cell) : cell;
    // A long text stands once, and would take memory.
    if (key === null || (typeof key === 'string' && key.length > longestRemembered)) return read(cell);
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = read(cell);
    if (known.size < 10_000) known.set(key, value);
    return value;
  };
}

/** Where a column is, in messages: its header and its letter. */
export function columnPath(header: string, letter: string): string {
  return header === '' ? `column ${letter}` : `${header.slice(0, 60)} (${letter})`;
}
