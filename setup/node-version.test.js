import assert from 'node:assert/strict';
import test from 'node:test';
import { whyTooOld } from './node-version.js';

test('a Node older than 20 is told what it is and what to do', () => {
  assert.match(whyTooOld('18.19.0'), /needs Node 20 or newer, and this is Node 18\.19\.0\. Install a newer Node/);
});

test('Node 20 and newer are enough', () => {
  for (const version of ['20.0.0', '22.11.0', '24.21.0', '100.0.0']) assert.equal(whyTooOld(version), null);
});
