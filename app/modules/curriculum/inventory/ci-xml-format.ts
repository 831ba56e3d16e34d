import type { FormatField } from '#app/platform/format-field.ts';

const read = (name: string, meaning: string, note?: string): FormatField => ({ name, meaning, fate: 'read', ...(note && { note }) });
const leftOut = (name: string, meaning: string): FormatField => ({ name, meaning, fate: 'left out' });

/**
 * Curriculum Inventory XML, versions 1 and 10, element by element and attribute by attribute (`@`), from the one in the root on. A test holds it against the rules
 * of the reader: what one has, the other has. Elements that only hold others are not listed.
 */
export const ciXmlFormat: readonly { readonly title: string; readonly fields: readonly FormatField[] }[] = [
  {
    title: 'Curriculum Inventory XML: the head',
    fields: [
      read('ReportID', 'what names the report'),
      read('ReportID @domain', 'whose id it is'),
      read('Institution / InstitutionName', 'the school'),
      read('Institution / InstitutionID', 'the school’s id'),
      leftOut('Institution / Address', 'where the school is'),
      read('Program / ProgramName', 'the program'),
      read('Program / ProgramID', 'the program’s id'),
      leftOut('Program / EducationalContext', 'the kind of program'),
      leftOut('Program / Profession', 'the profession'),
      leftOut('Program / Specialty', 'the specialty'),
      read('Title', 'what the curriculum is called'),
      read('ReportDate', 'the day of the report'),
      read('ReportingStartDate', 'the first day that it tells about'),
      read('ReportingEndDate', 'the last day that it tells about'),
      read('Language', 'the language of its texts'),
      read('Description', 'what it says about itself'),
      read('SupportingLink', 'an address with more about it'),
    ],
  },
  {
    title: 'Curriculum Inventory XML: events',
    fields: [
      read('Events / Event @id', 'what names the activity', 'without one it is left out; of two with the same the first counts'),
      read('Events / Event / Title', 'the activity’s title'),
      read('Events / Event / EventDuration', 'its minutes', 'hours, minutes and seconds; days are not minutes, and then they are unknown'),
      read('Events / Event / Description', 'its text'),
      read('Events / Event / Keyword @source', 'the vocabulary of a keyword'),
      read('Events / Event / Keyword @id', 'the keyword’s id there'),
      read('Events / Event / Keyword / string', 'the keyword', 'the first of several'),
      read('Events / Event / Interprofessional', 'whether students of other professions take part'),
      read('Events / Event / CompetencyObjectReference', 'an objective of the activity', 'by its form, never carried out as XPath'),
      read('Events / Event / InstructionalMethod', 'a method, as a code or a name', 'unknown ones are kept as written'),
      read('Events / Event / InstructionalMethod @primary', 'whether it is the primary one'),
      read('Events / Event / InstructionalMethod @instructionalMethodDuration', 'its own minutes'),
      read('Events / Event / InstructionalMethod @sourceID', 'its code, where the text is its name'),
      read('Events / Event / AssessmentMethod', 'a method of assessment, as a code or a name'),
      read('Events / Event / AssessmentMethod @purpose', 'formative or summative'),
      read('Events / Event / AssessmentMethod @instructionalMethodDuration', 'its own minutes'),
      read('Events / Event / AssessmentMethod @sourceID', 'its code, where the text is its name'),
      read('Events / Event / ResourceType', 'what it is taught with'),
      read('Events / Event / ResourceType @sourceID', 'its code, where the text is its name'),
    ],
  },
  {
    title: 'Curriculum Inventory XML: expectations',
    fields: [
      read('Expectations / CompetencyObject / lom / general / identifier / entry', 'what names the objective', 'the first of several'),
      read('Expectations / CompetencyObject / lom / general / title / string', 'the objective’s text', 'the first of several'),
      read('Expectations / CompetencyObject / Category @term', 'its level: program, block or event'),
      leftOut('Expectations / CompetencyObject / lom / general / identifier / catalog', 'the catalogue of the id'),
      ...['language', 'description', 'keyword', 'coverage', 'structure', 'aggregationLevel'].map((name) =>
        leftOut(`Expectations / CompetencyObject / lom / general / ${name}`, 'metadata of the learning object'),
      ),
      ...['lifeCycle', 'metaMetadata', 'technical', 'educational', 'rights', 'relation', 'annotation', 'classification'].map((name) =>
        leftOut(`Expectations / CompetencyObject / lom / ${name}`, 'metadata of the learning object'),
      ),
      read('Expectations / CompetencyFramework / Relation / Reference1 / Entry', 'one end of a relation between objectives'),
      read('Expectations / CompetencyFramework / Relation / Relationship', 'broader, narrower or related'),
      read('Expectations / CompetencyFramework / Relation / Reference2 / Entry', 'its other end, also an address of the PCRS'),
      leftOut('Expectations / CompetencyFramework / Relation / Reference1 / Catalog', 'the catalogue of the id'),
      leftOut('Expectations / CompetencyFramework / Relation / Reference2 / Catalog', 'the catalogue of the id'),
      leftOut('Expectations / CompetencyFramework / lom', 'metadata of the framework'),
      leftOut('Expectations / CompetencyFramework / Includes', 'which objectives it has; their relations say it'),
    ],
  },
  {
    title: 'Curriculum Inventory XML: levels',
    fields: [
      leftOut('AcademicLevels / LevelsInProgram', 'how many levels there are; they are counted'),
      read('AcademicLevels / Level @number', 'the level’s number, by which blocks refer to it'),
      read('AcademicLevels / Level / Label', 'its name'),
      read('AcademicLevels / Level / Description', 'its text'),
    ],
  },
  {
    title: 'Curriculum Inventory XML: sequence',
    fields: [
      leftOut('Sequence / Description', 'a text about the whole sequence'),
      read('Sequence / SequenceBlock @id', 'what names the course', 'without one it is left out; of two with the same the first counts'),
      read('Sequence / SequenceBlock @required', 'Required, Required In Track or Optional'),
      read('Sequence / SequenceBlock @order', 'whether its parts follow each other'),
      read('Sequence / SequenceBlock @track', 'whether it is a track'),
      read('Sequence / SequenceBlock @minimum', 'how many of its parts a student takes at least'),
      read('Sequence / SequenceBlock @maximum', 'how many at most'),
      read('Sequence / SequenceBlock / Title', 'the course’s title'),
      read('Sequence / SequenceBlock / Description', 'its text'),
      read('Sequence / SequenceBlock / Timing / Duration', 'its days'),
      read('Sequence / SequenceBlock / Timing / Dates / StartDate', 'its first day'),
      read('Sequence / SequenceBlock / Timing / Dates / EndDate', 'its last day'),
      read('Sequence / SequenceBlock / Level', 'its level, as version 1 writes it'),
      read('Sequence / SequenceBlock / SequenceBlockLevels / StartingAcademicLevel', 'its first level, as version 10 writes it'),
      read('Sequence / SequenceBlock / SequenceBlockLevels / EndingAcademicLevel', 'its last level'),
      read('Sequence / SequenceBlock / ClerkshipModel', 'integrated or rotation'),
      read('Sequence / SequenceBlock / CompetencyObjectReference', 'an objective of the course'),
      read('Sequence / SequenceBlock / Precondition', 'what comes before it'),
      read('Sequence / SequenceBlock / Postcondition', 'what comes after it'),
      read('Sequence / SequenceBlock / SequenceBlockEvent @required', 'whether the activity must be taken in this course'),
      read('Sequence / SequenceBlock / SequenceBlockEvent / EventReference', 'an activity that stands in the course'),
      read('Sequence / SequenceBlock / SequenceBlockEvent / StartDate', 'the first day of the activity there'),
      read('Sequence / SequenceBlock / SequenceBlockEvent / EndDate', 'the last day of the activity there'),
      read(
        'Sequence / SequenceBlock / SequenceBlockReference',
        'a course within this one',
        'the first that names it counts; circles are cut',
      ),
      read('Sequence / SequenceBlock / SequenceBlockReference @order', 'its place there'),
    ],
  },
  {
    title: 'Curriculum Inventory XML: integration',
    fields: [
      leftOut('Integration / Description', 'a text about all threads'),
      read('Integration / IntegrationBlock @id', 'what names the thread'),
      read('Integration / IntegrationBlock / Title', 'its title'),
      read('Integration / IntegrationBlock / Description', 'its text'),
      read('Integration / IntegrationBlock / CompetencyObjectReference', 'an objective of the thread'),
      read('Integration / IntegrationBlock / EventReference', 'an activity on the thread'),
      read('Integration / IntegrationBlock / SequenceBlockReference', 'a course on the thread'),
    ],
  },
];
