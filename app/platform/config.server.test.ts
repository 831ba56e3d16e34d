import assert from 'node:assert/strict';
import { test } from 'node:test';
import { config } from './config.server.ts';

test('without any setting Concord listens on this machine alone, with the sample only when npm started it', () => {
  const plain = config({});
  assert.deepEqual([plain.host, plain.port, plain.wantsSample], ['127.0.0.1', 3000, false]);
  assert.equal(config({ CONCORD_START: 'npm' }).wantsSample, true);
  assert.equal(config({ CONCORD_START: 'npm', DEMO: '0' }).wantsSample, false);
});
test('an empty variable is as if it were not there', () => {
  assert.deepEqual(config({ PORT: '', DATA_DIR: '', SMTP_URL: '', MAIL_FROM: '', DATABASE_URL: '' }), config({}));
});
test('an https address means one proxy in front, unless it is said otherwise', () => {
  assert.equal(config({ PUBLIC_URL: 'https://concord.example' }).trustedProxies, 1);
  assert.equal(config({ PUBLIC_URL: 'https://concord.example', TRUSTED_PROXIES: '2' }).trustedProxies, 2);
  assert.equal(config({ PUBLIC_URL: 'http://127.0.0.1:3000' }).trustedProxies, 0);
});
test('a half-set option and a value that cannot be meant refuse to start, by name', () => {
  assert.throws(() => config({ SMTP_URL: 'smtp://mail.example' }), /SMTP_URL and MAIL_FROM go together/);
  assert.throws(() => config({ DATABASE_APP_URL: 'postgres://a@b/c' }), /DATABASE_APP_URL needs DATABASE_URL/);
  assert.throws(() => config({ PORT: 'many' }), /PORT/);
  assert.throws(() => config({ PUBLIC_URL: 'concord.example' }), /PUBLIC_URL/);
});
