import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresOf, isWithin } from './figure-group.ts';
import { figuresTyped, NewRoundForm, ProposalForm, RoundForm, TermsAnswerForm } from './round-form.ts';

const id = '01900000-0000-7000-8000-000000000101';
const filled = {
  title: 'Mapping',
  year: '2025-26',
  frameworkVersionId: id,
  keywordListId: id,
  note: ' ',
  schools: `${id} ${id.replace('101', '102')}`,
  'due-scan': '2026-02-01',
  'form-required': 'named',
  'audience-required': 'public',
  'form-electives': 'private',
  'audience-electives': 'round',
  'form-assessment': 'aggregate',
  'audience-assessment': 'collaborative',
};

test('a round is read from the flat fields of its form', () => {
  const said = NewRoundForm.parse(filled);
  assert.deepEqual([said.schoolIds.length, said.note, said.dueOn.scan, said.dueOn.review], [2, null, '2026-02-01', null]);
  assert.deepEqual(said.figures.required, { form: 'named', audience: 'public' });
  assert.equal(RoundForm.parse({ ...filled, schools: '' }).schoolIds.length, 0);
});
test('each mistake names the field that the form has', () => {
  const fields = (
    form: Record<string, string>,
    schema: typeof NewRoundForm | typeof ProposalForm | typeof TermsAnswerForm = NewRoundForm,
  ) => schema.safeParse(form).error?.issues.map(({ path }) => path.join('.'));
  assert.deepEqual(fields({ ...filled, title: '', year: '2025', 'due-scan': 'soon' }), ['title', 'year', 'due-scan']);
  assert.deepEqual(fields({ ...filled, 'form-electives': 'open' }), ['form-electives']);
  assert.deepEqual(fields({ ...filled, schools: 'x' }), ['schools']);
  assert.deepEqual(fields({ ...filled, reason: '' }, ProposalForm), ['reason']);
  assert.deepEqual(fields({ termsId: id, answer: 'change', words: ' ' }, TermsAnswerForm), ['words']);
});
test('what was chosen comes back, and what cannot be read is as before', () => {
  const before = figuresOf([{ figure: 'electives', form: 'named', audience: 'round' }]);
  assert.deepEqual(figuresTyped({ 'form-required': 'aggregate', 'form-electives': 'x' }, before), {
    required: { form: 'aggregate', audience: 'round' },
    electives: { form: 'named', audience: 'round' },
    assessment: { form: 'private', audience: 'round' },
  });
});
test('a school is at most as open as the terms', () => {
  const terms = { form: 'aggregate', audience: 'round' } as const;
  assert.deepEqual([isWithin('private', terms), isWithin('aggregate', terms), isWithin('named', terms)], [true, true, false]);
});
