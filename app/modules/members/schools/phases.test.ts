import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseField, readPhases, rowsOf } from './phases.ts';

const standing = [
  { id: 'a', name: 'Year 1', mapsTo: 'pre-clerkship' },
  { id: 'b', name: 'Year 2', mapsTo: 'clerkship' },
] as const;

/** The form as the page sends it, with these fields typed differently. */
function sent(typed: Record<string, string> = {}) {
  const form = new FormData();
  for (const [at, { id, position, name, mapsTo }] of rowsOf(standing).entries()) {
    form.set(phaseField('id', at), id);
    form.set(phaseField('position', at), position);
    form.set(phaseField('name', at), name);
    form.set(phaseField('maps-to', at), mapsTo);
  }
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
}

test('a form sent as it came changes nothing: the empty row adds no phase', () => {
  assert.deepEqual(readPhases(sent()), { ok: true, phases: standing });
});
test('numbers order the phases, a name in the last row adds one, Remove takes one away', () => {
  const read = readPhases(sent({ [phaseField('position', 1)]: '1', [phaseField('position', 0)]: '2', [phaseField('name', 2)]: 'Bridge' }));
  assert.deepEqual(read.ok && read.phases.map(({ id, name }) => [id, name]), [
    ['b', 'Year 2'],
    ['a', 'Year 1'],
    [null, 'Bridge'],
  ]);
  const fewer = readPhases(sent({ [phaseField('remove', 0)]: 'yes' }));
  assert.deepEqual(fewer.ok && fewer.phases.map(({ id }) => id), ['b']);
});
test('a phase gets the place that its number names, and the others make room', () => {
  const names = (typed: Record<string, string>) => {
    const read = readPhases(sent(typed));
    return read.ok && read.phases.map(({ name }) => name);
  };
  assert.deepEqual(names({ [phaseField('name', 2)]: 'Bridge', [phaseField('position', 2)]: '1' }), ['Bridge', 'Year 1', 'Year 2']);
  assert.deepEqual(names({ [phaseField('position', 0)]: '2' }), ['Year 2', 'Year 1']);
});
test('every mistake has its field, and what was typed comes back', () => {
  const typed = { [phaseField('name', 1)]: 'year 1', [phaseField('position', 0)]: 'first', [phaseField('maps-to', 0)]: 'later' };
  const read = readPhases(sent(typed));
  assert.ok(!read.ok);
  assert.deepEqual(
    read.errors.map(({ field }) => field),
    [phaseField('position', 0), phaseField('maps-to', 0), phaseField('name', 1)],
  );
  assert.equal(rowsOf(standing, Object.fromEntries(sent(typed)) as Record<string, string>)[1]!.name, 'year 1');
});
test('a school keeps at least one phase', () => {
  const read = readPhases(sent({ [phaseField('remove', 0)]: 'yes', [phaseField('remove', 1)]: 'yes' }));
  assert.ok(!read.ok);
});
test('more phases than a school may keep are refused, not cut off', () => {
  const form = sent();
  for (let at = 0; at < 13; at++) {
    form.set(phaseField('position', at), String(at + 1));
    form.set(phaseField('name', at), `Phase ${at + 1}`);
    form.set(phaseField('maps-to', at), 'clerkship');
  }
  const read = readPhases(form);
  assert.match(!read.ok ? read.errors[0]!.message : '', /at most 12/);
});
test('a form of many thousand rows is read in no time', () => {
  const form = sent();
  for (let at = 3; at < 20_000; at++) form.append(phaseField('name', at), '');
  const before = performance.now();
  readPhases(form);
  assert.ok(performance.now() - before < 500, 'more rows are looked at than a form of ours can have');
});
