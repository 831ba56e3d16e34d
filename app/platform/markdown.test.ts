import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Block, firstWords, type Inline, linksOf, partsOf, picturesOf, plainWords, safeAddress } from './markdown.ts';

test('headings, lists, quotes, links, tables and emphasis are read as they are written', () => {
  const parts = partsOf(
    '# One\n\nA *fine* **day** at [our work](/work).\n\n### Three\n\n1. first\n2. second\n   - within\n\n> said &amp; done\n\n| a | b |\n|---|---|\n| 1 | `x` |\n\n---',
  );
  assert.deepEqual(
    parts.map(({ kind }) => kind),
    ['heading', 'paragraph', 'heading', 'list', 'quote', 'table', 'rule'],
  );
  assert.deepEqual(parts[1], {
    kind: 'paragraph',
    inside: [
      { kind: 'text', text: 'A ' },
      { kind: 'emphasis', inside: [{ kind: 'text', text: 'fine' }] },
      { kind: 'text', text: ' ' },
      { kind: 'strong', inside: [{ kind: 'text', text: 'day' }] },
      { kind: 'text', text: ' at ' },
      { kind: 'link', to: '/work', inside: [{ kind: 'text', text: 'our work' }] },
      { kind: 'text', text: '.' },
    ],
  });
  assert.equal(plainWords('> said &amp; done, [here](/x)'), 'said & done, here');
});

test('no rank of heading is passed over, whatever sizes somebody chose', () => {
  const ranks = partsOf('### a\n\n# b\n\n#### c\n\n## d').map((part) => (part.kind === 'heading' ? part.rank : 0));
  assert.deepEqual(ranks, [1, 1, 2, 2]);
});

test('HTML is words, and no address runs anything or leads where it does not say', () => {
  assert.equal(plainWords('<script>alert(1)</script>'), '<script>alert(1)</script>');
  assert.equal(plainWords('a <b onclick="x">b</b>'), 'a <b onclick="x">b</b>');
  for (const address of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'work',
    'https://bank@elsewhere.example',
    'ftp://a.example',
  ])
    assert.equal(safeAddress(address), null, address);
  assert.deepEqual(linksOf('[a](javascript:alert(1)) [b](&#106;avascript:alert(1)) [c](https://a.example/x) <https://b.example>'), [
    'https://a.example/x',
    'https://b.example/',
  ]);
  assert.deepEqual(picturesOf('![a tree](/files/1) ![](https://track.example/1.png) ![x](/w/home)'), [
    { source: '/files/1', words: 'a tree' },
  ]);
});

test('any text has parts, and they lead to safe addresses only', () => {
  const signs = fc.array(
    fc.constantFrom('>', '- ', '1. ', '[', '](', ')', '*', '_', '`', '<', '|', '\n', '  ', 'javascript:', '![', 'a', '&#x6a;', '#'),
  );
  const pieces = (parts: readonly Block[]): Inline[] =>
    parts.flatMap((part) => {
      if (part.kind === 'quote') return pieces(part.blocks);
      if (part.kind === 'list') return part.items.flatMap(pieces);
      return 'inside' in part ? [...part.inside] : [];
    });
  fc.assert(
    fc.property(signs, (written) => {
      for (const each of pieces(partsOf(written.join('')))) if (each.kind === 'link') assert.ok(safeAddress(each.to));
    }),
    { seed: 11 },
  );
});

test('what is nested without end is still read', () => {
  for (const sign of ['>', '- ', '[', '*a **b ', '![', '<a ', '`', '| ', '1. ', ']('])
    assert.ok(partsOf(sign.repeat(20_000)).length > 0, sign);
});

test('a text of nothing but signs stays as it was typed; the signs of a long text that people write are all read', () => {
  for (const sign of ['*a* ', '***a** ', 'a-_', 'a.'])
    assert.deepEqual(
      partsOf(sign.repeat(10_000)).flatMap((part) => ('inside' in part ? part.inside.map(({ kind }) => kind) : [])),
      ['text'],
      sign,
    );
  const written = `${'What we say, and **how**, is _learnt_: [see](https://a.example/b_c). '.repeat(10)}\n\n`.repeat(250);
  const last = partsOf(written).at(-1);
  assert.deepEqual(last && 'inside' in last && last.inside.at(-2)?.kind, 'link');
});

test('the first words end at a word', () => {
  assert.equal(firstWords('# Title\n\nSome *words* here', 100), 'Title Some words here');
  assert.equal(firstWords('One two three four', 12), 'One two…');
  assert.equal(firstWords('', 12), '');
});
