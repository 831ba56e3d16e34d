import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';
import { target as csv } from './sheets-csv.ts';

const table = [
  'Code,Title,Course,Year,Duration,Type,Date,Required,Objectives,Faculty',
  'A1,Heart failure,Cardiology,2,90 min,Lecture,01/09/2025,yes,"Explain shock; treat it",Dr Finch',
  'A2,Shock,Cardiology,2,1.5 h,Small group,02/09/2025,elective,Explain sepsis,',
  'A3,Bedside,Clerkship,MS3,1:30-2:00,Bedside,2025-09-03,,,',
  'A1,Heart failure,Cardiology,2,90,Lecture,13/09/2025,x,,',
].join('\n');

/** Curricula as tables: which column is what, how its values are meant, and what comes of it. */
export const target: Target = {
  seeds: () => [
    Buffer.from(table),
    Buffer.from(table.replaceAll(',', '\t')),
    ...realFiles(['curriculum/ilios-fixtures-2016/**/*.csv', 'competencies/ilios-dataimport/session_type.csv'], 8_000),
  ],
  dictionary: [
    ...csv.dictionary,
    'Title',
    'Minutes',
    'Hours',
    'Duration',
    '1:30',
    '1.5',
    '90 min',
    '1-2 h',
    '01/02/2025',
    '2025-13-45',
    'Year 1',
    'MS4',
    'yes',
    'no',
    'elective',
    'IM013',
    '∞',
    '½',
    '-90',
    '1e9 h',
    '__proto__',
    'constructor',
  ],
  async run(_, path) {
    const { check } = await readInventory(path);
    return check.messages.map(({ found }) => found);
  },
};
