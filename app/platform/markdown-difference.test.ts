import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Block, type Inline, partsOf, plainWords } from './markdown.ts';
import { partsBetween } from './markdown-difference.ts';

/** A compared text in one line: [-what left-], {+what came+}. */
function told(parts: readonly Block[]): string {
  return parts.map(part).join(' | ');
}
function part(block: Block): string {
  if (block.kind === 'list') return block.items.map((item) => `* ${told(item)}`).join(' ');
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.map(line).join(' / ')).join(' // ');
  if (block.kind === 'added') return `{+${told(block.blocks)}+}`;
  if (block.kind === 'removed') return `[-${told(block.blocks)}-]`;
  if ('blocks' in block) return `> ${told(block.blocks)}`;
  if ('inside' in block) return (block.kind === 'heading' ? '# ' : '') + line(block.inside);
  return block.kind === 'code' ? block.text : '---';
}
function line(pieces: readonly Inline[]): string {
  return pieces
    .map((each) => {
      if (each.kind === 'added') return `{+${line(each.inside)}+}`;
      if (each.kind === 'removed') return `[-${line(each.inside)}-]`;
      if (each.kind === 'strong') return `<b>${line(each.inside)}</b>`;
      if (each.kind === 'link') return `<a ${each.to}>${line(each.inside)}</a>`;
      if ('inside' in each) return line(each.inside);
      return each.kind === 'picture' ? each.words : each.kind === 'break' ? ' ' : each.text;
    })
    .join('');
}
const compared = (before: string, after: string) => told(partsBetween(partsOf(before), partsOf(after)));

test('what a reader reads is compared, word by word, and never a sign of Markdown', () => {
  assert.equal(
    compared('## Before\n\nRead the guide.', '## Before\n\nRead the **short** guide.'),
    '# Before | Read the {+<b>short</b> +}guide.',
  );
  assert.equal(
    compared('- A watch.\n- Nobody explains.', '- A watch.\n- Two rounds are enough.\n- Nobody explains.'),
    '* A watch. * {+Two rounds are enough.+} * Nobody explains.',
  );
  assert.equal(compared('One two three four.', 'One 2 3 four.'), 'One [-two three-]{+2 3+} four.');
});
test('words that are only set apart, or lead elsewhere, are a change too', () => {
  assert.equal(compared('Nobody explains it here.', '**Nobody** explains it here.'), '[-Nobody-]{+<b>Nobody</b>+} explains it here.');
  assert.equal(
    compared('See [this](https://a.org/) now.', 'See [this](https://b.org/) now.'),
    'See [-<a https://a.org/>this</a>-]{+<a https://b.org/>this</a>+} now.',
  );
});
test('a part that has little in common with what took its place left as a whole', () => {
  assert.equal(
    compared('Wait for half a minute.', 'Bring chairs into a circle.'),
    '[-Wait for half a minute.-] | {+Bring chairs into a circle.+}',
  );
  assert.equal(compared('```\none\n```', '```\ntwo\n```'), '[-one-] | {+two+}');
});
test('whatever two texts are, taking back what came gives the earlier one, and taking out what left the later one', () => {
  const words = fc.constantFrom('wait', 'half', 'a', 'minute', '**now**', '[it](https://a.org)', '`code`', '.');
  const paragraph = fc.array(words, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
  const text = fc
    .array(fc.tuple(fc.constantFrom('', '- ', '> ', '## ', '1. '), paragraph), { maxLength: 6 })
    .map((all) => all.map(([sign, said]) => sign + said).join('\n\n'));
  const only = (parts: readonly Block[], kept: 'added' | 'removed') =>
    told(parts).replace(kept === 'added' ? /\[-.*?-\]/gs : /\{\+.*?\+\}/gs, '');
  const letters = (said: string) => said.replace(/[^a-z0-9]/gi, '');
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = partsBetween(partsOf(before), partsOf(after));
      const bare = (said: string) => letters(said.replace(/<a [^>]*>|<\/?[ab]>/g, ''));
      assert.equal(bare(only(parts, 'removed')), letters(plainWords(before)));
      assert.equal(bare(only(parts, 'added')), letters(plainWords(after)));
    }),
    { seed: 20261126, numRuns: 300 },
  );
});
