import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createInventoryReader } from './ci-xml.ts';
import type { CheckedInventory, Part } from './inventory.ts';

const NAMES =
  'xmlns:lom="http://ltsc.ieee.org/xsd/LOM" xmlns:cf="http://ns.medbiq.org/competencyframework/v1/" xmlns:co="http://ns.medbiq.org/competencyobject/v1/" xmlns:hx="http://ns.medbiq.org/lom/extend/v1/" xmlns:m="http://ns.medbiq.org/member/v1/"';
const LEVELS = '<AcademicLevels><LevelsInProgram>2</LevelsInProgram><Level number="1"><Label>Year 1</Label></Level></AcademicLevels>';
const EXPECTATIONS = `<Expectations>${objective('o/1', 'Explain shock')}</Expectations>`;

function objective(id: string, text: string): string {
  return `<CompetencyObject><lom:lom><lom:general><lom:identifier><lom:catalog>URI</lom:catalog><lom:entry>${id}</lom:entry></lom:identifier><lom:title><lom:string>${text}</lom:string></lom:title></lom:general></lom:lom><co:Category term="event-level-competency"/></CompetencyObject>`;
}
function toObjective(id: string): string {
  return `<CompetencyObjectReference>/CurriculumInventory/Expectations/CompetencyObject[lom:lom/lom:general/lom:identifier/lom:entry='${id}']</CompetencyObjectReference>`;
}
function toBlock(id: string): string {
  return `<SequenceBlockReference>/CurriculumInventory/Sequence/SequenceBlock[@id='${id}']</SequenceBlockReference>`;
}
function placeOf(id: string, required = 'required="true"'): string {
  return `<SequenceBlockEvent ${required}><EventReference>/CurriculumInventory/Events/Event[@id='${id}']</EventReference></SequenceBlockEvent>`;
}
function event(id: string, inside = '<EventDuration>PT60M</EventDuration>'): string {
  return `<Event id="${id}"><Title>Event ${id}</Title>${inside}</Event>`;
}
function block(id: string, inside = '', attributes = 'required="Required" order="Ordered" track="false"'): string {
  return `<SequenceBlock id="${id}" ${attributes}><Title>Block ${id}</Title><Timing><Duration>P5D</Duration></Timing>${inside}</SequenceBlock>`;
}
function inventory(inside: string, version = 10): string {
  return `<?xml version="1.0"?>\n<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v${version}/" ${NAMES}>\n<ReportID domain="idd:x.example:cireport">1</ReportID><Title>A year</Title>\n${inside}\n</CurriculumInventory>`;
}

type Read = CheckedInventory & { parts: Part[] };
function read(xml: string, options: { dropControlCharacters?: boolean; cutAt?: number[] } = {}): Read {
  const parts: Part[] = [];
  const reader = createInventoryReader((part) => parts.push(part), options);
  let start = 0;
  for (const cut of [...(options.cutAt ?? []), xml.length]) {
    reader.write(xml.slice(start, cut));
    start = cut;
  }
  return { ...reader.end(), parts };
}
function only<Kind extends Part['kind']>(parts: Part[], kind: Kind): Extract<Part, { kind: Kind }>[] {
  return parts.filter((part): part is Extract<Part, { kind: Kind }> => part.kind === kind);
}
function found(answer: Read, severity?: string): string {
  return answer.check.messages
    .filter((message) => severity === undefined || message.severity === severity)
    .map((message) => message.found)
    .join('\n');
}

const WHOLE = inventory(
  `<Events>${event('E1', `<EventDuration>PT1H30M</EventDuration>${toObjective('o/1')}<InstructionalMethod primary="true">IM013</InstructionalMethod>`)}
  ${event('E2', `<EventDuration>PT30M</EventDuration><Description>Zwölf &amp; <![CDATA[<b>dreizehn</b>]]>\r\n🩺</Description><AssessmentMethod purpose="Formative">AM004</AssessmentMethod>`)}</Events>
  ${EXPECTATIONS}${LEVELS}<Sequence>${block('1', `${toObjective('o/1')}${placeOf('E1')}${placeOf('E2', 'required="false"')}${toBlock('2')}`)}${block('2', placeOf('E1'), 'required="Optional"')}</Sequence>
  <Integration><IntegrationBlock id="I1"><Title>Ethics</Title><EventReference>/CurriculumInventory/Events/Event[@id='E1']</EventReference></IntegrationBlock></Integration>`,
);

