import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delimiterOf } from './csv-delimiter.ts';

const starts: [string, ReturnType<typeof delimiterOf>][] = [
  ['a,b,c\n1,2,3\n', ','],
  ['a;b;c\n1,5;2,5;3\n4,5;6,5;7\n', ';'],
  ['a\tb\n1, 2 and 3\t4\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['"a;b",c\n"1;2",3\n', ','],
  ['sep=;\r\na,b;c\r\n', ';'],
  ['Title\nHeart failure, part 1\nShock\nPneumonia; a case\n', null],
  ['Title\nHeart failure, part 1\nShock, part 2\n', null],
  ['Courses of 2025\nTitle,Minutes,Year\nShock,30,2\nPneumonia,40,2\nSepsis,40,2\nBurns,40,2\n', ','],
  ['Title, in words;Minutes\nHeart failure, part 1;60\nShock;30\nPneumonia, a case, and more;40\n', ';'],
  ['a,b', ','],
  ['only one', null],
  ['', null],
  ['\n\n\na;b\n1;2\n', ';'],
  ['`id`, `name`,`value`\n1,a,b\n', ','],
  ['"a\nb";c\n1;2\n', ';'],
];
for (const [start, delimiter] of starts)
  test(`${JSON.stringify(start)} has ${JSON.stringify(delimiter)} between its cells`, () => assert.equal(delimiterOf(start), delimiter));
