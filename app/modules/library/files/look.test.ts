import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keptName } from './look.ts';

test('a name with a path, a line end or a false ending becomes a plain one', () => {
  assert.equal(keptName('../../etc/passwd', 'txt', []), 'passwd.txt');
  assert.equal(keptName('C:\\Users\\x\\Guide.pdf', 'pdf', []), 'Guide.pdf');
  assert.equal(keptName('guide.pdf\r\nset-cookie: a=b', 'pdf', []), 'guide.pdfset-cookie a=b.pdf');
  assert.equal(keptName('page.html', 'pdf', []), 'page.html.pdf');
  assert.equal(keptName('‮fdp.exe', 'pdf', []), 'fdp.exe.pdf');
  assert.equal(keptName('...', 'png', []), 'file.png');
  assert.equal(keptName('photo.JPEG', 'jpg', []), 'photo.jpg');
});
test('two files of one version never share a name', () => {
  assert.equal(keptName('Guide.pdf', 'pdf', ['guide.pdf']), 'Guide (2).pdf');
});
test('a name that Windows takes for a machine, a very long one, and one of emoji are names that every computer takes', () => {
  assert.equal(keptName('CON.pdf', 'pdf', []), '_CON.pdf');
  assert.equal(keptName('aux', 'txt', []), '_aux.txt');
  assert.equal(keptName('com1.tar.pdf', 'pdf', []), '_com1.tar.pdf');
  assert.equal(keptName('Guide. . .pdf', 'pdf', []), 'Guide.pdf');
  assert.equal(keptName('-rf.txt', 'txt', []), 'rf.txt');
  assert.equal(keptName(`${'x'.repeat(300)}.pdf`, 'pdf', []), `${'x'.repeat(180)}.pdf`);
  assert.equal(keptName('👨‍👩‍👧‍👦 talk.pdf', 'pdf', []), '👨‍👩‍👧‍👦 talk.pdf');
  assert.equal(keptName(`${'👨‍👩‍👧‍👦'.repeat(60)}.pdf`, 'pdf', []), `${'👨‍👩‍👧‍👦'.repeat(7)}.pdf`);
});
test('whatever a file is called, its kept name is one part of a path, short enough, and ends as its bytes ask', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (said) => {
      const name = keptName(said, 'pdf', []);
      assert.ok(new TextEncoder().encode(name).length <= 190 && name.isWellFormed() && name.endsWith('.pdf'));
      assert.doesNotMatch(name, /[/\\:*?"<>|\p{Cc}]|^[.\s]|[.\s]\.pdf$/u);
      assert.equal(keptName(name, 'pdf', []), name);
    }),
    { seed: 20261126 },
  );
});