test('a file is counted as the contract says', () => {
  const { check, isRejected, parts } = read(WHOLE);
  assert.equal(isRejected, false);
  const { messages: _, ...counts } = check;
  assert.deepEqual(counts, {
    format: 'ci-xml-v10',
    events: 2,
    minutes: 120,
    objectives: 1,
    sequenceBlocks: 2,
    requiredBlocks: 1,
    requiredInTrackBlocks: 0,
    optionalBlocks: 1,
    minutesByBlockAndEventRequirement: {
      'block Optional, event required': 90,
      'block Required, event optional': 30,
      'block Required, event required': 90,
    },
    references: 6,
    danglingReferences: 0,
    instructionalMethods: { IM013: 1 },
    assessmentMethods: { AM004: 1 },
  });
  assert.deepEqual(
    parts.map(({ kind }) => kind),
    ['report', 'event', 'event', 'objective', 'level', 'block', 'block', 'integration'],
  );
  assert.equal(only(parts, 'event')[1]?.description, 'Zwölf & <b>dreizehn</b>\n🩺');
  assert.deepEqual(only(parts, 'integration')[0]?.eventIds, ['E1']);
});

test('wherever the text is cut, the answer is the same', () => {
  const whole = read(WHOLE);
  fc.assert(
    fc.property(fc.array(fc.nat(WHOLE.length), { maxLength: 12 }), (cuts) => {
      assert.deepEqual(read(WHOLE, { cutAt: cuts.sort((a, b) => a - b) }), whole);
    }),
    { numRuns: 200 },
  );
  assert.deepEqual(read(WHOLE, { cutAt: Array.from({ length: WHOLE.length }, (_, at) => at) }), whole);
});

test('any broken or shortened text ends in an answer, and a refusal hands over nothing more', () => {
  fc.assert(
    fc.property(
      fc.nat(WHOLE.length - 1),
      fc.nat(40),
      fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '/', '=', ' ', 'a', ']', '!', '-') }),
      (at, gone, put) => {
        const answer = read(WHOLE.slice(0, at) + put + WHOLE.slice(at + gone));
        assert.equal(answer.isRejected, answer.check.messages[0]?.did.startsWith('The whole file was refused') ?? false);
      },
    ),
    { numRuns: 400 },
  );
});

test('an event that ends a block, a block that ends an event: references may point forward', () => {
  const backwards = inventory(
    `<Sequence>${block('1', placeOf('E1') + toBlock('2'))}${block('2')}</Sequence>${LEVELS}${EXPECTATIONS}<Events>${event('E1', `<EventDuration>PT10M</EventDuration>${toObjective('o/1')}`)}</Events>`,
  );
  const { check } = read(backwards);
  assert.equal(check.references, 3);
  assert.equal(check.danglingReferences, 0);
  assert.deepEqual(check.minutesByBlockAndEventRequirement, { 'block Required, event required': 10 });
});

test('a reference to nothing is counted and named with its line', () => {
  const answer = read(
    inventory(
      `<Events>\n${event('E1', `<EventDuration>PT10M</EventDuration>\n${toObjective('o/9')}`)}</Events>${EXPECTATIONS}${LEVELS}<Sequence>${block('1', placeOf('E7') + toBlock('8'))}</Sequence>`,
    ),
  );
  assert.equal(answer.check.danglingReferences, 3);
  const errors = answer.check.messages.filter(({ severity }) => severity === 'error');
  assert.equal(errors.length, 3);
  assert.deepEqual([errors[0]?.line, errors[0]?.path], [6, 'Event E1']);
  assert.match(found(answer, 'error'), /an objective “o\/9”.*\n.*an event “E7”.*\n.*a block “8”/);
});

