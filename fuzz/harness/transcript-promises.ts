import assert from 'node:assert/strict';
import { applySpeakerRule } from '#app/modules/focus-groups/transcripts/speaker-applied.ts';
import { hashInput, textVersionOf, turnsIn } from '#app/modules/focus-groups/transcripts/text-version.ts';
import { wordsIn } from '#app/modules/focus-groups/transcripts/transcript.ts';
import { readTranscript } from '#app/modules/focus-groups/transcripts/transcript-file.server.ts';

/** Reads a file as a transcript and checks what is promised of any: counts that agree, times and texts that can be kept. Answers the messages, or the refusal. */
export async function readWithPromises(path: string): Promise<string[]> {
  const reading = await readTranscript(path);
  for (const { severity, line, found, expected, did } of reading.messages) {
    assert.ok(found !== '' && expected !== '' && did !== '' && severity !== undefined);
    assert.ok(line === undefined || (Number.isSafeInteger(line) && line > 0), `line ${line}`);
    assert.ok(found.length < 3000 && found.isWellFormed(), 'a message that is too long or cut in a letter');
  }
  const said = reading.messages.map(({ found }) => found);
  if (reading.isRejected) return said;
  const { cues, turns, speakers, words, rule, format } = reading;
  assert.equal(
    words,
    cues.reduce((sum, { text }) => sum + wordsIn(text), 0),
    'turns have other words than their cues',
  );
  const spoken = turns.filter(({ speaker }) => speaker !== null);
  assert.equal(
    Array.from(speakers.values()).reduce((sum, count) => sum + count, 0),
    spoken.length,
  );
  for (const [at, { speaker, text, start, end }] of turns.entries()) {
    assert.ok(at === 0 || turns[at - 1]?.speaker !== speaker, 'adjacent turns of one speaker');
    assert.ok(text.isWellFormed() && !/[\0\r]/.test(text), 'a text that cannot be kept');
    assert.ok(speaker === null || (speaker !== '' && speaker.isWellFormed() && !/[\0\r\n]/.test(speaker)), 'a speaker that cannot be kept');
    for (const time of [start, end])
      assert.ok(time === null || (Number.isSafeInteger(time) && time >= 0 && time < 2 ** 31), `time ${time}`);
  }
  const version = textVersionOf(turns);
  assert.deepEqual(turnsIn(version), turns);
  assert.ok(hashInput(version).isWellFormed());
  assert.deepEqual(applySpeakerRule([], rule).cues, []);
  return [format, rule.mark, ...said];
}
