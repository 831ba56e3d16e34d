import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Check } from '#app/modules/curriculum/inventory/inventory.ts';
import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';

const folder = join(process.env.REAL_DATA ?? '', 'curriculum', 'ci-xml');
const isHere = process.env.REAL_DATA !== undefined && existsSync(folder);

/** What is decided about a file: whether it is refused, the counts that differ from those of small.xml, and what its messages say, one pattern each. */
type Decision = { isRefused?: true; counts?: Partial<Check>; says?: RegExp[] };

const REFUSED_FOR = (says: RegExp): Decision => ({ isRefused: true, says: [says] });

/** `docs/curriculum-files.md` says the same in words. */
const DECISIONS: Record<string, Decision> = {
  'variants/cdata-comments-pi.xml': {},
  'variants/durations-hours.xml': {},
  'variants/no-sequence.xml': {
    counts: { sequenceBlocks: 0, requiredBlocks: 0, optionalBlocks: 0, references: 73, minutesByBlockAndEventRequirement: {} },
    says: [/without Sequence/, /110 events that no block places/],
  },
  'variants/one-line.xml': {},
  'variants/prefixed-namespace.xml': {},
  'variants/spec-features-ilios-never-writes.xml': {
    counts: {
      instructionalMethods: {
        IM005: 1,
        IM007: 9,
        IM008: 8,
        IM010: 10,
        IM012: 11,
        IM013: 44,
        IM015: 6,
        IM017: 1,
        IM023: 9,
        IM028: 6,
        IM030: 1,
      },
      assessmentMethods: { AM004: 2, AM012: 2, AM015: 2 },
    },
    says: [/x:Vendor/],
  },
  'variants/utf8-bom.xml': {},
  'broken/bad-dates.xml': { says: [/“2014-02-30”/, /“30\/06\/2015”/, /2014-08-24, before the start on 2014-09-04/] },
  'broken/bad-enumerations.xml': {
    counts: {
      requiredBlocks: 4,
      minutesByBlockAndEventRequirement: {
        'block Required, event optional': 2025,
        'block Required, event required': 8970,
        'block Required, event unknown': 60,
      },
    },
    says: [/required=“Mandatory”/, /required=“required”/, /order=“Random”/, /track=“yes”/, /^No required$/],
  },
  'broken/bad-minimum-maximum.xml': { says: [/minimum of 5 and a maximum of 2/, /minimum=“0”/, /maximum=“two”/] },
  'broken/billion-laughs.xml': REFUSED_FOR(/DOCTYPE.*line 13/),
  'broken/block-self-reference.xml': { counts: { references: 225 }, says: [/“93” names itself/] },
  'broken/block-two-parents.xml': { counts: { references: 225 }, says: [/“70” is a part of block “68” and of block “76”/] },
  'broken/ctrl-chars-by-ilios.xml': REFUSED_FOR(/U\+000B.*line 30 \(Events \/ Event \/ Title\)/),
  'broken/dangling-block-ref.xml': { counts: { danglingReferences: 1 }, says: [/a block “7000”/] },
  'broken/dangling-level-ref.xml': { says: [/an academic level “9”/] },
  'broken/dangling-objective-ref.xml': { counts: { danglingReferences: 1 }, says: [/session_objective\/99999999”/] },
  'broken/deep-nesting.xml': REFUSED_FOR(/more than 100 deep/),
  'broken/doctype-harmless.xml': { says: [/DOCTYPE/] },
  'broken/duplicate-block-id.xml': {
    counts: { sequenceBlocks: 8, requiredBlocks: 5, danglingReferences: 1 },
    says: [/second SequenceBlock with the id “70”.*line 4993/],
  },
  'broken/duplicate-event-id.xml': {
    counts: {
      events: 109,
      minutes: 10_995,
      danglingReferences: 1,
      instructionalMethods: {
        IM005: 1,
        IM007: 9,
        IM008: 8,
        IM010: 10,
        IM012: 11,
        IM013: 43,
        IM015: 5,
        IM017: 1,
        IM023: 9,
        IM028: 6,
        IM030: 1,
      },
      minutesByBlockAndEventRequirement: { 'block Required, event optional': 2025, 'block Required, event required': 8970 },
    },
    says: [/second Event with the id “E16470”.*line 45/, /an event “E16471”/],
  },
  'broken/empty.xml': REFUSED_FOR(/An empty file/),
  'broken/gzip-named.xml': {},
  'broken/html-in-titles.xml': { says: [/texts with HTML/] },
  'broken/html-login-page.xml': REFUSED_FOR(/web page/),
  'broken/invalid-durations.xml': {
    counts: {
      minutes: 10_157,
      minutesByBlockAndEventRequirement: { 'block Required, event optional': 2025, 'block Required, event required': 8132 },
    },
    says: [
      /“90”/,
      /“PT”/,
      /empty value/,
      /“PT1.5H”/,
      /“1:30”/,
      /“PT-30M”/,
      /“-PT30M”/,
      /“P1D”/,
      /“PT90S”/,
      /million minutes/,
      /“pt60m”/,
      /“PT1H-30M”/,
      /“NaN”/,
      /without a duration/,
    ],
  },
  'broken/long-title-1mb.xml': { says: [/more than 10,000 characters/] },
  'broken/many-attributes.xml': REFUSED_FOR(/more than 100 attributes/),
  'broken/mismatched-tags.xml': REFUSED_FOR(/end tag.*line 30 /),
  'broken/mojibake.xml': { says: [/wrong encoding/] },
  'broken/no-academic-levels.xml': { says: [/without AcademicLevels/] },
  'broken/no-expectations.xml': {
    counts: { objectives: 0, danglingReferences: 109 },
    says: [/without Expectations/, /a reference to an objective/i],
  },
  'broken/no-namespace.xml': REFUSED_FOR(/without a namespace/),
  'broken/parts-in-other-order.xml': {},
  'broken/quadratic-blowup.xml': REFUSED_FOR(/DOCTYPE/),
  'broken/text-before-declaration.xml': REFUSED_FOR(/in front of the XML declaration/),
  'broken/truncated-mid-tag.xml': REFUSED_FOR(/The end of the file.*line 1,788 \(Expectations/),
  'broken/two-roots.xml': REFUSED_FOR(/second document.*line 5,464/),
  'broken/unescaped-ampersand.xml': REFUSED_FOR(/bare &.*line 60 \(Events \/ Event \/ Title\)/),
  'broken/unknown-assessment-purpose.xml': { says: [/^No purpose$/, /purpose=“summative”/] },
  'broken/unknown-methods.xml': {
    counts: {
      instructionalMethods: {
        '(empty)': 1,
        AM004: 1,
        IM005: 1,
        IM007: 7,
        IM008: 8,
        IM010: 10,
        IM012: 11,
        IM013: 41,
        'IM013;IM015': 1,
        IM015: 4,
        IM017: 1,
        IM023: 9,
        IM028: 6,
        IM030: 1,
        IM999: 1,
        XX001: 1,
        im013: 1,
      },
    },
    says: [/“IM999”/, /“XX001”/, /“im013”/, /empty method/, /“IM013;IM015”/, /“AM004”, which is not a term for instruction/],
  },
  'broken/utf16-declared-utf8-bytes.xml': REFUSED_FOR(/calls itself UTF-16/),
  'broken/wrong-namespace.xml': REFUSED_FOR(/unknown version/),
  'broken/wrong-root.xml': REFUSED_FOR(/another kind/),
  'broken/xxe-external-dtd.xml': REFUSED_FOR(/DOCTYPE.*line 2 /),
  'broken/xxe-file.xml': REFUSED_FOR(/DOCTYPE.*line 2 /),
  'broken/xxe-parameter-entity.xml': REFUSED_FOR(/DOCTYPE.*line 2 /),
  'broken/zero-minute-events.xml': {
    counts: {
      minutes: 10_845,
      minutesByBlockAndEventRequirement: { 'block Required, event optional': 2025, 'block Required, event required': 8820 },
    },
    says: [/duration of zero, “PT0M”/, /“PT00M”/, /“PT0H0M”/],
  },
};

if (!isHere)
  test('the real files are read when REAL_DATA names their folder', (t) =>
    t.diagnostic('REAL_DATA does not name a folder with curriculum/ci-xml; nothing was read'));
else {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Partial<Check>>;
  for (const [name, counts] of Object.entries(expected).filter(([name]) => name.startsWith('valid/')))
    test(`${name} gives exactly the expected numbers`, async () => {
      const path = join(folder, name);
      let parts = 0;
      const { check, isRejected } = await readInventory(existsSync(path) ? path : `${path}.gz`, {
        onParts: (some) => {
          parts += some.length;
        },
      });
      assert.equal(isRejected, false);
      assert.deepEqual(only(check, counts), counts);
      assert.ok(parts >= check.events + check.objectives + check.sequenceBlocks);
    });

  const small = expected['valid/small.xml'] ?? {};
  for (const [name, { isRefused = false, counts = {}, says = [] }] of Object.entries(DECISIONS))
    test(`${name} is ${isRefused ? 'refused' : 'read'}, as decided`, async () => {
      const { check, isRejected } = await readInventory(join(folder, name));
      const found = check.messages.map((message) => message.found);
      assert.equal(isRejected, isRefused, found[0]);
      for (const pattern of says)
        assert.ok(
          found.some((text) => pattern.test(text)),
          `${pattern} in\n${found.join('\n')}`,
        );
      if (isRefused) {
        assert.equal(check.messages[0]?.severity, 'error');
        assert.ok(check.messages[0]?.line);
        assert.equal(check.events, 0);
      } else assert.deepEqual(only(check, small), { ...small, ...counts });
    });

  test('every file of variants and broken has a decision', () => {
    const files = ['variants', 'broken'].flatMap((kind) => readdirSync(join(folder, kind)).map((file) => `${kind}/${file}`));
    assert.deepEqual(Object.keys(DECISIONS).sort(), files.sort());
  });
}

function only(check: Check, keys: Partial<Check>): Partial<Check> {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, check[key as keyof Check]]));
}
