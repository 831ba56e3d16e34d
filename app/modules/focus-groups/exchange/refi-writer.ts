import { counted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { createFindings, type Findings } from './findings.ts';
import { flatCodes } from './flat-codes.ts';
import type { QdaCode, QdaCoding, QdaMemo, QdaProject, QdaSelection, QdaSet, QdaSource, QdaValue, QdaVariable } from './qda-project.ts';
import { codingsOf } from './qda-project.ts';
import { guidFor } from './refi-id.ts';
import { codebookSchema, projectSchema } from './refi-schema.ts';
import { isValue } from './refi-value.ts';
import { codePointsAt } from './text-places.ts';
import { element, textElement, wrapped, writable } from './xml-text.ts';

/** For the program that is to read it: line ends of Windows (MAXQDA), and codes side by side named by their paths (ATLAS.ti). */
export type WritingOptions = { readonly hasWindowsLineEnds?: boolean; readonly isFlat?: boolean };

/** The files of a project by their paths in the archive, and what is not in them as it was. */
export type WrittenProject = { readonly files: ReadonlyMap<string, string>; readonly messages: Message[] };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';
const origin = 'Concord';
const longestName = 100;

/**
 * A project as REFI-QDA 1.5: `project.qde`, valid against the schema, and a plain text for each source in `sources/`. Positions are code points with exclusive ends, and count a
 * line end as one, also where the files have two characters for it.
 */
export function refiProject(project: QdaProject, { hasWindowsLineEnds = false, isFlat = false }: WritingOptions = {}): WrittenProject {
  const findings = createFindings();
  const kinds = new Map(project.variables.map(({ id, kind }) => [id, kind]));
  const values = (all: readonly QdaValue[]) => all.map((value) => valueXml(value, kinds, findings));
  const used = new Set([
    ...project.sources.flatMap(codingsOf).map(({ codeId }) => codeId),
    ...[...project.cases, ...project.sets].flatMap(({ codeIds }) => codeIds),
  ]);
  const codes = isFlat ? flatCodes(project.codes, used) : project.codes;
  const files = new Map<string, string>();
  const sources = project.sources.map((source) => {
    const text = writtenText(source, findings);
    files.set(`sources/${guidFor(source.id)}.txt`, hasWindowsLineEnds ? text.replaceAll('\n', '\r\n') : text);
    return sourceXml(source, text, values(source.values));
  });
  const cases = project.cases.map((each) =>
    element(
      'Case',
      { guid: guidFor(each.id), name: each.name },
      description(each.description),
      ...[refs('CodeRef', each.codeIds), values(each.values), refs('SourceRef', each.sourceIds), refs('SelectionRef', each.selectionIds)],
    ),
  );
  const attributes = {
    ...{ xmlns: projectSchema.namespace, 'xmlns:xsi': schemaInstance },
    'xsi:schemaLocation': `${projectSchema.namespace} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd`,
    ...{
      name: project.name,
      origin,
      creatingUserGUID: project.userId === null ? null : guidFor(project.userId),
      creationDateTime: at(project.at),
    },
  };
  const parts = [
    wrapped(
      'Users',
      project.users.map(({ id, name, initials }) => element('User', { guid: guidFor(id), name, id: initials })),
    ),
    codes.length === 0 ? '' : `<CodeBook>\n${codesXml(codes, true)}</CodeBook>\n`,
    wrapped('Variables', project.variables.map(variableXml)),
    wrapped('Cases', cases),
    wrapped('Sources', sources),
    wrapped('Notes', project.memos.map(memoXml)),
    wrapped(
      'Sets',
      project.sets.map((set) => setXml(set, 'targetGUID')),
    ),
    description(project.description),
    ...refs('NoteRef', project.memoIds),
  ];
  files.set('project.qde', `${declaration}${element('Project', attributes, '\n', parts)}\n`);
  return { files: new Map([...files].reverse()), messages: findings.messages() };
}

/** A codebook of its own, valid against its schema, with what it cannot hold; null without a code, which the schema does not allow. */
export function refiCodebook(
  project: Pick<QdaProject, 'codes' | 'sets'>,
  { isFlat = false }: Pick<WritingOptions, 'isFlat'> = {},
): { xml: string; messages: Message[] } | null {
  const findings = createFindings();
  const codes = isFlat ? flatCodes(project.codes, new Set(project.sets.flatMap(({ codeIds }) => codeIds))) : project.codes;
  if (codes.length === 0) return null;
  const memos = flatCodes(project.codes, new Set()).reduce((sum, { memoIds }) => sum + memoIds.length, 0);
  const words = (count: number) => ({
    found: counted(count, 'memo of a code'),
    expected: 'A project, which can hold them',
    did: 'Left out.',
  });
  findings.tell({ severity: 'warning', key: 'memos', words }, {}, memos);
  const sets = project.sets.map((set) => setXml(set, 'guid'));
  const xml = element('CodeBook', { xmlns: codebookSchema.namespace, origin }, '\n', codesXml(codes, false), wrapped('Sets', sets));
  return { xml: `${declaration}${xml}\n`, messages: findings.messages() };
}

function codesXml(codes: readonly QdaCode[], hasMemos: boolean): string {
  const codeXml = ({ id, name, isCodable, colour, definition, memoIds, codes: below }: QdaCode): string =>
    element(
      'Code',
      { guid: guidFor(id), name, isCodable, color: colour !== null && isValue('colour', colour) ? colour : null },
      ...[description(definition), hasMemos ? refs('NoteRef', memoIds) : [], below.map(codeXml)],
    );
  return wrapped('Codes', codes.map(codeXml));
}

function sourceXml(source: QdaSource, text: string, values: readonly string[]): string {
  const points = codePointsAt(
    text,
    source.selections.flatMap(({ start, end }) => [start, end]),
  );
  const guid = guidFor(source.id);
  const selections = source.selections.map((selection) => selectionXml(selection, text, points));
  return element(
    'TextSource',
    { guid, name: source.name, plainTextPath: `internal://${guid}.txt`, ...made(source) },
    ...[description(source.description), lines(selections), source.codings.map(codingXml), refs('NoteRef', source.memoIds), values],
  );
}

function selectionXml(selection: QdaSelection, text: string, points: ReadonlyMap<number, number>): string {
  const { id, name, start, end, codings, memoIds } = selection;
  const position = { startPosition: points.get(start) ?? 0, endPosition: points.get(end) ?? 0 };
  return element(
    'PlainTextSelection',
    { guid: guidFor(id), name: name ?? quote(text.slice(start, end)), ...position, ...made(selection) },
    ...[description(selection.description), codings.map(codingXml), refs('NoteRef', memoIds)],
  );
}

/** What was selected, whole or cut: the name that lets another program tell how positions are counted. */
function quote(text: string): string {
  const letters = [...text.slice(0, 2 * longestName + 2)];
  return letters.length > longestName ? `${letters.slice(0, longestName).join('')}…` : text;
}

function codingXml({ id, codeId, userId, at: when, memoIds }: QdaCoding): string {
  return element('Coding', { guid: guidFor(id), ...made({ userId, at: when }) }, refs('CodeRef', [codeId]), refs('NoteRef', memoIds));
}

function memoXml(memo: QdaMemo): string {
  const attributes = { guid: guidFor(memo.id), name: memo.name, ...made(memo) };
  return element('Note', attributes, description(memo.description), textElement('PlainTextContent', memo.text));
}

function variableXml({ id, name, kind, description: text }: QdaVariable): string {
  return element('Variable', { guid: guidFor(id), name, typeOfVariable: kind }, description(text));
}

function valueXml({ variableId, value }: QdaValue, kinds: ReadonlyMap<string, QdaVariable['kind']>, findings: Findings): string {
  const kind = kinds.get(variableId) ?? 'Text';
  const type = { Text: 'string', Boolean: 'boolean', Integer: 'integer', Float: 'decimal', Date: 'date', DateTime: 'dateTime' } as const;
  const isWritable = value !== null && isValue(type[kind], value);
  const words = (count: number) => ({
    found: `${counted(count, 'value')} that are not of the kind of their variable`,
    expected: 'Values of its kind',
    did: 'Left out.',
  });
  if (value !== null && !isWritable) findings.tell({ severity: 'warning', key: 'value', words });
  return element('VariableValue', {}, refs('VariableRef', [variableId]), isWritable ? textElement(`${kind}Value`, value) : '');
}

function setXml({ id, name, description: text, codeIds, sourceIds, memoIds }: QdaSet, by: 'targetGUID' | 'guid'): string {
  const member = (kind: string, ids: readonly string[]) => ids.map((each) => element(`Member${kind}`, { [by]: guidFor(each) }));
  const others = by === 'guid' ? [] : [member('Source', sourceIds), member('Note', memoIds)];
  return element('Set', { guid: guidFor(id), name }, description(text), member('Code', codeIds), ...others);
}

function writtenText({ text }: QdaSource, findings: Findings): string {
  if (text.isWellFormed()) return text;
  const words = (count: number) => ({
    found: `${counted(count, 'text')} with half letters`,
    expected: 'Whole letters',
    did: 'Each half is U+FFFD (�).',
  });
  findings.tell({ severity: 'warning', key: 'half', words });
  return text.toWellFormed();
}

function description(text: string | null): string {
  return text === null || text === '' ? '' : textElement('Description', text);
}

function refs(name: string, ids: readonly string[]): string[] {
  return ids.map((id) => element(name, { targetGUID: guidFor(id) }));
}

function lines(elements: readonly string[]): string[] {
  return elements.map((each) => `\n${each}`);
}

function made({ userId, at: when }: { userId: string | null; at: string | null }) {
  return { creatingUser: userId === null ? null : guidFor(userId), creationDateTime: at(when) };
}

function at(when: string | null): string | null {
  return when !== null && isValue('dateTime', when) ? writable(when) : null;
}