test('a thread’s reference to nothing is named, and is no part of the counts', () => {
  const answer = read(
    WHOLE.replace("Event[@id='E1']</EventReference></IntegrationBlock>", "Event[@id='E9']</EventReference></IntegrationBlock>"),
  );
  assert.deepEqual([answer.check.references, answer.check.danglingReferences], [6, 0]);
  assert.match(found(answer, 'error'), /an event “E9”/);
});

test('a block that is its own part, a circle and a second parent neither loop nor pass in silence', () => {
  const answer = read(
    inventory(
      `<Events/>${EXPECTATIONS}${LEVELS}<Sequence>${block('1', toBlock('1') + toBlock('2'))}${block('2', toBlock('1') + toBlock('3'))}${block('3')}${block('4', toBlock('3'))}</Sequence>`,
    ),
  );
  assert.equal(answer.isRejected, false);
  assert.match(found(answer, 'error'), /“1” names itself/);
  assert.match(found(answer, 'error'), /“1” is part of itself through “2”/);
  assert.match(found(answer, 'warning'), /“3” is a part of block “2” and of block “4”/);
});

test('the second element with an id is left out, and both are named', () => {
  const answer = read(
    inventory(
      `<Events>\n${event('E1')}\n${event('E1', '<EventDuration>PT5M</EventDuration>')}</Events>${EXPECTATIONS}${LEVELS}<Sequence>${block('1')}${block('1')}</Sequence>`,
    ),
  );
  assert.equal(answer.check.events, 1);
  assert.equal(answer.check.minutes, 60);
  assert.equal(answer.check.sequenceBlocks, 1);
  assert.equal(only(answer.parts, 'event').length, 1);
  assert.match(found(answer, 'error'), /second Event with the id “E1”; the first is in line 5/);
});

test('a vocabulary term is read as a bare code, as a name, and as a name with its code beside it', () => {
  const methods = [
    '<InstructionalMethod primary="true">IM013</InstructionalMethod>',
    '<InstructionalMethod primary="false">Lecture</InstructionalMethod>',
    '<InstructionalMethod primary="false" source="MedBiq" sourceID="IM012">Laboratory</InstructionalMethod>',
    '<InstructionalMethod primary="false"></InstructionalMethod>',
    '<InstructionalMethod primary="false"> im013 </InstructionalMethod>',
    '<InstructionalMethod primary="false">AM003</InstructionalMethod>',
    '<InstructionalMethod primary="false">Juggling</InstructionalMethod>',
    '<AssessmentMethod purpose="summative">AM015</AssessmentMethod>',
    '<AssessmentMethod>AM004</AssessmentMethod>',
  ].join('');
  const answer = read(
    inventory(`<Events>${event('E1', `<EventDuration>PT60M</EventDuration>${methods}`)}</Events>${EXPECTATIONS}${LEVELS}`),
  );
  assert.deepEqual(answer.check.instructionalMethods, { '(empty)': 1, AM003: 1, IM012: 1, IM013: 1, Juggling: 1, Lecture: 1, im013: 1 });
  assert.deepEqual(
    only(answer.parts, 'event')[0]?.methods.map(({ name, purpose }) => [name, purpose]),
    [
      ['Lecture', null],
      ['Lecture', null],
      ['Laboratory', null],
      ['', null],
      ['Lecture', null],
      ['Exam - Institutionally Developed, Clinical Performance', null],
      ['Juggling', null],
      ['Practical (Lab)', 'summative'],
      ['Exam - Institutionally Developed, Written/Computer-based', null],
    ],
  );
  assert.match(found(answer, 'warning'), /empty method[\s\S]*im013[\s\S]*AM003[\s\S]*Juggling[\s\S]*purpose=“summative”[\s\S]*No purpose/);
  assert.match(found(answer, 'note'), /retired code AM015/);
});

