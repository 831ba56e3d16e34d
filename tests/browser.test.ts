import assert from 'node:assert/strict';
import test from 'node:test';
import { findBrowser } from './browser.ts';

test('a browser that CONCORD_BROWSER names wrongly is refused with what to do', async () => {
  process.env.CONCORD_BROWSER = import.meta.dirname;
  await assert.rejects(findBrowser(), /is not a program\. Install Chromium/);
});
