import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell, SheetRow } from '#app/platform/sheet.ts';
import { proposeMatching } from './column-proposal.ts';
import { Matching, recalled } from './matching.ts';

function rowsOf(table: readonly (readonly Cell[])[], firstLine = 1): SheetRow[] {
  return table
    .map((cells, at) => ({ sheet: '', line: at + firstLine, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
}
function propose(table: readonly (readonly Cell[])[]) {
  return proposeMatching(rowsOf(table), ['']);
}
function fieldsOf(table: readonly (readonly Cell[])[]) {
  const { columns, matching } = propose(table);
  return { line: matching.headerLine, fields: columns.map(({ field }) => field).join(' ') };
}
function asked(table: readonly (readonly Cell[])[]) {
  return Object.fromEntries(propose(table).questions.map(({ id, proposed }) => [id, proposed]));
}

/** A header, two rows of values, and what each column is. */
const sheets: [string, Cell[][], string][] = [
  [
    'a plain list',
    [
      ['Title', 'Course', 'Minutes', 'Type'],
      ['Heart failure', 'Cardiology', 60, 'Lecture'],
      ['Murmurs', 'Cardiology', 120, 'Small group'],
    ],
    'title course minutes instruction',
  ],
  [
    'an export of a scheduling system',
    [
      ['Session ID', 'Session Title', 'Block', 'Start', 'End', 'Session Type', 'Instructor', 'Room', 'Learning Objectives', 'MeSH'],
      [
        '1.10',
        'Heart failure',
        'Cardio',
        '2025-03-04 09:00',
        '2025-03-04 10:00',
        'Lecture',
        'A. Person',
        '101',
        'Explain preload',
        'Heart',
      ],
      ['1.11', 'Murmurs', 'Cardio', '2025-03-05 09:00', '2025-03-05 11:00', 'Lab', 'B. Person', '102', 'Describe murmurs', 'Heart'],
    ],
    'id title course start end instruction ignore ignore objectives keywords',
  ],
  [
    'a catalogue of electives',
    [
      [
        'Course #',
        'Clerkship',
        'MS Year',
        'Contact hrs',
        'R/E',
        'Capacity',
        'Enrolled',
        'Course Director',
        'Phase',
        'Assessment Method',
        'Formative/Summative',
      ],
      ['MED-401', 'Sleep medicine', 'MS4', 80, 'E', 4, 2, 'A. Person', 'Clerkship', 'Narrative Assessment', 'S'],
      ['MED-402', 'Palliative care', 'MS4', 160, 'R', 6, 6, 'B. Person', 'Clerkship', 'Portfolio', 'F'],
    ],
    'course-id course level hours requirement seats enrolled ignore phase assessment purpose',
  ],
  [
    'other words for the same',
    [
      ['Lecture', 'Module', 'Length (min)', 'Format', 'Mandatory?', 'Los', 'IPE', 'Keywords', 'Notes', ''],
      ['Heart failure', 'Cardiology', '50', 'IM013', 'Yes', 'Explain', 'Y', 'heart', 'x', ''],
      ['Murmurs', 'Cardiology', '50', 'IM008', 'No', 'Describe', 'N', 'heart', '', ''],
    ],
    'title course minutes instruction requirement objectives interprofessional keywords ignore ignore',
  ],
  [
    'names in another spelling',
    [
      ['sessionTitle', 'course_name', 'DURATION', 'Objective 1', 'Objective 2', 'Email'],
      ['Heart failure', 'Cardiology', '1.5 h', 'Explain', 'Describe', 'a@example.edu'],
      ['Murmurs', 'Cardiology', '1 h', 'List', '', 'b@example.edu'],
    ],
    'title course duration objectives objectives ignore',
  ],
  [
    'a calendar year and a year of study',
    [
      ['Topic', 'Academic Year', 'Year', 'Hours'],
      ['Heart failure', '2025-26', 1, 2],
      ['Murmurs', '2025-26', 2, 1],
    ],
    'title ignore level hours',
  ],
];
for (const [name, table, fields] of sheets)
  test(`${name}: each column is proposed for what it is`, () => assert.deepEqual(fieldsOf(table), { line: 1, fields }));

test('forty pasted titles have no header, and are titles', () => {
  const titles = Array.from({ length: 40 }, (_, at) => [`Lecture ${at + 1}: what the heart does`]);
  assert.deepEqual(fieldsOf(titles), { line: null, fields: 'title' });
  assert.deepEqual(fieldsOf([['Title'], ...titles]), { line: 1, fields: 'title' });
  assert.deepEqual(propose(titles).questions, []);
});

test('pasted columns without a header are told from their values', () => {
  const table = Array.from({ length: 12 }, (_, at): Cell[] => [
    `Topic number ${at}`,
    at % 2 ? 'Lecture' : 'Laboratory',
    at < 6 ? 'Cardiology' : 'Renal',
    `${60 + 30 * (at % 3)}`,
    'MS1',
  ]);
  assert.deepEqual(fieldsOf(table), { line: null, fields: 'title instruction course duration level' });
});

test('a header below titles, and one on two lines', () => {
  const below: Cell[][] = [
    ['Curriculum of a school'],
    ['Exported on 3 March'],
    [],
    ['Title', 'Hours'],
    ['Heart failure', 2],
    ['Murmurs', 1],
  ];
  assert.deepEqual(fieldsOf(below), { line: 4, fields: 'title hours' });
  const two: Cell[][] = [
    ['Session', null, 'Time', null, 'Methods', null],
    ['ID', 'Title', 'Start', 'End', 'Teaching', 'Assessment'],
    ['1', 'Heart failure', '9:00', '10:00', 'Lecture', 'Exam'],
    ['2', 'Murmurs', '9:00', '11:00', 'Lab', 'Exam'],
  ];
  const { matching, columns } = propose(two);
  assert.deepEqual([matching.headerLine, columns.map(({ field }) => field).join(' ')], [2, 'id title start end instruction assessment']);
  assert.equal(columns[2]!.header, 'Time Start');
});

test('what a number counts is asked where the header does not say it, with what was seen', () => {
  const table = (values: Cell[]): Cell[][] => [['Title', 'Duration'], ...values.map((value, at) => [`Topic ${at}`, value])];
  assert.deepEqual(asked(table([0.5, 2, 8])), { 'unit:1': 'hours' });
  assert.deepEqual(asked(table([50, 60, 90])), { 'unit:1': 'minutes' });
  assert.deepEqual(asked(table(['50 min', '1 h'])), {});
  assert.equal(propose(table([0.5, 2, 8])).questions[0]!.because, 'The values run from 0.5 to 8');
  assert.deepEqual(
    asked([
      ['Title', 'Hours'],
      ['a topic', 50],
      ['another', 60],
      ['a third', 90],
    ]),
    { 'counts:1': 'hours' },
  );
});

test('the order of dates is asked once, and not where the dates say it', () => {
  const table = (...dates: string[]): Cell[][] => [['Title', 'Date', 'End date'], ...dates.map((date, at) => [`Topic ${at}`, date, date])];
  assert.deepEqual(asked(table('3/4/2025', '5/6/2025')), { dates: 'month-first' });
  assert.deepEqual(asked(table('3/4/2025', '25/6/2025')), {});
  assert.equal(propose(table('3/4/2025', '25/6/2025')).matching.answers.dates, 'day-first');
  assert.deepEqual(asked(table('2025-03-04', '4 March 2025')), {});
});

test('a comma that may be decimal is asked about, and not where another number says it', () => {
  const table = (...values: string[]): Cell[][] => [['Title', 'Minutes'], ...values.map((value, at) => [`Topic ${at}`, value])];
  assert.deepEqual(asked(table('1,500', '90')), { decimal: 'point' });
  assert.deepEqual(asked(table('1,500', '90,5')), {});
});

test('what parts values in a cell is asked where the values leave it open', () => {
  const table = (name: string, ...values: string[]): Cell[][] => [['Title', name], ...values.map((value, at) => [`Topic ${at}`, value])];
  assert.deepEqual(asked(table('Objectives', 'Explain this; describe that', 'List')), { 'separator:1': 'semicolon' });
  assert.deepEqual(asked(table('Objectives', 'Explain a, b and c/d', 'List')), {});
  assert.deepEqual(asked(table('Keywords', 'heart, lung', 'kidney')), { 'separator:1': 'comma' });
  assert.deepEqual(asked(table('Method', 'Discussion, Small Group (≤ 12)', 'Lecture')), {});
  const slashes = propose(table('Method', 'Lecture/Lab', 'Lecture'));
  assert.deepEqual([slashes.questions, slashes.matching.answers['separator:1']], [[], 'slash']);
});

test('names of phases are asked for their years, and words for whether they require', () => {
  const table: Cell[][] = [
    ['Title', 'Phase', 'Required?'],
    ['Heart failure', 'Pre-clerkship', 'R'],
    ['Murmurs', 'Discovery', 'Maybe'],
  ];
  assert.deepEqual(asked(table), { 'level:1:pre-clerkship': '1-2', 'level:1:discovery': 'none', 'word:2:maybe': 'unknown' });
  assert.deepEqual(
    asked([
      ['Title', 'Year'],
      ['Heart failure', 'MS1'],
      ['Murmurs', 'M3-M4'],
    ]),
    {},
  );
});

test('gaps of merged cells, rows alone, rows without a title, repeated rows and early ends are asked about', () => {
  const merged: Cell[][] = [
    ['Course', 'Title'],
    ['Cardiology', 'Heart failure'],
    [null, 'Murmurs'],
    [null, 'Valves'],
    ['Renal', 'Tubules'],
    [null, 'Dialysis'],
  ];
  assert.deepEqual(asked(merged), { 'fill:0': 'down' });
  const sections: Cell[][] = [['Title', 'Minutes'], ['Week 1'], ['Heart failure', 60], ['Murmurs', 60], ['Week 2'], ['Tubules', 60]];
  assert.deepEqual(asked(sections), { sections: 'skip' });
  const units: Cell[][] = [
    ['Title', 'Minutes'],
    ['Unit A: Cardiology'],
    ['Heart failure', 60],
    ['Murmurs', 60],
    ['Unit B: Renal'],
    ['Tubules', 60],
  ];
  assert.deepEqual(asked(units), { sections: 'course' });
  const more: Cell[][] = [
    ['Title', 'Objectives'],
    ['Heart failure', 'Explain'],
    [null, 'Describe'],
    ['Murmurs', 'List'],
  ];
  assert.deepEqual(asked(more), { above: 'together' });
  const long: Cell[][] = [
    ['Title', 'Objective'],
    ['Heart failure', 'Explain'],
    ['Heart failure', 'Describe'],
    ['Murmurs', 'List'],
  ];
  assert.deepEqual(asked(long), { repeats: 'together' });
  const offerings: Cell[][] = [
    ['Session ID', 'Title', 'Start', 'End'],
    ['7', 'Lab', '9:00', '10:00'],
    ['7', 'Lab', '9:00', '10:00'],
    ['8', 'Murmurs', '9:00', '10:00'],
  ];
  assert.deepEqual(asked(offerings), { repeats: 'groups' });
  const night: Cell[][] = [
    ['Title', 'Start', 'End'],
    ['Night float', '20:00', '08:00'],
    ['Rounds', '08:00', '09:00'],
  ];
  assert.deepEqual(asked(night), { overnight: 'mistake' });
});

test('another file with the same headers has the same shape and is read as the school said before', () => {
  const first = propose([
    ['Title', 'Duration'],
    ['Heart failure', 0.5],
    ['Murmurs', 2],
  ]);
  const next = proposeMatching(rowsOf([['My school'], ['TITLE', 'duration'], ['Tubules', 1], ['Dialysis', 3]]), ['']);
  assert.equal(next.shape, first.shape);
  const kept = Matching.parse(JSON.parse(JSON.stringify({ ...first.matching, answers: { 'unit:1': 'minutes' } })));
  const { headerLine, columns, answers } = recalled(next, kept);
  assert.deepEqual([headerLine, columns, answers['unit:1']], [2, { 0: 'title', 1: 'duration' }, 'minutes']);
});

test('what a person chooses stays, and the questions follow it', () => {
  const rows = rowsOf([
    ['Title', 'Column X'],
    ['Heart failure', '1.5'],
    ['Murmurs', '2'],
  ]);
  assert.deepEqual(proposeMatching(rows, ['']).questions, []);
  const chosen = proposeMatching(rows, [''], { columns: { 0: 'title', 1: 'duration' } });
  assert.deepEqual(chosen.matching.columns, { 0: 'title', 1: 'duration' });
  assert.deepEqual(
    chosen.questions.map(({ id }) => id),
    ['unit:1'],
  );
});

test('an empty sheet and a sheet of one cell are proposed without a fault', () => {
  assert.deepEqual(propose([]).columns, []);
  assert.equal(propose([['x']]).matching.columns[0], undefined);
  assert.equal(propose([['Heart failure']]).matching.columns[0], 'title');
});
