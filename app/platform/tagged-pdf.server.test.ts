import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PdfBlock, taggedPdf } from './tagged-pdf.server.ts';

const frame = {
  title: 'What an invented school teaches',
  author: 'Invented School',
  language: 'en',
  madeAt: new Date('2026-06-30T12:00:00Z'),
};
const blocks: PdfBlock[] = [
  { kind: 'heading', level: 1, text: 'What an invented school teaches' },
  { kind: 'paragraph', text: 'One sentence — with “quotes”, ≥ 4 h, and Łódź.' },
  { kind: 'heading', level: 2, text: 'Where it is thin' },
  { kind: 'list', items: ['First', 'Second'] },
  {
    kind: 'bars',
    title: 'Hours',
    alt: 'Listening: 2 to 3 h. Planning: unknown.',
    max: 3,
    bars: [{ label: 'Listening', least: 2, most: 3, text: '2 to 3 h' }],
  },
  {
    kind: 'table',
    caption: 'Each competency',
    columns: ['Competency', 'Required'],
    rows: Array.from({ length: 80 }, (_, at) => [`Competency ${at + 1}`, `${at} h`]),
  },
];

/** An element of a structure tree, as a reader of the file finds it. */
type Element = { type: string; alt: string | null; scope: string | null; marks: number; children: Element[] };

/** The structure tree of a PDF, read back from its objects by their references. */
function treeOf(pdf: Buffer): { tree: Element; catalog: string } {
  const text = pdf.toString('latin1');
  const objects = new Map([...text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number, body]) => [number!, body!]));
  const catalog = [...objects.values()].find((body) => body.includes('/Type /Catalog'))!;
  const root = objects.get(/\/StructTreeRoot (\d+) 0 R/.exec(catalog)![1]!)!;
  function kidsOf(body: string): { elements: string[]; marks: number } {
    const kids = /\/K (\[[\s\S]*?\]|<<[\s\S]*?>>|\d+(?: 0 R)?)/.exec(body)?.[1] ?? '';
    const elements = [...kids.matchAll(/(\d+) 0 R/g)]
      .map(([, number]) => number!)
      .filter((number) => objects.get(number)?.includes('/S /'));
    return { elements, marks: kids.replace(/\d+ 0 R/g, '').match(/\d+/g)?.length ?? 0 };
  }
  function element(number: string): Element {
    const body = objects.get(number)!;
    const { elements, marks } = kidsOf(body);
    return {
      type: /\/S \/(\w+)/.exec(body)![1]!,
      alt: /\/Alt \(([\s\S]*?)\)\n/.exec(body)?.[1] ?? null,
      scope: /\/Scope \/(\w+)/.exec(body)?.[1] ?? null,
      marks,
      children: elements.map(element),
    };
  }
  return { tree: element(kidsOf(root).elements[0]!), catalog };
}
function allOf(element: Element, type: string): Element[] {
  return [...(element.type === type ? [element] : []), ...element.children.flatMap((child) => allOf(child, type))];
}

test('a PDF says its language and its title, and shows the title where it is opened', async () => {
  const pdf = await taggedPdf(frame, blocks);
  const { catalog } = treeOf(pdf);
  assert.match(catalog, /\/Lang \(en\)/);
  assert.match(catalog, /\/ViewerPreferences/);
  const text = pdf.toString('latin1');
  assert.match(text, /\/Marked true/);
  assert.match(text, /\/DisplayDocTitle true/);
  assert.match(text, /\(What an invented school teaches\)/);
  assert.match(text, /<pdfuaid:part>1<\/pdfuaid:part>/);
});

test('the structure tree read back has the headings, the list, the figure’s words and the table with the scope of its headers, in order', async () => {
  const { tree } = treeOf(await taggedPdf(frame, blocks));
  assert.equal(tree.type, 'Document');
  assert.deepEqual(
    tree.children.map(({ type }) => type),
    ['H1', 'P', 'H2', 'L', 'P', 'Figure', 'Table'],
  );
  assert.deepEqual(
    allOf(tree, 'LI').map(({ children }) => children.map(({ type }) => type)),
    [
      ['Lbl', 'LBody'],
      ['Lbl', 'LBody'],
    ],
  );
  assert.equal(allOf(tree, 'Figure')[0]!.alt, 'Listening: 2 to 3 h. Planning: unknown.');
  const [table] = allOf(tree, 'Table');
  const [caption, head, ...rows] = table!.children;
  assert.equal(caption!.type, 'Caption');
  assert.deepEqual(
    head!.children.map(({ type, scope }) => [type, scope]),
    [
      ['TH', 'Column'],
      ['TH', 'Column'],
    ],
  );
  assert.equal(rows.length, 80, 'over several pages it is one table');
  for (const row of rows)
    assert.deepEqual(
      row.children.map(({ type, scope }) => [type, scope]),
      [
        ['TH', 'Row'],
        ['TD', null],
      ],
    );
});

test('whatever is drawn belongs to the tree or is an artifact, and every face is embedded', async () => {
  const pdf = await taggedPdf(frame, blocks);
  const { tree } = treeOf(pdf);
  const leaves = ['H1', 'H2', 'P', 'Lbl', 'LBody', 'TH', 'TD', 'Caption', 'Figure'].flatMap((type) => allOf(tree, type));
  for (const leaf of leaves) assert.ok(leaf.marks > 0, `${leaf.type} marks what it says`);
  const text = pdf.toString('latin1');
  assert.equal(text.match(/\/Type \/Font\n/g)?.length ?? 0, 2 * 2, 'two faces, each with its descendant');
  assert.equal(text.match(/\/FontFile2/g)?.length, 2);
  assert.ok((text.match(/\/Type \/Page\n/g)?.length ?? 0) >= 2);
});