test('levels are read in the form in which they are written, whatever the namespace says', () => {
  const level = "/CurriculumInventory/AcademicLevels/Level[@number='1']";
  const sequence = (inside: string) => `<Events/>${EXPECTATIONS}${LEVELS}<Sequence>${block('1', inside)}</Sequence>`;
  const early = read(
    inventory(
      sequence(
        `<SequenceBlockLevels><StartingAcademicLevel>${level}</StartingAcademicLevel><EndingAcademicLevel>${level}</EndingAcademicLevel></SequenceBlockLevels>`,
      ),
      1,
    ),
  );
  assert.equal(early.check.format, 'ci-xml-v1');
  assert.equal(only(early.parts, 'block')[0]?.endLevel, '1');
  assert.match(found(early, 'note'), /levels of version 10 in a file that calls itself version 1/);
  const late = read(inventory(sequence(`<Level>${level}</Level>`)));
  assert.deepEqual([only(late.parts, 'block')[0]?.startLevel, only(late.parts, 'block')[0]?.endLevel], ['1', '1']);
  const lost = read(inventory(sequence(`<Level>${level.replace("'1'", "'7'")}</Level>`)));
  assert.match(found(lost, 'error'), /academic level “7”/);
  assert.equal(lost.check.danglingReferences, 0);
});

test('what is required is never taken for granted', () => {
  const answer = read(
    inventory(
      `<Events>${event('E1')}</Events>${EXPECTATIONS}${LEVELS}<Sequence>${block('1', placeOf('E1', ''), 'required="Mandatory"')}${block('2', placeOf('E1', 'required="1"'), '')}${block('3', '', 'required="Required In Track" minimum="5" maximum="2"')}</Sequence>`,
    ),
  );
  assert.deepEqual(
    only(answer.parts, 'block').map(({ requirement, events, minimum }) => [requirement, events[0]?.isRequired, minimum]),
    [
      [null, null, null],
      [null, true, null],
      ['required-in-track', undefined, null],
    ],
  );
  assert.equal(answer.check.requiredBlocks, 0);
  assert.equal(answer.check.requiredInTrackBlocks, 1);
  assert.deepEqual(answer.check.minutesByBlockAndEventRequirement, {
    'block unknown, event required': 60,
    'block unknown, event unknown': 60,
  });
});

test('unknown minutes and zero minutes are two things', () => {
  const durations = [
    '',
    '<EventDuration>PT0M</EventDuration>',
    '<EventDuration>soon</EventDuration>',
    '<EventDuration>PT-60M</EventDuration>',
  ];
  const answer = read(
    inventory(`<Events>${durations.map((duration, at) => event(`E${at}`, duration)).join('')}</Events>${EXPECTATIONS}${LEVELS}`),
  );
  assert.deepEqual(
    only(answer.parts, 'event').map(({ minutes }) => minutes),
    [null, 0, null, null],
  );
  assert.equal(answer.check.minutes, 0);
});

test('long events, events in no block, one title for many and one value everywhere are pointed out', () => {
  const events = Array.from(
    { length: 6 },
    (_, at) =>
      `<Event id="E${at}"><Title>Small  group</Title><EventDuration>PT${at === 0 ? 2400 : 60}M</EventDuration><AssessmentMethod purpose="Formative">AM004</AssessmentMethod></Event>`,
  );
  const places = Array.from({ length: 5 }, (_, at) => placeOf(`E${at}`, 'required="false"'));
  const answer = read(
    inventory(`<Events>${events.join('\n')}</Events>${EXPECTATIONS}${LEVELS}<Sequence>${block('1', places.join(''))}</Sequence>`),
  );
  assert.match(found(answer), /1 event longer than 24 hours[\s\S]*“E0”[\s\S]*2400 minutes/);
  assert.match(found(answer), /“Small group” \(6 events, 2700 minutes\)/);
  assert.match(found(answer), /All 6 assessments say “formative”/);
  assert.match(found(answer), /All 5 places say “optional”/);
  assert.match(found(answer), /1 event that no block places: “E5”/);
});

