import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reach } from '#app/platform/outside.server.ts';
import { recordsOfDois } from './doi-record.server.ts';

const said = {
  type: 'journal-article',
  title: ['Sitting with silence'],
  author: [{ family: 'Quill', given: 'Ada' }],
  'container-title': ['A Journal'],
  DOI: '10.9999/forged',
};

test('a DOI is asked of doi.org alone, for CSL-JSON, and the record keeps the DOI that was asked for', async () => {
  const asked: string[] = [];
  const reach: Reach = async (url, { headers }) => {
    asked.push(`${url.href} ${headers.accept}`);
    return new Response(JSON.stringify(said));
  };
  const { records, messages } = await recordsOfDois(['10.1000/a?b#c'], reach);
  assert.deepEqual(asked, ['https://doi.org/10.1000/a%3Fb%23c application/vnd.citationstyles.csl+json']);
  assert.deepEqual([records[0]?.title, records[0]?.doi, messages], ['Sitting with silence', '10.1000/a?b#c', []]);
});
test('without the network, and where the answer is no record, the message says what to do instead', async () => {
  const offline: Reach = () => Promise.reject(new TypeError('fetch failed'));
  const page: Reach = async () => new Response('<html>');
  for (const reach of [offline, page]) {
    const { records, messages } = await recordsOfDois(['10.1000/a'], reach);
    assert.deepEqual(records, []);
    assert.match(messages[0]!.did, /paste it here/);
  }
});
test('one that fails stops no other, and of very many the first are asked', async () => {
  const reach: Reach = async (url) =>
    url.pathname.endsWith('/3') ? new Response(null, { status: 404 }) : new Response(JSON.stringify(said));
  const { records, messages } = await recordsOfDois(
    Array.from({ length: 30 }, (_, at) => `10.1000/${at}`),
    reach,
  );
  assert.equal(records.length, 19);
  assert.deepEqual(messages.map(({ severity }) => severity).sort(), ['error', 'warning']);
});
