import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { licences } from '../licences.ts';
import type { WrittenItem } from '../reading/item-document.ts';
import { packageParts } from '../reading/packed.ts';
import { licenceText, packageStream } from './package.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'concord-package-'));
after(() => rmSync(folder, { recursive: true }));
const names = ['../../etc/passwd.txt', 'CON.txt', 'Guide.txt', 'guide.txt', '👨‍👩‍👧‍👦.txt', `${'é'.repeat(300)}.txt`, 'a\r\nb.txt'];
const bytes = Buffer.alloc(700_000, 'Wait. ');
writeFileSync(join(folder, 'file'), bytes);
const item: WrittenItem = {
  ...{ slug: 'sitting', owner: 'Ashby', address: 'https://here.org/library/sitting/versions/1', cite: 'Quill, A. (2026). Sitting.' },
  version: {
    ...{ title: 'Sitting', kind: 'guide', visibility: 'public', summary: '', description: '', competencies: [], phases: [], minutes: null },
    ...{ groupFrom: null, groupTo: null, facilitators: null, format: null, authors: [], licence: 'CC-BY-4.0', licenceHolder: null },
    ...{ elsewhereUrl: null, whatChanged: null, adaptsCredit: null, adaptsLicence: null, adaptsUrl: null, adaptsChanged: null },
    ...{ number: 1, publishedAt: new Date('2026-03-08T07:30:00Z') },
  },
  competencies: [],
  files: names.map((name, at) => ({ id: String(at), name, type: 'text/plain', bytes: bytes.length, sha256: 'a'.repeat(64) })),
};
async function packed(): Promise<Buffer> {
  const parts = packageParts(item, licenceText('CC-BY-4.0')).map((part) =>
    'text' in part ? part : { name: part.name, path: join(folder, 'file') },
  );
  return Buffer.from(await new Response(packageStream(parts, item.version.publishedAt!)).arrayBuffer());
}

/** Whether a program of other people is here to ask. */
function isHere(program: string, ...ask: string[]): boolean {
  return spawnSync(program, ask).status === 0;
}

test('a package has names that every computer takes, and other programs open it', {
  skip: !isHere('unzip', '-v') || !isHere('python3', '-V'),
}, async () => {
  const path = join(folder, 'item.zip');
  writeFileSync(path, await packed());
  const python = `import json,sys,zipfile
z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([[i.filename,i.file_size,list(i.date_time)] for i in z.infolist()]))`;
  const seen = JSON.parse(execFileSync('python3', ['-c', python, path], { encoding: 'utf8' })) as [string, number, number[]][];
  const found = seen.map(([name]) => name).filter((name) => name.startsWith('files/'));
  assert.deepEqual(
    found.slice(0, 5),
    ['passwd', '_CON', 'Guide', 'guide (2)', '👨‍👩‍👧‍👦'].map((name) => `files/${name}.txt`),
  );
  assert.equal(new Set(found.map((name) => name.toLowerCase())).size, names.length);
  assert.ok(found.every((name) => Buffer.byteLength(name) <= 200 && !name.slice(6).includes('/')));
  assert.ok(seen.every(([, , at]) => at.join() === '2026,3,8,7,30,0'));
  assert.match(execFileSync('unzip', ['-t', path], { encoding: 'utf8' }), /No errors detected/);
});
test('the whole text of a licence goes with what it is given for', () => {
  for (const { id, name, deed } of licences) {
    const head = licenceText(id)?.slice(0, 120) ?? null;
    if (deed === null) assert.equal(head, null, id);
    else assert.ok(head?.includes(id === 'CC0-1.0' ? 'CC0 1.0 Universal' : name), `${id}: ${head}`);
  }
});
test('the same version is the same bytes, whatever the zone of the machine', async () => {
  const zone = process.env.TZ;
  const sums: Buffer[] = [];
  for (const each of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
    process.env.TZ = each;
    sums.push(await packed());
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.deepEqual(sums[0], sums[1]);
  assert.deepEqual(sums[0], sums[2]);
});
