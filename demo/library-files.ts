import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';

const madeAt = new Date('2026-01-15T12:00:00Z');
const said = 'Written for Concord’s sample. Schools, people and the case are invented.';

/** The guide of the session on silence, as a tagged PDF. */
export function silenceGuide(minutes: number): Promise<Buffer> {
  return taggedPdf({ title: 'Sitting with silence: facilitator’s guide', author: 'Ashby School of Medicine', language: 'en', madeAt }, [
    { kind: 'heading', level: 1, text: 'Sitting with silence' },
    {
      kind: 'paragraph',
      text: 'A session for six to eight learners and one facilitator. Learners practise to wait after difficult words, and to tell whose silence it is.',
    },
    { kind: 'heading', level: 2, text: 'What you need' },
    { kind: 'list', items: ['A quiet room with chairs in a circle', 'A watch that everybody can see', 'One short case, read aloud'] },
    { kind: 'heading', level: 2, text: 'How it goes' },
    {
      kind: 'table',
      caption: `The ${minutes} minutes`,
      columns: ['Minutes', 'What happens'],
      rows: [
        ['5', 'Everybody says what silence felt like the last time'],
        [String(minutes - 20), 'In pairs: one says difficult words, the other waits for half a minute, then they change'],
        ['15', 'Together: whose silence was it, and what would have ended it too soon?'],
      ],
    },
    { kind: 'paragraph', text: said, isSmall: true },
  ]);
}

/** Slides on words that help, as a tagged PDF with a page for each. */
export function newsSlides(): Promise<Buffer> {
  return taggedPdf({ title: 'Words that help with difficult news', author: 'Eastmoor School of Medicine', language: 'en', madeAt }, [
    { kind: 'heading', level: 1, text: 'Words that help with difficult news' },
    { kind: 'list', items: ['Ask what they know', 'Ask what they want to know', 'Say it in one sentence', 'Wait'] },
    { kind: 'heading', level: 2, text: 'A sentence to begin with' },
    { kind: 'paragraph', text: '“I have hard news. May I tell you now, or would you rather have somebody with you?”' },
    { kind: 'heading', level: 2, text: 'What not to say' },
    { kind: 'list', items: ['“There is nothing more that we can do”', '“I understand how you feel”', '“At least …”'] },
    { kind: 'paragraph', text: said, isSmall: true },
  ]);
}

/** A case in three acts, as a Word document. */
export function caseDocument(): Promise<Buffer> {
  const acts = [
    ['First act', 'A retired gardener comes for results. She says that she has slept badly, and that her daughter waits outside.'],
    ['Second act', 'The daughter joins. She asks you not to say the word.'],
    ['Third act', 'A week later the gardener calls. She has looked the word up, and wants to know what it means for the tulips.'],
  ] as const;
  return written([
    new Paragraph({ text: 'What do you understand of your illness?', heading: HeadingLevel.HEADING_1 }),
    ...acts.flatMap(([title, text]) => [new Paragraph({ text: title, heading: HeadingLevel.HEADING_2 }), new Paragraph(text)]),
    new Paragraph(said),
  ]);
}

/** A rubric as a Word document with a table. */
export function rubricDocument(): Promise<Buffer> {
  const rows = [
    ['', 'Not yet', 'With help', 'Alone'],
    ['Asks what the patient understands', 'Tells first', 'Asks once', 'Asks, and begins from the answer'],
    ['Makes room for feeling', 'Goes on with facts', 'Names the feeling', 'Names it, and waits'],
    ['Says what comes next', 'Leaves it open', 'Offers a plan', 'Makes it with the patient'],
  ];
  const cells = (row: readonly string[], isBold: boolean) =>
    row.map((text) => new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold: isBold })] })] }));
  return written([
    new Paragraph({ text: 'A first conversation: rubric', heading: HeadingLevel.HEADING_1 }),
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: rows.map((row, at) => new TableRow({ tableHeader: at === 0, children: cells(row, at === 0) })),
    }),
    new Paragraph(said),
  ]);
}

function written(children: (Paragraph | Table)[]): Promise<Buffer> {
  return Packer.toBuffer(new Document({ creator: 'Concord’s sample', sections: [{ children }] }));
}
