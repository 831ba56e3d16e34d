import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noLook } from '../files/look.ts';
import type { VersionSaid } from '../items/schema.ts';
import { type Checked, type CheckedFile, checklist, linksToLookBehind, openFindings } from './checklist.ts';
import { tellingWords } from './telling-words.ts';

const said: VersionSaid = {
  ...{ title: 'Sitting with silence', kind: 'session', visibility: 'public', summary: 'A session on silence.', description: 'Sit down.' },
  ...{
    competencies: ['019a0000-0000-7000-8000-000000000001'],
    phases: ['clerkship'],
    minutes: 45,
    groupFrom: 6,
    groupTo: 8,
    facilitators: 1,
  },
  ...{ format: 'in-person', authors: [{ name: 'Ada Quill', affiliation: null, orcid: null }], licence: 'CC-BY-4.0', licenceHolder: null },
  ...{ elsewhereUrl: null, whatChanged: null, adaptsCredit: null, adaptsLicence: null, adaptsUrl: null, adaptsChanged: null },
};
const file: CheckedFile = {
  ...{
    id: 'f1',
    name: 'Guide.pdf',
    extension: 'pdf',
    thirdParty: 'none',
    thirdPartyLicence: null,
    alternative: null,
    words: '',
    missingSince: null,
  },
  look: { ...noLook(), pages: 2, isTagged: true },
};
const draft: Checked = { number: 1, said, files: [file], links: [], isAdaptation: false, isOwnSource: false };
const keys = (checked: Checked) => checklist(checked).map(({ weight, key }) => `${weight} ${key}`);