test('what the standard does not know is left out by name, and the rest is read', () => {
  const answer = read(
    inventory(
      `<Events>${event('E1')}</Events>${EXPECTATIONS}${LEVELS}<x:Vendor xmlns:x="http://vendor.example/"><x:Any><Events><Event id="E9"/></Events></x:Any></x:Vendor>`,
    ),
  );
  assert.equal(answer.check.events, 1);
  assert.match(found(answer, 'warning'), /“x:Vendor in CurriculumInventory”, 1 time/);
});

test('a control character refuses the file with its code and place, or is dropped when that is asked for', () => {
  const xml = inventory(
    `<Events>\n${event('E1', '<EventDuration>PT60M</EventDuration><Description>One\u000btwo\u000cthree</Description>')}</Events>${EXPECTATIONS}${LEVELS}`,
  );
  const refused = read(xml);
  assert.equal(refused.isRejected, true);
  assert.match(found(refused, 'error'), /U\+000B.*in line 5 \(Events \/ Event \/ Description\)/);
  assert.deepEqual(read(xml, { cutAt: Array.from({ length: xml.length }, (_, at) => at) }), refused);
  const dropped = read(xml, { dropControlCharacters: true });
  assert.equal(dropped.isRejected, false);
  assert.equal(only(dropped.parts, 'event')[0]?.description, 'Onetwothree');
  assert.match(found(dropped, 'warning'), /U\+000B[\s\S]*U\+000C/);
});

test('what is refused is refused in the same words wherever the text is cut', () => {
  for (const [, xml] of REFUSED.filter(([, text]) => text.length < 2000)) {
    const whole = read(xml);
    assert.deepEqual(read(xml, { cutAt: Array.from({ length: xml.length }, (_, at) => at) }), whole);
  }
});

