import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'concord-transcript-'));
const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
function check(text: string, ...words: string[]) {
  const file = join(folder, 'a transcript');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/concord.ts', 'transcript', 'check', file, ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}
const vtt =
  'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello all</v>\n\n00:03.000 --> 00:04.000\n<v Ana>and all</v>\n\n00:05.000 --> 00:06.000\n<v __proto__>Hi</v>\n';

test('a transcript is counted without a database, as one document with exactly what the contract names', () => {
  const { status, stdout, stderr } = check(vtt, '--json');
  assert.equal(status, 0, stderr);
  const document = JSON.parse(stdout);
  assert.deepEqual(Object.keys(document), ['format', 'cues', 'turns', 'speakers', 'words', 'messages']);
  assert.deepEqual([document.format, document.cues, document.turns, document.words], ['vtt', 3, 2, 5]);
  assert.deepEqual(Object.entries(document.speakers), [
    ['Ana', 1],
    ['__proto__', 1],
  ]);
  for (const message of document.messages) assert.ok(message.severity && message.found && message.expected && message.did);
});
test('people read the same in words', () => {
  assert.match(check(vtt).stdout, /vtt: 3 cues, 2 turns, 5 words\.\n +1 {2}Ana/);
});
test('a file that is rejected prints its document, too, and exits with 1; without a file it is wrong usage', () => {
  const { status, stdout } = check('%PDF-1.7', '--json');
  assert.equal(status, 1);
  const document = JSON.parse(stdout);
  assert.deepEqual([document.format, document.cues, document.turns, document.speakers, document.words], [null, 0, 0, {}, 0]);
  assert.deepEqual(document.messages[0], {
    severity: 'error',
    found: 'A PDF',
    expected: 'The text it was made from, as .docx or .txt',
    did: 'Nothing of it was read.',
  });
  assert.equal(spawnSync(process.execPath, ['cli/concord.ts', 'transcript', 'check'], { env }).status, 2);
});
