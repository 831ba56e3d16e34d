import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { carriedAcross, type Edit, edited, editsBetween, reversed } from './edit-list.ts';

const text = 'I met Maria Gomez on the ward. She was kind.';
function at(words: string, within = text) {
  const start = within.indexOf(words);
  return { start, end: start + words.length };
}
function carriedWords(words: string, edits: readonly Edit[]) {
  const [found] = carriedAcross([at(words)], edits);
  assert.ok(found);
  return [edited(text, edits).slice(found.start, found.end), found.outcome];
}

test('a correction is kept as the words that changed, and nothing else', () => {
  assert.deepEqual(editsBetween(text, text), []);
  assert.deepEqual(editsBetween(text, text.replace('kind', 'very kind')), [{ ...at('kind'), end: at('kind').start, text: 'very ' }]);
  assert.deepEqual(editsBetween('a\nb c\nd', 'a\nb x\nd'), [{ start: 4, end: 5, text: 'x' }]);
});
test('a coding that no edit touches keeps its words, and one that an edit touches covers what stands in its place and says so', () => {
  const pseudonym = [{ ...at('Maria Gomez'), text: '[Alba]' }];
  assert.deepEqual(carriedWords('She was kind', pseudonym), ['She was kind', 'kept']);
  assert.deepEqual(carriedWords('I met', pseudonym), ['I met', 'kept']);
  assert.deepEqual(carriedWords(' on the', pseudonym), [' on the', 'kept']);
  assert.deepEqual(carriedWords('Maria Gomez', pseudonym), ['[Alba]', 'adjusted']);
  assert.deepEqual(carriedWords('Gomez on the ward', pseudonym), ['[Alba] on the ward', 'adjusted']);
  assert.deepEqual(carriedWords('met Maria', pseudonym), ['met [Alba]', 'adjusted']);
  assert.deepEqual(carriedWords('aria', pseudonym), ['[Alba]', 'adjusted']);
});
test('text put in at the border of a coding stays outside, text put in within it belongs to it, and a coding of nothing left is gone', () => {
  const { start, end } = at('Maria Gomez');
  assert.deepEqual(carriedWords('Maria Gomez', [{ start, end: start, text: 'old ' }]), ['Maria Gomez', 'kept']);
  assert.deepEqual(carriedWords('Maria Gomez', [{ start: end, end, text: ' herself' }]), ['Maria Gomez', 'kept']);
  assert.deepEqual(carriedWords('Maria Gomez', [{ start: start + 5, end: start + 5, text: ' Luz' }]), ['Maria Luz Gomez', 'adjusted']);
  assert.deepEqual(carriedWords('Maria', [{ start, end: end + 1, text: '' }]), ['', 'gone']);
});
test('edits that were recorded for another text are refused', () => {
  assert.throws(() => edited('short', [{ start: 2, end: 9, text: '' }]), RangeError);
  const edit = { start: 1, end: 3, text: 'x' };
  assert.throws(() => edited('longer text', [edit, { start: 2, end: 4, text: 'y' }]), RangeError);
});

test('where nearly all lines change, each is compared with the one in its place, and words written anew are one edit', () => {
  const lines = Array.from({ length: 900 }, (_, at) => `Line ${at} is Maria's own.`);
  const before = lines.join('\n');
  const edits = editsBetween(before, before.replaceAll('Maria', 'Alba'));
  assert.equal(edits.length, 900);
  assert.ok(edits.every(({ start, end, text }) => before.slice(start, end) === 'Maria' && text === 'Alba'));
  const [one, other] = [lines.join(' '), lines.toReversed().join(', ')];
  assert.equal(edited(one, editsBetween(one, other)), other);
});

const words = fc
  .array(fc.constantFrom('ja ', 'nein ', '😀', 'Grüße', '\n', '. ', 'e\u0301 ', 'a', ' '), { maxLength: 60 })
  .map((all) => all.join(''));
const corrected = fc.tuple(words, words).chain(([before, other]) =>
  fc.record({
    before: fc.constant(before),
    after: fc.oneof(
      fc.constant(other),
      fc.nat(before.length).map((cut) => (before.slice(0, cut) + other + before.slice(cut)).toWellFormed()),
    ),
    spans: fc.array(
      fc.tuple(fc.nat(before.length), fc.nat(before.length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })),
      { maxLength: 20 },
    ),
  }),
);
const apart = (span: { start: number; end: number }, edit: Edit) => edit.end <= span.start || edit.start >= span.end;

test('edits lead from any text to any other and back, apart from each other, and never cut a letter of two units', () => {
  fc.assert(
    fc.property(corrected, ({ before, after }) => {
      const edits = editsBetween(before, after);
      assert.equal(edited(before, edits), after);
      assert.equal(edited(after, reversed(before, edits)), before);
      for (const [index, edit] of edits.entries()) {
        assert.ok(index === 0 || edit.start > (edits[index - 1]?.end ?? 0));
        assert.ok(edit.text.isWellFormed() && before.slice(edit.start, edit.end).isWellFormed());
      }
    }),
  );
});
test('whatever is corrected, an untouched passage keeps its very words and its order, and every touched one says so', () => {
  fc.assert(
    fc.property(corrected, ({ before, after, spans }) => {
      const edits = editsBetween(before, after);
      const carried = carriedAcross(spans, edits);
      for (const [index, span] of spans.entries()) {
        const found = carried[index];
        assert.ok(found && found.start >= 0 && found.start <= found.end && found.end <= after.length);
        const isUntouched = edits.every((edit) => apart(span, edit));
        assert.equal(found.outcome === 'kept', isUntouched);
        if (isUntouched) assert.equal(after.slice(found.start, found.end), before.slice(span.start, span.end));
        assert.equal(found.outcome === 'gone', !isUntouched && found.start === found.end);
        // What is left of its own words is still in it.
        let inner = before.slice(span.start, span.end);
        for (const edit of edits.filter((each) => !apart(span, each))) inner = inner.slice(0, Math.max(0, edit.start - span.start));
        if (!isUntouched && inner !== '') assert.ok(after.slice(found.start, found.end).startsWith(inner.slice(0, 1)));
      }
    }),
  );
});
