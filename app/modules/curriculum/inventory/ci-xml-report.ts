import { quoted } from '#app/platform/kept-text.ts';
import type { Desk, Rule } from './ci-xml-element.ts';
import { attributeOf, container, limits, onOneLine, orNull, passedOver, textElement } from './ci-xml-element.ts';
import { emptyReport, type InventoryReport } from './inventory.ts';
import { readDate } from './iso-date.ts';

/** The rules for the head of the file; `finish` hands the report over, once, before anything else. */
export function reportRules(
  desk: Desk,
  start: Pick<InventoryReport, 'format' | 'namespace' | 'line'>,
): { rules: Record<string, Rule>; finish(): void } {
  const report: InventoryReport = { ...emptyReport(), ...start };
  let isHandedOver = false;
  type TextField =
    | 'reportId'
    | 'title'
    | 'description'
    | 'language'
    | 'institution'
    | 'institutionId'
    | 'program'
    | 'programId'
    | 'supportingLink';

  function keep(field: TextField, limit: number = limits.name, families: Rule['families'] = ['ci']): Rule {
    return textElement(limit, (text) => set(field, orNull(field === 'description' ? text : onOneLine(text))), { families });
  }
  function date(field: 'reportDate' | 'startsOn' | 'endsOn', element: string): Rule {
    return textElement(limits.name, (text) => {
      const day = readDate(text);
      if (day === null)
        desk.say({
          severity: 'error',
          line: desk.line(),
          path: element,
          found: text === '' ? 'No date' : `The date ${quoted(text)}`,
          expected: 'A day of the calendar, written like 2026-06-30',
          did: 'The date was left out.',
        });
      set(field, day);
    });
  }
  function set(field: TextField | 'reportDate' | 'startsOn' | 'endsOn', value: string | null) {
    if (!isHandedOver) report[field] = value;
    else
      desk.say({
        severity: 'warning',
        line: desk.line(),
        found: 'A statement about the whole report after its content',
        expected: 'The head of the report stands in front of Events, Expectations, AcademicLevels and Sequence',
        did: 'It was left out.',
      });
  }

  return {
    rules: {
      ReportID: textElement(limits.name, (text) => set('reportId', orNull(text)), {
        open: (attributes) => {
          report.reportDomain = attributeOf(attributes, 'domain');
        },
      }),
      Institution: container({
        InstitutionName: keep('institution', limits.name, ['m', 'ci']),
        InstitutionID: keep('institutionId', limits.name, ['m', 'ci']),
        Address: passedOver('m', 'a', 'ci'),
      }),
      Program: container({
        ProgramName: keep('program'),
        ProgramID: keep('programId'),
        EducationalContext: passedOver('ci'),
        Profession: passedOver('ci'),
        Specialty: passedOver('ci'),
      }),
      Title: keep('title', limits.title),
      ReportDate: date('reportDate', 'ReportDate'),
      ReportingStartDate: date('startsOn', 'ReportingStartDate'),
      ReportingEndDate: date('endsOn', 'ReportingEndDate'),
      Language: keep('language'),
      Description: keep('description', limits.text),
      SupportingLink: keep('supportingLink', limits.title),
    },
    finish() {
      if (isHandedOver) return;
      if (report.startsOn !== null && report.endsOn !== null && report.endsOn < report.startsOn)
        desk.say({
          severity: 'error',
          line: report.line,
          path: 'ReportingEndDate',
          found: `A reporting period that ends on ${report.endsOn}, before it starts on ${report.startsOn}`,
          expected: 'An end on or after the start',
          did: 'Both dates were kept as written.',
        });
      isHandedOver = true;
      desk.emit(report);
    },
  };
}
