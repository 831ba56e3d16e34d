import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { edited } from './edit-list.ts';
import { firstVersion, type OriginalVersion, readUnder, reruled, withWords } from './original-version.ts';
import { passage } from './passage.ts';
import type { SpeakerRule } from './speaker-rule.ts';
import { hashInput, turnsIn } from './text-version.ts';
import type { TranscriptSource } from './transcript-reading.ts';

function sourceOf(lines: readonly string[]): TranscriptSource {
  return { format: 'txt', passages: lines.map((text, at) => passage({ text, line: at + 1 })), messages: [] };
}
function under(names: Readonly<Record<string, string>>): SpeakerRule {
  return { mark: 'colon', speakers: Object.entries(names).map(([label, name]) => ({ label, name })) };
}
function first(source: TranscriptSource, rule: SpeakerRule): OriginalVersion {
  return firstVersion(readUnder(source, rule));
}
const talk = sourceOf(['Ana: Hi there.', 'Bo: Oh.', 'A. Ruiz: Yes, well.', 'Bo: No.']);
const apart = under({ Ana: 'Ana', Bo: 'Bo', 'A. Ruiz': 'A. Ruiz' });

test('two labels are one person, and a correction stays where the other rule leaves its words together', () => {
  const ruled = first(talk, apart);
  const corrected = withWords(ruled, { turn: 2, words: 'Yes, very well.' });
  assert.ok(corrected);
  const next = reruled(talk, under({ Ana: 'Ana', Bo: 'Bo', 'A. Ruiz': 'Ana' }), { ruled: ruled.version, newest: corrected.version });
  assert.deepEqual(
    turnsIn(next.version).map(({ speaker, text }) => [speaker, text]),
    [
      ['Ana', 'Hi there.'],
      ['Bo', 'Oh.'],
      ['Ana', 'Yes, very well.'],
      ['Bo', 'No.'],
    ],
  );
});
test('a correction in words that the other rule takes away is told, and the words stand as the file has them', () => {
  const ruled = first(talk, under({ Ana: 'Ana' }));
  const [only] = turnsIn(ruled.version);
  const corrected = withWords(ruled, { turn: 0, words: only!.text.replace('Bo: Oh', 'Beau: Oh') });
  assert.ok(corrected);
  const next = reruled(talk, apart, { ruled: ruled.version, newest: corrected.version });
  assert.deepEqual(
    turnsIn(next.version).map(({ text }) => text),
    ['Hi there.', 'Oh.', 'Yes, well.', 'No.'],
  );
  assert.match(next.messages[0]!.found, /^1 correction in words/);
});
test('the edits of a next version lead from the version before to it, whatever was corrected and whatever rule comes', () => {
  const label = fc.constantFrom('Ana', 'Bo', 'Cy');
  const words = fc.stringMatching(/^[a-zé👍 .:\n]{0,20}$/u).map((text) => text.trim());
  const line = fc.tuple(label, words).map(([who, text]) => `${who}: ${text}`);
  const rule = fc.dictionary(label, fc.constantFrom('One', 'Two')).map(under);
  const corrections = fc.array(fc.tuple(fc.nat(9), words), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), rule, rule, corrections, (lines, before, after, made) => {
      const source = sourceOf(lines.map((each) => each.replaceAll('\n', ' ')));
      const ruled = first(source, before);
      let newest = ruled;
      for (const [turn, text] of made) {
        const next = withWords(newest, { turn, words: text });
        if (!next) continue;
        assert.equal(edited(newest.version.text, next.edits), next.version.text);
        newest = next;
      }
      const next = reruled(source, after, { ruled: ruled.version, newest: newest.version });
      assert.equal(edited(newest.version.text, next.edits), next.version.text);
      assert.deepEqual(
        turnsIn(next.version).map(({ speaker }) => speaker),
        turnsIn(first(source, after).version).map(({ speaker }) => speaker),
        'a correction moves no speaker',
      );
      if (newest === ruled) assert.equal(hashInput(next.version), hashInput(first(source, after).version));
    }),
    { seed: 7, numRuns: 400 },
  );
});