const REFUSED: [string, string, RegExp][] = [
  ['nothing at all', '', /An empty file/],
  ['a web page', '<!DOCTYPE html><html><body/></html>', /web page/],
  ['another kind of XML', '<rss/>', /XML of another kind, with the element “rss”/],
  ['no namespace', '<CurriculumInventory/>', /without a namespace/],
  ['an unknown version', '<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v99/"/>', /unknown version/],
  ['plain text', 'Dear dean', /in line 1/],
  [
    'a bare ampersand',
    inventory(`<Events>\n${event('E1').replace('Event E1', 'A & B')}`),
    /bare & in a text, in line 5 \(Events \/ Event \/ Title\)/,
  ],
  ['an unknown entity', inventory(`<Events>${event('E1').replace('Event E1', 'A&nbsp;B')}`), /entity that XML does not know/],
  ['a wrong end tag', inventory('<Events></Event>'), /end tag/],
  ['an end in the middle', inventory('<Events>').replace(/<\/Curr.*/, ''), /The end of the file, in the middle of an element/],
  ['two documents', `${inventory('<Events/>')}<a/>`, /second document/],
  ['text in front', `\n\n${inventory('<Events/>')}`, /in front of the XML declaration/],
  ['an undeclared prefix', inventory('<Events/><z:a/>'), /prefix/],
  ['an entity that doubles', inventory('<Events/>').replace('?>', '?><!DOCTYPE a [<!ENTITY b "cc">]>'), /DOCTYPE/],
  ['an outer file', inventory('<Events/>').replace('?>', '?><!DOCTYPE a SYSTEM "file:///etc/passwd">'), /DOCTYPE/],
  ['an outer parameter', inventory('<Events/>').replace('?>', '?><!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'), /DOCTYPE/],
  ['elements without end', inventory(`<Events/>${'<d>'.repeat(200_000)}`), /deep in each other/],
  [
    'a block without end',
    inventory(`<Sequence>${block('1', toBlock('2').repeat(100_001))}</Sequence>`),
    /More than 100,000 elements in one/,
  ],
  [
    'an event as large as a library',
    inventory(`<Events>${event('E1', toObjective('x'.repeat(2_800)).repeat(6_000))}</Events>`),
    /More than 16,777,216 characters in one/,
  ],
  [
    'titles that fill the memory',
    inventory(
      `<Events>${Array.from({ length: 3_300 }, (_, at) => event(`E${at}`).replace('Event E', 'x'.repeat(9_800))).join('')}</Events>`,
    ),
    /More than 32,000,000 characters of ids and titles/,
  ],
  [
    'a method for every event',
    inventory(
      `<Events>${Array.from({ length: 5_001 }, (_, at) => event(`E${at}`, `<InstructionalMethod>M${at}</InstructionalMethod>`)).join('')}</Events>`,
    ),
    /More than 5,000 different methods/,
  ],
  [
    'more events than a hundred schools have',
    inventory(
      `<Events>${Array.from({ length: 200_001 }, (_, at) => `<Event id="${at}"><Title>T</Title><EventDuration>PT1M</EventDuration></Event>`).join('')}</Events>`,
    ),
    /More than 200,000 events/,
  ],
  ['nothing but faults', inventory(`<Events>${'<Event/>'.repeat(200_001)}</Events>`), /More than 200,000 errors and warnings/],
  [
    'many attributes',
    inventory(`<Events ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
    /more than 100 attributes/,
  ],
];
for (const [name, xml, pattern] of REFUSED)
  test(`refused with a plain message: ${name}`, () => {
    const answer = read(xml);
    assert.equal(answer.isRejected, true);
    assert.match(answer.check.messages[0]?.found ?? '', pattern);
    assert.equal(answer.check.messages[0]?.severity, 'error');
    assert.equal(answer.check.messages[0]?.line === undefined, false);
    assert.equal(answer.check.events, 0);
  });

test('a document type that declares nothing is passed over with a warning', () => {
  const answer = read(WHOLE.replace('?>', '?><!DOCTYPE CurriculumInventory>'));
  assert.equal(answer.isRejected, false);
  assert.match(found(answer, 'warning'), /DOCTYPE/);
});

for (const [name, start] of [
  ['text', '<Description>'],
  ['comment', '<!-- <a>'],
  ['CDATA', '<Description><![CDATA[<a>'],
  ['attribute', '<Events a="'],
  ['tag', '<'],
  ['instruction', '<?x <a>'],
] as const)
  test(`an endless ${name} ends in a message before it fills the memory`, () => {
    const reader = createInventoryReader(() => {});
    reader.write(inventory('').replace('</CurriculumInventory>', start));
    let written = 0;
    for (; written < 4096 && !reader.isRefused(); written += 1) reader.write('x'.repeat(64 * 1024));
    assert.ok(written < 70, `${written} pieces`);
    assert.match(reader.end().check.messages[0]?.found ?? '', /more than 4,194,304 characters/);
  });

test('a long text is cut with a warning, and its beginning kept', () => {
  const answer = read(
    inventory(`<Events>${event('E1').replace('Event E1', 'Long title '.repeat(100_000))}</Events>${EXPECTATIONS}${LEVELS}`),
  );
  assert.equal(answer.isRejected, false);
  assert.equal(only(answer.parts, 'event')[0]?.title.length, 10_000);
  assert.match(found(answer, 'warning'), /more than 10,000 characters/);
});

test('messages are counted past five thousand of a severity, and the reason of a refusal always comes first', () => {
  const events = Array.from({ length: 6000 }, (_, at) => event(`E${at}`, '')).join('');
  const answer = read(inventory(`<Events>${events}</Events>${EXPECTATIONS}${LEVELS}`));
  assert.match(found(answer, 'warning'), /1,00\d more messages of the severity “warning”/);
  assert.equal(answer.check.messages.filter(({ severity }) => severity === 'warning').length, 5001);
});
