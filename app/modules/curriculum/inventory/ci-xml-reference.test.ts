import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReference } from './ci-xml-reference.ts';

test('the id is read out of a reference of the right kind, with either quotation mark, spaces or a prefix', () => {
  assert.equal(readReference('event', "/CurriculumInventory/Events/Event[@id='E1']"), 'E1');
  assert.equal(readReference('event', '/CurriculumInventory/Events/Event[ @id = "E 1" ]'), 'E 1');
  assert.equal(readReference('block', "/ci:CurriculumInventory/ci:Sequence/ci:SequenceBlock[@id='a'b']"), "a'b");
  assert.equal(readReference('level', "/CurriculumInventory/AcademicLevels/Level[@number='2']"), '2');
  const entry = 'lom:lom/lom:general/lom:identifier/lom:entry';
  assert.equal(readReference('objective', `/CurriculumInventory/Expectations/CompetencyObject[${entry}='http://x/5']`), 'http://x/5');
});

test('another kind of reference, or other XPath, is not read', () => {
  assert.equal(readReference('event', "/CurriculumInventory/Sequence/SequenceBlock[@id='1']"), null);
  assert.equal(readReference('event', '//Event[1]'), null);
  assert.equal(readReference('event', "/CurriculumInventory/Events/Event[@id='E1' or true()]"), null);
  assert.equal(readReference('event', ''), null);
});
