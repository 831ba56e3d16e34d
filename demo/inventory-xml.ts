import type { SampleCurriculum } from './curricula.ts';

/** The sample's own year; in an earlier one every third text was still a pilot's, so that not every answer comes along. */
export const latestYear = '2025-26';

/** An invented curriculum as the file that a school's system would export (Curriculum Inventory, version 10). */
export function inventoryXml({ institution, levels, courses }: SampleCurriculum, year: string): string {
  // Numbered before those of a later year are left out, so that an activity has one id in every year.
  const inCourses = courses.map((course, c) =>
    course.activities
      .map((activity, a) => ({ ...activity, id: `E${c + 1}${String(a + 1).padStart(2, '0')}` }))
      .filter(({ since = year }) => since <= year)
      .map((activity, a) =>
        year < latestYear && a % 3 === 0 && activity.text ? { ...activity, text: `As a pilot: ${activity.text}` } : activity,
      ),
  );
  const objectives = courses.flatMap((course, c) =>
    course.objectives.map((text, o) => ({ text, id: `https://sample.example/objective/${c + 1}-${o + 1}` })),
  );
  const start = year.slice(0, 4);
  const events = inCourses.flat().map(
    ({
      id,
      title,
      minutes,
      methods,
      text,
    }) => `<Event id="${id}"><Title>${xmlText(title)}</Title>${minutes === null ? '' : `<EventDuration>PT${minutes}M</EventDuration>`}
${text ? `<Description>${xmlText(text)}</Description>` : ''}${methods.split(' ').map(method).join('')}</Event>`,
  );
  const expectations = objectives.map(
    ({ id, text }) =>
      `<CompetencyObject><lom:lom><lom:general><lom:identifier><lom:catalog>URI</lom:catalog><lom:entry>${id}</lom:entry></lom:identifier><lom:title><lom:string>${xmlText(text)}</lom:string></lom:title></lom:general></lom:lom><co:Category term="sequence-block-level-competency"/></CompetencyObject>`,
  );
  const blocks = courses.map((course, c) => {
    const [first, last] = course.levels;
    const level = (name: string, number: number) => `<${name}>/CurriculumInventory/AcademicLevels/Level[@number='${number}']</${name}>`;
    const references = course.objectives.map(
      (_, o) =>
        `<CompetencyObjectReference>/CurriculumInventory/Expectations/CompetencyObject[lom:lom/lom:general/lom:identifier/lom:entry='https://sample.example/objective/${c + 1}-${o + 1}']</CompetencyObjectReference>`,
    );
    const parts = inCourses[c]!.map(
      ({ isRequired = course.requirement !== 'Optional', id }) =>
        `<SequenceBlockEvent required="${isRequired}"><EventReference>/CurriculumInventory/Events/Event[@id='${id}']</EventReference></SequenceBlockEvent>`,
    );
    return `<SequenceBlock id="B${c + 1}" required="${course.requirement}" order="Ordered" track="false"><Title>${xmlText(course.title)}</Title><Timing><Duration>P${course.weeks * 7}D</Duration></Timing>
<SequenceBlockLevels>${level('StartingAcademicLevel', first)}${level('EndingAcademicLevel', last)}</SequenceBlockLevels>${references.join('')}${parts.join('')}</SequenceBlock>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v10/" xmlns:lom="http://ltsc.ieee.org/xsd/LOM" xmlns:co="http://ns.medbiq.org/competencyobject/v1/" xmlns:cf="http://ns.medbiq.org/competencyframework/v1/" xmlns:m="http://ns.medbiq.org/member/v1/">
<ReportID domain="idd:sample.example:cireport">sample-${start}</ReportID><Institution><m:InstitutionName>${xmlText(institution)}</m:InstitutionName></Institution><Program><ProgramName>Invented programme</ProgramName></Program>
<Title>${xmlText(institution)}</Title><ReportDate>${start}-09-01</ReportDate><ReportingStartDate>${start}-07-01</ReportingStartDate><ReportingEndDate>${Number(start) + 1}-06-30</ReportingEndDate><Language>en-US</Language><Description>Invented for the sample collaborative.</Description>
<Events>
${events.join('\n')}
</Events>
<Expectations>${expectations.join('\n')}<CompetencyFramework/></Expectations>
<AcademicLevels><LevelsInProgram>${levels.length}</LevelsInProgram>${levels.map((label, i) => `<Level number="${i + 1}"><Label>${xmlText(label)}</Label></Level>`).join('')}</AcademicLevels>
<Sequence>
${blocks.join('\n')}
</Sequence>
</CurriculumInventory>
`;
}

function method(code: string, index: number): string {
  const [name, purpose] = code.split(':');
  if (name!.startsWith('AM'))
    return `<AssessmentMethod purpose="${purpose === 'summative' ? 'Summative' : 'Formative'}">${name}</AssessmentMethod>`;
  return `<InstructionalMethod primary="${index === 0}">${name}</InstructionalMethod>`;
}

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
