import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeNext } from './web.server.ts';

test('the way back after signing in never leaves this site, however a browser reads it', () => {
  const outside = ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example'];
  const almost = ['/.//evil.example', '/x/..//evil.example', '', null];
  for (const next of [...outside, ...almost]) assert.equal(safeNext(next), '/home', JSON.stringify(next));
  assert.equal(safeNext('/w/curriculum/ashby/coverage?year=2025-26#cell'), '/w/curriculum/ashby/coverage?year=2025-26#cell');
});
