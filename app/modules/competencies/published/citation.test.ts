import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bibtex, citationLine, cslJson } from './citation.ts';

const cited = {
  slug: 'care',
  title: 'Care & more',
  creator: 'A faculty',
  number: '2',
  adoptedOn: '2025-08-01',
  address: 'https://x.example/frameworks/care',
};

test('a framework is cited by maker, year, title and version, an item within it', () => {
  assert.equal(citationLine(cited), 'A faculty. (2025). Care & more (Version 2). https://x.example/frameworks/care');
  assert.equal(
    citationLine({ ...cited, adoptedOn: null, item: { code: '1.10', text: 'Asks.' } }),
    'A faculty. (n.d.). 1.10: Asks. In Care & more (Version 2). https://x.example/frameworks/care',
  );
});
test('signs that TeX carries out are escaped, and a date that nobody stated is left out', () => {
  const entry = bibtex({ ...cited, adoptedOn: null, item: { code: null, text: '\\input{x}_%' } });
  assert.match(entry, /title = \{\{\\textbackslash\{\}input\\\{x\\\}\\_\\%\}\}/);
  assert.match(entry, /booktitle = \{Care \\& more\}/);
  assert.doesNotMatch(entry, /year/);
  assert.deepEqual(cslJson(cited), [
    {
      id: 'care-2',
      type: 'document',
      title: 'Care & more',
      author: [{ literal: 'A faculty' }],
      issued: { 'date-parts': [[2025]] },
      version: '2',
      URL: cited.address,
    },
  ]);
});
