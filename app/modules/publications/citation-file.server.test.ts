import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCitations } from './citation-file.server.ts';
import { bibtexOf, risOf } from './files.ts';
import { bounds, pastedOf } from './pasted.ts';
import { cslOfRecord, kinds, ofItsKind, type PublicationRecord, recordOfCsl } from './record.ts';

const whole: PublicationRecord = {
  kind: 'article-journal',
  title: 'The {Test} of $5 & 50% “voices”: naïve Żeleński’s a_b #1 ~ ^ \\x C < D in SIC',
  authors: [
    { family: 'Reidy', given: 'Jennifer A.', suffix: null, body: null, orcid: null },
    { family: null, given: null, suffix: null, body: 'Coalition for Care and Hope & Friends', orcid: null },
    { family: 'van der Berg', given: 'Łukasz', suffix: null, body: null, orcid: null },
    { family: 'O’Neil', given: 'Zoë-Ann', suffix: 'Jr.', body: null, orcid: null },
  ],
  editors: [{ family: 'Quill', given: 'Ada', suffix: null, body: null, orcid: null }],
  container: 'J & P',
  containerShort: 'J P',
  edition: '2nd ed.',
  publisher: 'A & B Press',
  place: 'Boston, MA',
  volume: '27',
  issue: '1',
  pages: '39-46',
  articleNumber: null,
  issued: '2024-01-05',
  doi: '10.1089/jpm_x.2022.0562',
  pmid: '37976143',
  pmcid: 'PMC9438111',
  url: 'https://example.org/a?b=c&d=e_f%20g#h',
};
const formats = {
  bibtex: (record: PublicationRecord) => bibtexOf([{ slug: 'k', record }]),
  ris: (record: PublicationRecord) => risOf([{ slug: 'k', record }]),
  'csl-json': (record: PublicationRecord) => JSON.stringify([cslOfRecord('k', record)]),
};

for (const kind of Object.keys(kinds) as Array<keyof typeof kinds>)
  test(`${kinds[kind]}: what goes out as BibTeX, RIS and CSL-JSON comes back as it was, read by a program that is not ours`, () => {
    for (const record of [
      ofItsKind({ ...whole, kind }),
      ofItsKind({ ...whole, kind, pages: null, articleNumber: 'e654', issued: '2024-11' }),
    ])
      for (const [format, write] of Object.entries(formats)) {
        const back = readCitations(write(record));
        assert.deepEqual(back.messages, [], format);
        assert.deepEqual(back.records, [record], format);
      }
  });
