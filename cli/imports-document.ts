import { caseFormat } from '#app/modules/competencies/exchange/case-fields.ts';
import { frameworkSheetFormat } from '#app/modules/competencies/exchange/sheet-columns.ts';
import { ciXmlFormat } from '#app/modules/curriculum/inventory/ci-xml-format.ts';
import { columnFormat } from '#app/modules/curriculum/inventory/column-format.ts';
import { looksOf, speakerMarks } from '#app/modules/focus-groups/transcripts/speaker-mark.ts';
import { formatTablesMarkdown } from '#app/platform/format-field.ts';

const introduction = `# What the formats mean, field by field

What is read, what is kept without being understood, and what is left out, for every format that comes in. This file is written by \`node cli/imports.ts\` from the importers' own
tables; change those, not this. What each message about Curriculum Inventory XML means stands in [curriculum-files.md](curriculum-files.md).

Every file may be packed as \`.gz\`, or as a \`.zip\` that holds this one file. Texts may have HTML: people see them without it. Nothing is fetched, carried out or opened because a file asks for it.

## Curricula in CSV and XLSX: how a sheet is read

One sheet is read: a row for each activity. Titles alone are enough; what a sheet does not say is unknown, never zero.

- **The header** may stand below titles and may have two lines. Forty pasted titles have none.
- **Columns** are proposed from their headers and their values, shown with ten rows as they will be read, and remembered for the school's next sheet with the same headers.
- **What the values leave open is asked once**: minutes or hours, the order of a date, what parts several values in a cell, which years a phase has, what an empty cell below a full one
  means, rows alone between others, rows that repeat an id or a title, an end before its start. On the command line each is taken as proposed, with a warning that names the guess, or as a file says: \`--matching FILE.json\`.
- **Rows that are no activities** (the header again, totals, names of sections) are told from the others and named.
- **Lengths**: \`90\`, \`1.5 h\`, \`1:30\`, \`1h30\`, \`PT90M\`; \`2-3 hours\` is a range and counts as one everywhere; \`8 x 1 h\` is an hour for each of eight groups, unless you say that it is eight
  sessions. Days and weeks are not minutes.
- **Ids** are text: \`1.10\` is not \`1.1\`, and zeros in front stay. A sheet without ids gets them from course and title, folded (\`title:cardiology / heart failure\`, \`#2\` for the second of the same
  name, at most 600 characters), so that the same sheet again is the same activities, and an unchanged title in an unchanged course is the same activity wherever its row stands.
- **Courses** come from their column, from rows that name those below them, or, where a sheet has neither, one from each level or phase. A course without a word of its own is required where one of its activities
  is, and elective where all are. Its levels are those of all of its rows.
- **Methods** are codes or names of the standardized vocabulary, or what schools usually call them (\`Lab\`, \`PBL\`, \`OSCE\`), which a note names. Others are kept as written. The first of several is the primary one.
- **An end without a length** gives one: end less start on the same day.

A matching in a file says which sheet (\`""\` for CSV), the line of the header (\`null\`: none), the field of each column by its number from 0, and answers by the id of their question:
\`{"sheet":"","headerLine":1,"columns":{"0":"title","1":"duration"},"answers":{"unit:1":"hours"}}\`.
`;

const transcripts = `## Transcripts in VTT, SRT, DOCX and TXT

What a file is tells its content, not its name; it comes unpacked. A transcript has cues (in a text or a document: its paragraphs), each with its times where the file has them, and turns: adjacent
cues of one speaker. What the file does not tell is unknown: no speaker and no time is made up.

- **WebVTT** is read as the W3C has it. What the standard drops (comments, a cue whose times cannot be read, marks it does not know) is named with its line; \`<v Name>\` and WebEx' ids name who speaks.
- **SubRip** also without numbers, with points in the times, and with empty lines inside of a cue.
- **Word documents**, also strict ones: paragraphs, bold at their front, rows of tables as columns; tracked changes as accepted. Comments, footnotes, hidden text, headers and footers are left out and named.
- **Letters**: UTF-8, UTF-16 with its mark, Windows-1252 with a warning.
- **Speakers** are found by the mark that explains most of the file, shown with how often it stands and with what was left in the text, and corrected by a person. A label counts when it is a role
  (\`Moderator\`, \`Speaker 2\`), a name or code that comes twice, or a name that stands once where nearly every passage has one; \`Note: …\` and \`17:30\` are none. A cue without a name goes to the
  speaker before it, with a warning. The marks, where two explain a file equally well the first one: ${speakerMarks.map((mark) => `\`${looksOf(mark).replaceAll('`', '')}\``).join(', ')}.
- **Bounds**: 32 MB of text, 64 MB of a document's part unpacked, 200,000 cues or lines.
`;

/** `docs/imports.md`, from the tables of every importer. */
export function importsMarkdown(): string {
  const frameworks = [...caseFormat, { title: 'Frameworks in CSV and XLSX: columns', fields: frameworkSheetFormat }];
  return `${introduction}\n${formatTablesMarkdown([columnFormat, ...ciXmlFormat, ...frameworks])}\n${transcripts}`;
}
