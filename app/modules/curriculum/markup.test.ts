import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entityAt, isBlock, plainText, tagLength } from './markup.ts';

test('a tag or comment has its length; a comparison sign and an ampersand are none', () => {
  assert.equal(tagLength('a <b class="x">c', 2), 13);
  assert.equal(tagLength('</p>', 0), 4);
  assert.equal(tagLength('<!-- x -->', 0), 10);
  assert.equal(tagLength('<5 and >', 0), 0);
  assert.equal(tagLength('<pain and more', 0), 0);
  assert.equal(tagLength('<a <b>', 0), 0);
  assert.equal(tagLength('&a > b', 0), 0);
});

test('entities by name, by number and with an accent are characters', () => {
  assert.deepEqual(entityAt('a&nbsp;b', 1), { character: '\u00a0', length: 6 });
  assert.deepEqual(entityAt('&#8217;', 0), { character: '’', length: 7 });
  assert.deepEqual(entityAt('&#x2019;', 0), { character: '’', length: 8 });
  assert.deepEqual(entityAt('&#146;', 0), { character: '’', length: 6 });
  assert.deepEqual(entityAt('&Uuml;', 0), { character: 'Ü', length: 6 });
});

test('what only looks like an entity is none', () => {
  for (const text of ['R&D;', '&unheardof;', '&nbsp', '& amp;', '&#9999999;', 'nbsp;']) {
    assert.equal(entityAt(text, text.indexOf('&')), null, text);
  }
});

test('plain text has no tags, no entities and single spaces; lines of their own stay apart', () => {
  assert.equal(
    plainText('<ul>\n<li>Explain&nbsp; <b>pal</b>liative</li><li>care &lt; 5 &amp;amp; R&D;</li></ul>'),
    ' Explain palliative care < 5 &amp; R&D; ',
  );
});

test('a list item stands on a line of its own, emphasis does not', () => {
  assert.ok(isBlock('<li class="x">') && isBlock('</P>') && isBlock('<br/>'));
  assert.ok(!isBlock('<b>') && !isBlock('<link>') && !isBlock('<param>'));
});