test('any title and any name survive, whatever signs they hold', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(text, text, (title, family) => {
      const record = recordOfCsl({ ...cslOfRecord('k', whole), title, author: [{ family, given: 'A.' }] });
      fc.pre(record?.authors[0]?.family != null && !/[{}\\,"]| and /i.test(family) && /\p{L}/u.test(record.title));
      const back = readCitations(formats['csl-json'](record!));
      assert.deepEqual(back.records, [record]);
      const [ofRis] = readCitations(formats.ris(record!)).records;
      assert.equal(ofRis?.title, record!.title);
    }),
    { numRuns: 200, seed: 11 },
  );
});
test('numbers of PubMed and PubMed Central are read as PubMed, EndNote, Zotero and JabRef write them, and no other number is taken for one', () => {
  const numbers = (text: string) => readCitations(text).records.map(({ pmid, pmcid }) => [pmid, pmcid])[0];
  const ris = (...lines: string[]) => numbers(['TY  - JOUR', 'TI  - Sitting with silence', ...lines, 'ER  - '].join('\n'));
  const both = ['36050708', 'PMC9438111'];
  assert.deepEqual(ris('AN  - 36050708', 'DB  - PubMed', 'C2  - PMC9438111'), both);
  assert.deepEqual(ris('AN  - 36050708', 'DP  - NLM', 'C2  - PMC9438111'), both);
  assert.deepEqual(ris('N1  - PMID: 36050708', 'PMCID: PMC9438111'), both);
  assert.deepEqual(ris('UR  - https://pubmed.ncbi.nlm.nih.gov/36050708/', 'L1  - https://pmc.ncbi.nlm.nih.gov/articles/PMC9438111/'), both);
  assert.deepEqual(ris('AN  - 2593021', 'DB  - ProQuest', 'C2  - 654', 'N2  - As others found (PMID: 1).'), [null, null]);
  for (const fields of ['pmid = {36050708}, pmcid = {PMC9438111}', 'eprint = {36050708}, eprinttype = {pubmed}, pmcid = {9438111}'])
    assert.deepEqual(numbers(`@article{a, title = {Sitting with silence}, year = 2024, ${fields}}`), both);
  assert.deepEqual(numbers('@article{a, title = {Sitting}, eprint = {2401.00001}, eprinttype = {arxiv}}'), [null, null]);
});
test('the edition of a book is read as people write it', () => {
  const edition = (text: string) => readCitations(text).records[0]?.edition;
  assert.equal(edition('@book{a, title = {Sitting}, edition = {Second}}'), 'Second');
  assert.equal(edition('@incollection{a, title = {Sitting}, booktitle = {A book}, edition = 3}'), '3');
  assert.equal(edition('TY  - CHAP\nTI  - Sitting\nT2  - A book\nET  - 2nd ed.\nER  - '), '2nd ed.');
  assert.equal(edition('@article{a, title = {Sitting}, edition = {3}}'), null);
});
test('ORCID iDs travel in CSL-JSON', () => {
  const record = { ...ofItsKind(whole), authors: [{ ...whole.authors[0]!, orcid: '0000-0002-1825-0097' }] };
  assert.deepEqual(readCitations(formats['csl-json'](record)).records, [record]);
});
test('a broken entry is said with its line and stops no other', () => {
  const { records, messages } = readCitations(
    `@article{a, title = {One}, year = 2020}\n\n@article{b, title = {Two, year = 2021\n\n@book{c,\n title = "Three"}`,
  );
  assert.deepEqual(
    records.map(({ title }) => title),
    ['One', 'Three'],
  );
  assert.deepEqual(
    messages.map(({ line, severity }) => [line, severity]),
    [[3, 'error']],
  );
});
test('BibTeX as people have it: words shared by entries, accents as TeX writes them, months as words, names the other way round', () => {
  const { records } = readCitations(
    `@string{jpm = "Journal of Palliative Medicine"}\n@ARTICLE{x, author = "Jennifer A. Reidy and Zola, {\\'E}mile", title = {Na{\\"\\i}ve}, journal = jpm, year = 2024, month = jan, pages = {39--46}}`,
  );
  assert.equal(records[0]?.title, 'Naïve');
  assert.equal(records[0]?.container, 'Journal of Palliative Medicine');
  assert.equal(records[0]?.issued, '2024-01');
  assert.equal(records[0]?.pages, '39-46');
  assert.deepEqual(
    records[0]?.authors.map(({ family, given }) => `${family}, ${given}`),
    ['Reidy, Jennifer A.', 'Zola, Émile'],
  );
});
test('RIS as PubMed and EndNote write it, with one space before the dash, and without an end', () => {
  const { records, messages } = readCitations(
    'TY  - JOUR\r\nT1  - Sitting with silence\r\nA1  - Quill, Ada\r\nJO  - J Test\r\nY1  - 2024/05/01/\r\nVL  - 1\r\nSP  - 2\r\nEP  - 9\r\nDO  - 10.1000/x\r\n',
  );
  assert.deepEqual(messages, []);
  assert.deepEqual(
    [records[0]?.title, records[0]?.pages, records[0]?.doi, records[0]?.authors[0]?.family],
    ['Sitting with silence', '2-9', '10.1000/x', 'Quill'],
  );
});
test('markup, control signs, foreign addresses and lies in a record come to nothing', () => {
  const { records } = readCitations(
    JSON.stringify([
      {
        title: '<i>Sitting</i> with <script>alert(1)</script>silence\u202e\u0000',
        type: 'no-such-kind',
        author: [{ family: '<b>Quill</b>', given: 'Ada' }, 'nobody', null, { literal: 3 }],
        URL: 'javascript:alert(1)',
        DOI: 'not one',
        issued: { 'date-parts': [[2024, 13, 45]] },
        page: '1–9',
        __proto__: { polluted: true },
      },
      'https://169.254.169.254/latest/meta-data',
      ['http://localhost'],
      { title: ['From Crossref'], 'container-title': ['A Journal'], published: { 'date-parts': [[2023, 11]] } },
    ]),
  );
  assert.equal(records.length, 2);
  assert.equal(records[0]?.title, 'Sitting with alert(1)silence');
  assert.deepEqual(
    [records[0]?.url, records[0]?.doi, records[0]?.issued, records[0]?.pages, records[0]?.kind],
    [null, null, '2024', '1-9', 'article-journal'],
  );
  assert.deepEqual(
    records[0]?.authors.map(({ family, body }) => family ?? body),
    ['Quill', '3'],
  );
  assert.deepEqual([records[1]?.container, records[1]?.issued], ['A Journal', '2023-11']);
});
test('what is huge, deep or endless is refused or read in bounds, and never asked of the network', { timeout: 30_000 }, () => {
  const doubled = Array.from({ length: 25 }, (_, at) => `@string{a${at + 1} = a${at} # a${at}}`).join('\n');
  const pasted = pastedOf(`@string{a0 = "xxxxxxxxxx"}\n${doubled}\n@article{q, title = a25, author = {A, B}}`);
  assert.equal(
    'entries' in pasted && pasted.entries.some(({ text }) => text.includes('#')),
    false,
    'no word is joined of words that are joined',
  );
  assert.match(readCitations('x'.repeat(bounds.letters + 1)).messages[0]!.found, /very long/);
  const many = Array.from({ length: 1200 }, (_, at) => `@book{b${at}, title = {Book ${at}}}`).join('\n');
  assert.equal(readCitations(many).records.length, bounds.publications);
  for (const hostile of [
    `@article{a, title = ${'{'.repeat(50_000)}`,
    `@article{a, title = {${'{'.repeat(20_000)}${'}'.repeat(20_000)}}}`,
    `@article{a, title = {${'\\"'.repeat(20_000)}}}`,
    `@article{a, author = {${'A and '.repeat(9_000)}B}, title = {x}}`,
    `@article{${'a,'.repeat(20_000)}}`,
    `TY  - JOUR\n${'AU  - A, B\n'.repeat(4_000)}TI  - x\nER  - `,
    `TY  - JOUR\nTI  - ${' -'.repeat(25_000)}\nER  - `,
    `${'['.repeat(100_000)}`,
    `[${'{"title":"x"},'.repeat(20_000)}{}]`,
    'https://169.254.169.254/',
    `@article{a, title = # jan # # "x"}`,
  ]) {
    const { records } = readCitations(hostile);
    assert.ok(records.length <= bounds.publications);
    assert.ok(records.every(({ title, authors }) => title.length <= 500 && authors.length <= 200));
  }
});
