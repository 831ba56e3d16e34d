import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeFrom, readCode, showCode } from './code.ts';

test('a code survives being shown, typed in lower case and pasted with spaces', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
      fc.pre([...bytes].filter((byte) => byte < 248).length >= 8);
      const code = codeFrom(bytes);
      assert.match(code, /^[A-HJKMNP-Z2-9]{8}$/);
      assert.equal(readCode(` ${showCode(code).toLowerCase()} `), code);
    }),
  );
});
test('every letter of a code is as likely as every other', () => {
  const counts = new Map<string, number>();
  for (let i = 0; i < 4000; i++) for (const letter of codeFrom(randomBytes(64))) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  assert.equal(counts.size, 31);
  for (const count of counts.values()) assert.ok(Math.abs(count - 32000 / 31) < 250, `${count} is far from ${32000 / 31}`);
});
