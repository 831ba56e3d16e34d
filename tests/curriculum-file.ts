/** What a small curriculum file holds. Everything has an id of its own; `levels` of a course are its first and last. */
export type SmallCurriculum = {
  levels?: readonly string[];
  objectives?: Readonly<Record<string, string>>;
  events: ReadonlyArray<{
    id: string;
    title: string;
    minutes?: number | null;
    text?: string;
    objectives?: readonly string[];
    method?: string;
  }>;
  courses?: ReadonlyArray<{
    id: string;
    title: string;
    requirement?: 'Required' | 'Required In Track' | 'Optional';
    levels?: readonly [number, number];
    events?: readonly string[];
    courses?: readonly string[];
    objectives?: readonly string[];
  }>;
};

const head = `<?xml version="1.0" encoding="UTF-8"?>
<CurriculumInventory xmlns="http://ns.medbiq.org/curriculuminventory/v10/" xmlns:lom="http://ltsc.ieee.org/xsd/LOM" xmlns:co="http://ns.medbiq.org/competencyobject/v1/" xmlns:cf="http://ns.medbiq.org/competencyframework/v1/" xmlns:m="http://ns.medbiq.org/member/v1/">
<ReportID domain="idd:sample.example:cireport">1</ReportID><Institution><m:InstitutionName>Invented School</m:InstitutionName></Institution><Program><ProgramName>Invented</ProgramName></Program>
<Title>An invented curriculum</Title><ReportDate>2026-06-30</ReportDate><ReportingStartDate>2025-07-01</ReportingStartDate><ReportingEndDate>2026-06-30</ReportingEndDate><Language>en-US</Language><Description>Invented</Description>`;

/** An invented curriculum as Curriculum Inventory XML, version 10. References may go to nothing: that is for the reader to find. */
export function smallCurriculum({ levels = ['Year 1', 'Year 2'], objectives = {}, events, courses = [] }: SmallCurriculum): string {
  return `${head}
<Events>${events.map(eventXml).join('\n')}</Events>
<Expectations>${Object.entries(objectives).map(objectiveXml).join('\n')}<CompetencyFramework/></Expectations>
<AcademicLevels><LevelsInProgram>${levels.length}</LevelsInProgram>${levels.map((label, at) => `<Level number="${at + 1}"><Label>${label}</Label></Level>`).join('')}</AcademicLevels>
<Sequence>${courses.map(courseXml).join('\n')}</Sequence>
</CurriculumInventory>
`;
}

function eventXml({ id, title, minutes = 60, text, objectives = [], method = 'IM013' }: SmallCurriculum['events'][number]): string {
  return `<Event id="${id}"><Title>${title}</Title>${minutes === null ? '' : `<EventDuration>PT${minutes}M</EventDuration>`}${text ? `<Description>${text}</Description>` : ''}${objectives.map(objectiveReference).join('')}<InstructionalMethod primary="true">${method}</InstructionalMethod></Event>`;
}

function objectiveXml([id, text]: [string, string]): string {
  return `<CompetencyObject><lom:lom><lom:general><lom:identifier><lom:catalog>URI</lom:catalog><lom:entry>${id}</lom:entry></lom:identifier><lom:title><lom:string>${text}</lom:string></lom:title></lom:general></lom:lom><co:Category term="event-level-competency"/></CompetencyObject>`;
}

function objectiveReference(id: string): string {
  return `<CompetencyObjectReference>/CurriculumInventory/Expectations/CompetencyObject[lom:lom/lom:general/lom:identifier/lom:entry='${id}']</CompetencyObjectReference>`;
}

function courseXml({
  id,
  title,
  requirement = 'Required',
  levels = [1, 1],
  events = [],
  courses = [],
  objectives = [],
}: NonNullable<SmallCurriculum['courses']>[number]): string {
  const level = (name: string, number: number) => `<${name}>/CurriculumInventory/AcademicLevels/Level[@number='${number}']</${name}>`;
  const places = events.map(
    (event) =>
      `<SequenceBlockEvent required="true"><EventReference>/CurriculumInventory/Events/Event[@id='${event}']</EventReference></SequenceBlockEvent>`,
  );
  const parts = courses.map(
    (course) => `<SequenceBlockReference>/CurriculumInventory/Sequence/SequenceBlock[@id='${course}']</SequenceBlockReference>`,
  );
  return `<SequenceBlock id="${id}" required="${requirement}" order="Ordered" track="false"><Title>${title}</Title><Timing><Duration>P28D</Duration></Timing><SequenceBlockLevels>${level('StartingAcademicLevel', levels[0])}${level('EndingAcademicLevel', levels[1])}</SequenceBlockLevels>${objectives.map(objectiveReference).join('')}${places.join('')}${parts.join('')}</SequenceBlock>`;
}
