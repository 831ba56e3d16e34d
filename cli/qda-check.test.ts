import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'concord-qda-check-'));
after(() => rmSync(folder, { recursive: true }));
const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };

function check(name: string, text: string, ...words: string[]) {
  writeFileSync(join(folder, name), text);
  return spawnSync(process.execPath, ['cli/concord.ts', 'qda', 'check', join(folder, name), ...words], { encoding: 'utf8', env });
}
const code = '<Code guid="10000000-0000-4000-8000-000000000001" name="Late" isCodable="true"/>';

test('a codebook is counted without a database, in the order of the contract and on one line', () => {
  const { status, stdout } = check('a.qdc', `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${code}</Codes></CodeBook>`, '--json');
  assert.equal(status, 0);
  assert.equal(
    stdout,
    '{"valid":true,"users":0,"codes":1,"sources":0,"selections":0,"codings":0,"memos":0,"offsets":"unknown","messages":[]}\n',
  );
});
test('a file that is rejected has its document too, with the reason and the line, and exit 1', () => {
  const { status, stdout } = check('b.qdc', '<CodeBook xmlns="urn:QDA-XML:codebook:1.0">\n<Codes>\n<Code', '--json');
  assert.equal(status, 1);
  const { valid, messages } = JSON.parse(stdout);
  assert.equal(valid, false);
  assert.equal(messages[0].line, 3);
  assert.match(check('b.qdc', 'no').stdout, /The file was not read/);
});
