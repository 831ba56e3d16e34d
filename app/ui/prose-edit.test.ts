import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressTyped, type Edit, linked, type Mark, marked, nextItem, pasted, pictured } from './prose-edit.ts';

/** A text with its selection between brackets, before and after. */
function shown(text: string, edit: Edit): string {
  const done = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  const { start, end } = edit.select;
  return start === end
    ? `${done.slice(0, start)}‸${done.slice(start)}`
    : `${done.slice(0, start)}‹${done.slice(start, end)}›${done.slice(end)}`;
}
function press(said: string, mark: Mark): string {
  const start = said.search(/[‹‸]/);
  const text = said.replace(/[‹›‸]/g, '');
  const end = said.includes('‹') ? said.indexOf('›') - 1 : start;
  return shown(text, marked(text, { start, end }, mark));
}

test('bold is set, and taken away by the same button', () => {
  assert.equal(press('We ‹all ›agree', 'bold'), 'We **‹all›** agree');
  assert.equal(press('We **‹all›** agree', 'bold'), 'We ‹all› agree');
  assert.equal(press('We ‹**all**› agree', 'bold'), 'We ‹all› agree');
  assert.equal(press('‸', 'italic'), '_‹words in italics›_');
});
test('a list takes whole lines, and another kind of line becomes one', () => {
  assert.equal(press('On‹e\nTwo›', 'list'), '‹- One\n- Two›');
  assert.equal(press('‹- One\n- Two›', 'list'), '‹One\nTwo›');
  assert.equal(press('‹- One\n- Two›', 'numbered'), '‹1. One\n2. Two›');
  assert.equal(press('‹One\n\nTwo›', 'quote'), '‹> One\n\n> Two›');
  assert.equal(press('Who we are‸', 'heading'), '## Who we are‸');
  assert.equal(press('## Who we are‸', 'heading'), 'Who we are‸');
});
test('a list below a line of text gets a line between, and below its own kind none', () => {
  assert.equal(press('Text\nOne‸', 'list'), 'Text\n\n- One‸');
  assert.equal(press('- One\nTwo‸', 'list'), '- One\n- Two‸');
});
test('a link and a picture are whole whatever was typed into them', () => {
  const link = linked({ start: 0, end: 0 }, { words: 'a [b]', address: 'https://x.example/a(b)' });
  assert.equal(link.insert, '[a \\[b\\]](https://x.example/a%28b%29)');
  assert.equal(
    pictured('Text', { start: 4, end: 4 }, { words: 'Two\npeople', address: '/files/pictures/1' }).insert,
    '\n\n![Two people](/files/pictures/1)\n\n',
  );
});
test('what is pasted with parts of its own begins below the line, and words go on in it', () => {
  const paste = (text: string, markdown: string) => shown(text, pasted(text, { start: text.length, end: text.length }, markdown));
  assert.equal(paste('Text', '## Heading'), 'Text\n\n## Heading‸');
  assert.equal(paste('Text\n\n', '## Heading'), 'Text\n\n## Heading‸');
  assert.equal(paste('Text ', '**bold** words'), 'Text **bold** words‸');
});
test('an address is read as people type it, and nothing that runs is one', () => {
  assert.equal(addressTyped('example.org/a'), 'https://example.org/a');
  assert.equal(addressTyped(' r.okafor@school.edu '), 'mailto:r.okafor@school.edu');
  assert.equal(addressTyped('/members'), '/members');
  for (const typed of ['javascript:alert(1)', '//evil.example', 'data:text/html,x', '', 'two words.example'])
    assert.equal(addressTyped(typed), null, typed);
});
test('Enter goes on with a list, and ends it at an empty item', () => {
  const enter = (text: string) => {
    const edit = nextItem(text, { start: text.length, end: text.length });
    return edit && shown(text, edit);
  };
  assert.equal(enter('- One'), '- One\n- ‸');
  assert.equal(enter('9. One'), '9. One\n10. ‸');
  assert.equal(enter('- One\n- '), '- One\n\n‸');
  assert.equal(enter('- '), '‸');
  assert.equal(enter('Text'), null);
});
