import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { enteredRows, entryColumns, pastedCells } from '#app/modules/curriculum/editing/entry.ts';
import { pastedText } from '#app/modules/curriculum/intake/pasted.ts';
import { readWithPromises } from './harness/sheet-promises.ts';
import type { Target } from './harness/target.ts';

/** What people paste: into the box that makes a file of it, and into the grid. */
export const target: Target = {
  seeds: () =>
    [
      'Heart failure\nShock, part 2\n"Sepsis"\n',
      'Title\tMinutes\r\nShock\t90\r\n"two\nlines"\t1:30\r\n',
      'Title\t1,5 h\telective\tIM013; Lecture\t01/09/2025',
      '"a\tb"\t"say ""ah"""\n\n\t\t\n',
    ].map((text) => Buffer.from(text)),
  dictionary: [
    '\t',
    '\t\t',
    '\n',
    '\r\n',
    '\r',
    '"',
    '""',
    '"\t"',
    '"\n',
    ',',
    ';',
    '1:30',
    '1 h 30',
    '90 min',
    '1,5 h',
    '-',
    'IM013',
    'elective',
    '2025-02-30',
    '٣',
    '½',
  ],
  async run(bytes, path) {
    // A form takes no more.
    const text = bytes.toString('utf8', 0, 1024 ** 2);
    const cells = pastedCells(text);
    assert.ok(cells.flat().every((cell) => typeof cell === 'string'));
    const fields = cells
      .slice(0, 600)
      .flatMap((row, at) => row.map((cell, column) => [`${entryColumns[column] ?? 'other'}.${at + 1}`, cell] as const));
    const { mistakes } = enteredRows(Object.fromEntries(fields), bytes.length % 2 === 0 ? 'minutes' : 'hours');
    assert.ok(mistakes.every(({ message }) => message !== ''));
    await writeFile(path, pastedText(text));
    return [...mistakes.map(({ message }) => message), ...(await readWithPromises(path))];
  },
};