test('a draft that has everything has nothing to answer for', () => {
  assert.deepEqual(checklist(draft), []);
});
test('without a sentence, authors, content, a licence, or what changed, nothing is published', () => {
  const bare: Checked = { ...draft, number: 2, files: [], said: { ...said, summary: '', description: '', authors: [], licence: null } };
  assert.deepEqual(keys(bare), ['blocks summary', 'blocks authors', 'blocks empty', 'blocks changed', 'blocks licence']);
});
test('a licence that does not go with what is adapted blocks; a permission in writing is asked for where one can be given', () => {
  const adapted = (source: VersionSaid['adaptsLicence'], own: VersionSaid['licence']): Checked => ({
    ...{
      ...draft,
      isAdaptation: true,
      said: { ...said, licence: own, adaptsCredit: 'A guide', adaptsLicence: source, adaptsChanged: 'Shorter.' },
    },
  });
  assert.deepEqual(keys(adapted('CC-BY-4.0', 'CC-BY-NC-4.0')), []);
  assert.deepEqual(keys(adapted('CC-BY-SA-4.0', 'CC-BY-4.0')), ['blocks adapts-conflict:CC-BY-SA-4.0:CC-BY-4.0']);
  assert.deepEqual(keys(adapted('CC-BY-NC-ND-4.0', 'CC-BY-4.0')), ['asks adapts-conflict:CC-BY-NC-ND-4.0:CC-BY-4.0']);
  assert.deepEqual(keys({ ...adapted('CC-BY-SA-4.0', 'CC-BY-4.0'), isOwnSource: true }), []);
  assert.deepEqual(keys(adapted(null, 'CC-BY-4.0')), ['asks adapts-licence']);
});
test('what is for members only is not public, and what is linked holds no file', () => {
  assert.deepEqual(keys({ ...draft, said: { ...said, licence: 'all-rights-reserved' } }), ['blocks members-only']);
  assert.deepEqual(keys({ ...draft, said: { ...said, licence: 'linked' } }), ['blocks linked-files', 'blocks linked-where']);
});
test('of every file it is declared whether something of others is in it, and under which licence that may stand there', () => {
  assert.deepEqual(keys({ ...draft, files: [{ ...file, thirdParty: null }] }), ['blocks others:f1']);
  const shared = { ...file, thirdParty: 'allowed', thirdPartyLicence: 'CC-BY-SA-4.0' } as const;
  assert.deepEqual(keys({ ...draft, files: [shared] }), ['asks others-licence:CC-BY-SA-4.0:CC-BY-4.0:f1']);
});
test('pictures without words, a PDF without tags, a script and a file that nobody can read are found with their place', () => {
  const slides = { ...file, name: 'Talk.pptx', extension: 'pptx', look: { ...noLook(), without: ['Slide 3: a picture'], hasScript: true } };
  assert.deepEqual(keys({ ...draft, files: [slides] }), ['asks script:f1', 'asks without:1:f1']);
  assert.match(checklist({ ...draft, files: [slides] })[1]!.found, /Slide 3: a picture/);
  assert.deepEqual(keys({ ...draft, files: [{ ...file, look: { ...noLook(), isTagged: false } }] }), ['asks tags:f1']);
  assert.deepEqual(keys({ ...draft, files: [{ ...file, extension: 'png', look: noLook() }] }), ['asks alternative:f1']);
  assert.deepEqual(keys({ ...draft, files: [{ ...file, look: noLook('It has a password.') }] }), ['asks failed:f1']);
  assert.deepEqual(keys({ ...draft, files: [{ ...file, look: null }] }), ['blocks look:f1']);
});
test('what may tell of a patient or a learner is found in texts and in files, but not the authors and not a reference', () => {
  const [finding] = checklist({ ...draft, files: [{ ...file, words: 'Mrs. Alvarez, MRN 4471902, was seen on 12 March 2024.' }] }).filter(
    ({ about }) => about === 'people',
  );
  assert.equal(finding?.place, 'Guide.pdf');
  const found = tellingWords(
    'Mrs. Alvarez, MRN 4471902, is 93 years old; call 617-555-0134. Seen on 12 March 2024. Dr. Quill wrote this. J Palliat Med, May 2021.',
    ['Ada Quill'],
  );
  assert.deepEqual(Object.fromEntries(found.map(({ kind, found: words }) => [kind, words])), {
    'phone number': ['617-555-0134'],
    'record number': ['MRN 4471902'],
    date: ['12 March 2024'],
    'age over 89': ['93'],
    name: ['Mrs. Alvarez'],
  });
});
test('what hides in a file is named with its place, is read for patients and learners, and its authors’ own names are not asked about', () => {
  const traces = [
    { kind: 'maker', place: '', words: 'Ada Quill' },
    { kind: 'comment', place: 'paragraph 3', words: 'Kit Doe: Mrs. Alvarez, MRN 4471902' },
    { kind: 'place', place: 'slide 2, picture image1.jpeg', words: '42.360° N, 71.050° W' },
  ] as const;
  const findings = checklist({ ...draft, files: [{ ...file, look: { ...file.look!, traces: [...traces] } }] });
  assert.deepEqual(
    findings.map(({ weight, about, place }) => [weight, about, place]),
    [
      ['asks', 'people', 'Guide.pdf'],
      ['asks', 'people', 'Guide.pdf'],
    ],
  );
  assert.match(
    findings[0]!.found,
    /comments.*paragraph 3: “Kit Doe: Mrs\. Alvarez.*patient or a learner: “MRN 4471902”, and “Mrs\. Alvarez”|“Mrs\. Alvarez”/s,
  );
  assert.match(findings[1]!.found, /says where it was taken\. slide 2, picture image1\.jpeg: “42\.360° N, 71\.050° W”/);
});
test('an answer ends when something else is found', () => {
  const once: Checked = { ...draft, said: { ...said, description: 'Mrs. Alvarez waits.' } };
  const answered = new Set(checklist(once).map(({ key }) => key));
  assert.deepEqual(openFindings(checklist(once), answered), []);
  const twice = checklist({ ...draft, said: { ...said, description: 'Mrs. Alvarez waits. Mr. Bell too.' } });
  assert.equal(openFindings(twice, answered).length, 1);
});
test('links are looked behind before anything is published; broken ones are asked about, what does not answer is only noted', () => {
  const linked: Checked = {
    ...draft,
    said: { ...said, description: 'See [this](https://site.org/a), [that](/library) and [mail](mailto:a@b.org).' },
  };
  assert.deepEqual(linksToLookBehind(linked), ['https://site.org/a']);
  assert.deepEqual(keys(linked), ['blocks links']);
  const link = (outcome: 'works' | 'broken' | 'unanswered'): Checked => ({
    ...linked,
    links: [{ url: 'https://site.org/a', outcome, words: '' }],
  });
  assert.deepEqual(keys(link('works')), []);
  assert.deepEqual(keys(link('broken')), ['asks link:https://site.org/a']);
  assert.deepEqual(keys(link('unanswered')), ['notes link:https://site.org/a']);
});
