import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { readInventory } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';

const small =
  '<?xml version="1.0" encoding="UTF-8"?>\n<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v10/" xmlns:lom="http://ltsc.ieee.org/xsd/LOM"><Title>A year</Title><Events><Event id="E1"><Title>Shock</Title><EventDuration>PT90M</EventDuration><InstructionalMethod primary="true">IM013</InstructionalMethod></Event></Events><Expectations/><AcademicLevels><LevelsInProgram>1</LevelsInProgram><Level number="1"><Label>1</Label></Level></AcademicLevels><Sequence><SequenceBlock id="1" required="Required"><Title>B</Title><SequenceBlockEvent required="true"><EventReference>/CurriculumInventory/Events/Event[@id=\'E1\']</EventReference></SequenceBlockEvent></SequenceBlock></Sequence></CurriculumInventory>';

/** Curriculum Inventory XML, which must read the same however its bytes are cut. */
export const target: Target = {
  seeds: () => [
    Buffer.from(small),
    Buffer.from(`\ufeff${small.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    ...realFiles(['curriculum/ci-xml/{valid,variants,broken}/*.xml'], 40_000),
  ],
  dictionary: [
    ...[
      '<Event id="E1">',
      '</Event>',
      '<EventDuration>PT-60M</EventDuration>',
      '<EventDuration>P1Y2M3DT4H5M6S</EventDuration>',
      '<SequenceBlock id="1">',
      '</SequenceBlock>',
    ],
    ...[
      '<SequenceBlockReference>',
      '<CompetencyObjectReference>',
      "[@id='E1']",
      "lom:entry='x']",
      '<cf:Relation>',
      '<Level number="1">',
      '<SequenceBlockLevels>',
    ],
    ...[
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      '&b;',
      '&amp;',
      '&',
      '&#0;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?xml version="1.0" encoding="UTF-16"?>',
      'xmlns:x="y"',
      'xmlns=""',
    ],
    ...['required="Required In Track"', 'minimum="9"', 'maximum="-1"', 'primary="true"', '2025-02-30', 'IM013', 'AM004'],
  ],
  async run(bytes) {
    const whole = await read([bytes]);
    const cut = await read(Array.from({ length: Math.ceil(bytes.length / 997) }, (_, at) => bytes.subarray(at * 997, (at + 1) * 997)));
    // Of two faults in one text, which is met first depends on how the bytes come; what is read does not.
    assert.equal(cut.isRejected, whole.isRejected);
    if (!whole.isRejected) assert.deepEqual(cut, whole, 'another cut of the bytes reads otherwise');
    return whole.check.messages.map(({ found, expected, did }) => {
      assert.ok(found !== '' && expected !== '' && did !== '');
      return found;
    });
  },
};

async function read(pieces: Buffer[]) {
  let parts = 0;
  const { check, isRejected } = await readInventory(Readable.from(pieces), {
    onParts: (some) => {
      parts += some.length;
    },
  });
  return { check, isRejected, parts: isRejected ? 0 : parts };
}
