import type { FormatField, FormatTable } from '#app/platform/format-field.ts';
import { columnFields } from './column-field.ts';

/** The columns of a spreadsheet with a curriculum, from the definitions that the reader itself matches headers with. */
export const columnFormat: FormatTable = {
  title: 'Curricula in CSV and XLSX: columns',
  fields: [
    ...[...columnFields].reverse().map(
      ({ label, meaning, values, names }): FormatField => ({
        name: label,
        meaning: `${meaning}. Written as ${values}`,
        fate: 'read',
        note: `headers such as ${names.slice(0, 8).join(', ')}`,
      }),
    ),
    { name: 'names of people', meaning: 'Instructors, directors, addresses', fate: 'left out', note: 'the report names the columns' },
    {
      name: 'any other column',
      meaning: 'What nothing here needs, or what a person takes no heed of',
      fate: 'left out',
      note: 'the report names the columns',
    },
  ],
};
