import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { person, school } from '../tests/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-cli-'));
const good = join(folder, 'care.csv');
writeFileSync(good, 'code,text\n1,Talking\n1.1,Asks\n1.10,Listens\n');
const bad = join(folder, 'school.csv');
writeFileSync(bad, 'school_id,title\n1,Medicine\n');
const lead = await person('Ada', ['lead'], await school('ashby'));

function concord(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/concord.ts', 'framework', ...words], { encoding: 'utf8' });
  return { status, stdout, stderr, document: words.includes('--json') && stdout ? JSON.parse(stdout) : undefined };
}

test('a framework comes in and goes out by its id, its short name or its version, as the operator', () => {
  const { status, document, stderr } = concord('import', good, '--json');
  assert.equal(status, 0, stderr);
  assert.deepEqual([document.items, document.associations, document.slug, document.number], [3, 3, 'care', '1']);
  assert.ok(Array.isArray(document.messages));
  for (const name of [document.framework, document.version, 'care']) {
    const out = concord('export', name, '--format', 'case', '--json');
    assert.deepEqual(
      out.document.CFItems.map((item: { humanCodingScheme: string }) => item.humanCodingScheme),
      ['1', '1.1', '1.10'],
      out.stderr,
    );
  }
  const to = join(folder, 'out.csv');
  const written = concord('export', 'care', '--format', 'csv', '--out', to, '--json');
  assert.deepEqual(written.document, { framework: document.framework, out: to, items: 3, associations: 3 });
  assert.match(readFileSync(to, 'utf8'), /^identifier,code,.*\r\n[0-9a-f-]{36},1,,Talking,domain/);
  const again = concord('import', to, '--title', 'Care', '--json');
  assert.deepEqual([again.document.framework, again.document.number], [document.framework, '2']);
});
test('what is no framework exits 1 with its messages; a lead may not, a format that is none is wrong usage, a name that is none is not found', () => {
  const refused = concord('import', bad, '--json');
  assert.deepEqual([refused.status, refused.document.framework, refused.document.messages.length], [1, null, 1]);
  assert.match(concord('import', good, '--as', lead.mail).stderr, /You may not bring a framework in/);
  assert.equal(concord('export', 'care', '--format', 'xml').status, 2);
  assert.match(concord('export', 'nothing', '--format', 'case').stderr, /was not found/);
  assert.match(concord('import', join(folder, 'none')).stderr, /There is no file at/);
});
