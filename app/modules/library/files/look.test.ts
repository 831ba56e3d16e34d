import assert from 'node:assert/strict';
import { test } from 'node:test';
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
