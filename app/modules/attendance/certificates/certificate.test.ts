import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { taggedPdf } from '#app/platform/tagged-pdf.server.ts';
import { type Certificate, certificateBlocks, certifies, saysNoMore, validity } from './certificate.ts';

const run = promisify(execFile);
const attendance: Certificate = {
  ...{
    code: 'ABCD2345-EFGH6789',
    kind: 'Certificate of attendance',
    title: 'Sitting with silence',
    holder: 'Noor Aziz',
    issuer: 'The collaborative',
  },
  ...{
    minutes: 60,
    onDay: '2026-10-08',
    words: 'An invented certificate.',
    criteria: 'Being there for at least 45 minutes.',
    isStep: false,
    validUntil: null,
  },
  ...{ issuedAt: new Date('2026-10-09T12:00:00Z'), revokedAt: null, revokedBecause: null },
};
const step: Certificate = {
  ...attendance,
  ...{
    kind: 'Certificate of a step',
    title: 'Facilitator',
    minutes: null,
    isStep: true,
    validUntil: '2028-10-08',
    criteria: 'Two sessions led alone, one observed.',
  },
};
const address = 'https://concord.example/certificates/ABCD2345-EFGH6789';

/** What poppler, which shares nothing with the program that wrote it, finds in a PDF; null where it is not installed. */
async function readByPoppler(certificate: Certificate): Promise<{ info: string; structure: string } | null> {
  const folder = await mkdtemp(join(tmpdir(), 'concord-certificate-'));
  const path = join(folder, 'certificate.pdf');
  try {
    const frame = {
      title: `${certificate.kind}: ${certificate.title}`,
      author: certificate.issuer,
      language: 'en',
      madeAt: certificate.issuedAt,
    };
    await writeFile(path, await taggedPdf(frame, certificateBlocks(certificate, address)));
    return { info: (await run('pdfinfo', [path])).stdout, structure: (await run('pdfinfo', ['-struct-text', path])).stdout };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

for (const [name, certificate] of [
  ['of attendance', attendance],
  ['of a step', step],
] as const)
  test(`another program finds the certificate ${name} tagged, with its title, and in the order in which it is read`, async (t) => {
    const read = await readByPoppler(certificate);
    if (read === null) return t.skip('pdfinfo (poppler-utils) is not installed here');
    assert.match(read.info, new RegExp(`Title: +${certificate.kind}: ${certificate.title}\n`));
    assert.match(read.info, /Tagged: +yes/);
    const said = [...read.structure.matchAll(/"([^"]*)"/g)]
      .map(([, text]) => text!.trim())
      .join(' ')
      .replaceAll(/\s+/g, ' ');
    const words = [
      certificate.kind,
      certifies(certificate),
      'Given by The collaborative',
      saysNoMore(certificate),
      `Check it at ${address}`,
    ];
    const places = words.map((each) => said.indexOf(each));
    assert.ok(!places.includes(-1), said);
    assert.deepEqual(
      places,
      places.toSorted((one, other) => one - other),
    );
    assert.match(read.structure, /^Document[\s\S]*\bH1\b[\s\S]*\bP\b/);
  });
test('the document says in which language it is', async () => {
  const pdf = await taggedPdf({ title: 'x', author: 'y', language: 'en', madeAt: attendance.issuedAt }, certificateBlocks(step, address));
  assert.match(pdf.toString('latin1'), /\/Lang \(en\)/);
});
test('one says being there, the other what was asked for; neither says what somebody can do', () => {
  assert.equal(certifies(attendance), 'Noor Aziz took part in “Sitting with silence” on 8 October 2026 for 60 minutes.');
  assert.equal(certifies(step), 'Noor Aziz did what “Facilitator” asks for, by 8 October 2026.');
  const text = (of: Certificate) =>
    certificateBlocks(of, address)
      .map((block) => ('text' in block ? block.text : ''))
      .join(' ');
  assert.match(text(step), /What was asked for: Two sessions led alone, one observed\. .*Valid until 8 October 2028/);
  assert.doesNotMatch(text(attendance), /What was asked for/);
  assert.equal(validity(step, '2029-01-01'), 'It was valid until 8 October 2028.');
});
