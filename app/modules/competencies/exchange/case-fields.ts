import type { FormatField } from '#app/platform/format-field.ts';

/** How a value of CASE is written. A general link may lead to anything; a link leads to something of CASE. */
export type ValueKind = 'text' | 'texts' | 'date' | 'uri' | 'link' | 'links' | 'integer' | 'number' | 'ends';

/** A property of CASE 1.1; `aliases` are older spellings of it. `required` ones are written even when empty. */
export type CaseField = FormatField & { readonly kind: ValueKind; readonly aliases?: readonly string[]; readonly isRequired?: true };

function read(name: string, kind: ValueKind, meaning: string): CaseField {
  return { name, kind, meaning, fate: 'read' };
}
function kept(name: string, kind: ValueKind, meaning: string): CaseField {
  return { name, kind, meaning, fate: 'kept' };
}

const status: readonly CaseField[] = [
  kept('statusStartDate', 'date', 'from when it is in force'),
  kept('statusEndDate', 'date', 'until when it is in force'),
];
const subjects: readonly CaseField[] = [
  { ...kept('subject', 'texts', 'its subjects'), aliases: ['subjects'] },
  kept('subjectURI', 'links', 'links to its subjects'),
];

/** CFDocument. */
export const documentFields: readonly CaseField[] = [
  { ...read('title', 'text', 'what the framework is called'), isRequired: true },
  { ...read('creator', 'text', 'who made it'), isRequired: true },
  read('version', 'text', 'the version’s number; without one, versions are counted'),
  read('officialSourceURL', 'uri', 'where it was published; shown as its source'),
  kept('frameworkType', 'text', 'what kind of framework it is'),
  kept('publisher', 'text', 'who published it'),
  kept('description', 'text', 'what it is about'),
  ...subjects,
  kept('language', 'text', 'its language'),
  { ...kept('adoptionStatus', 'text', 'the status at its source; here every import begins as a draft'), note: 'kept in `extensions`' },
  ...status,
  kept('licenseURI', 'link', 'its licence'),
  kept('notes', 'text', 'notes'),
];

/** CFItem. */
export const itemFields: readonly CaseField[] = [
  { ...read('fullStatement', 'text', 'the text of the item'), isRequired: true },
  read('humanCodingScheme', 'text', 'its code; a code is text, 1.1 and 1.10 differ'),
  { ...read('abbreviatedStatement', 'text', 'its short title'), aliases: ['abbrevStatement'] },
  {
    ...read('CFItemType', 'text', 'its makers’ word for what it is; decides whether it is a domain, a competency or a milestone'),
    aliases: ['itemType'],
  },
  {
    ...read(
      'educationLevel',
      'texts',
      'for whom it is; a leaf with a phase in it (pre-clerkship, clerkship, post-clerkship) is a milestone',
    ),
    aliases: ['educationalLevel', 'educationalLevels', 'educationLevels'],
  },
  {
    ...read('listEnumeration', 'text', 'its number in print; orders siblings that have no sequence number'),
    aliases: ['listEnumInSource'],
  },
  kept('alternativeLabel', 'text', 'another name'),
  { ...kept('conceptKeywords', 'texts', 'keywords'), aliases: ['conceptKeyword'] },
  kept('conceptKeywordsURI', 'link', 'a link to a concept'),
  kept('notes', 'text', 'notes'),
  ...subjects,
  kept('language', 'text', 'its language'),
  kept('CFItemTypeURI', 'link', 'a link to its type'),
  kept('licenseURI', 'link', 'its licence'),
  ...status,
];

/** CFAssociation. */
export const associationFields: readonly CaseField[] = [
  { ...read('associationType', 'text', 'how the two are related; isChildOf makes the tree'), isRequired: true },
  { ...read('sequenceNumber', 'integer', 'the order among siblings; written anew from 1'), aliases: ['sequence'] },
  { ...read('originNodeURI', 'ends', 'the item that it is about'), isRequired: true },
  { ...read('destinationNodeURI', 'ends', 'the item, framework or address that it leads to'), isRequired: true },
  kept('CFAssociationGroupingURI', 'link', 'the group that it belongs to'),
  kept('notes', 'text', 'notes'),
];

const title: CaseField = { ...kept('title', 'text', 'what it is called'), isRequired: true };
const description = kept('description', 'text', 'what it is');
const hierarchyCode: CaseField = { ...kept('hierarchyCode', 'text', 'its place in the hierarchy'), isRequired: true };

/** The lists of CFDefinitions, by name. */
export const definitionFields: Readonly<Record<string, readonly CaseField[]>> = {
  CFConcepts: [title, kept('keywords', 'text', 'keywords'), hierarchyCode, description],
  CFSubjects: [title, hierarchyCode, description],
  CFLicenses: [title, description, { ...kept('licenseText', 'text', 'the licence'), isRequired: true }],
  CFItemTypes: [title, { ...description, isRequired: true }, hierarchyCode, kept('typeCode', 'text', 'its code')],
  CFAssociationGroupings: [title, description],
};

/** CFRubric, its criteria and their levels. */
export const rubricFields: readonly CaseField[] = [kept('title', 'text', 'what it is called'), description];
/** CFRubricCriterion. */
export const criterionFields: readonly CaseField[] = [
  kept('category', 'text', 'its category'),
  description,
  kept('CFItemURI', 'link', 'the item that it judges'),
  kept('weight', 'number', 'its weight'),
  kept('position', 'integer', 'its place'),
];
/** CFRubricCriterionLevel. */
export const levelFields: readonly CaseField[] = [
  description,
  kept('quality', 'text', 'the quality that it names'),
  kept('score', 'number', 'its score'),
  kept('feedback', 'text', 'feedback'),
  kept('position', 'integer', 'its place'),
];

/** What every object of CASE has. */
const commonFields: readonly FormatField[] = [
  {
    name: 'identifier',
    meaning: 'names it in every version and on every host',
    fate: 'read',
    note: 'one that is no UUID becomes a UUID v5; the old one is kept',
  },
  { name: 'uri', meaning: 'its address at its source', fate: 'kept', note: 'in `extensions`: what goes out has our own addresses' },
  { name: 'lastChangeDateTime', meaning: 'when it was last changed', fate: 'read', note: 'without a zone it is taken as UTC' },
  { name: 'extensions', meaning: 'what others add', fate: 'kept' },
];

/** What follows from the rest, so that it is written anew. */
export const derivedNames: readonly string[] = [
  'CFPackageURI',
  'CFDocumentURI',
  'CFItemAssociationURI',
  'caseVersion',
  'rubricId',
  'rubricCriterionId',
];

/** CASE in the form of `docs/imports.md`: one table for each object. */
export const caseFormat: readonly { readonly title: string; readonly fields: readonly FormatField[] }[] = [
  { title: 'CASE: every object', fields: commonFields },
  { title: 'CASE: CFDocument', fields: documentFields },
  { title: 'CASE: CFItem', fields: itemFields },
  { title: 'CASE: CFAssociation', fields: associationFields },
  {
    title: 'CASE: CFDefinitions and CFRubrics',
    fields: [...Object.keys(definitionFields), 'CFRubrics'].map((name) => ({
      name,
      meaning: 'with the properties that CASE 1.1 gives them',
      fate: 'kept',
    })),
  },
  {
    title: 'CASE: written anew',
    fields: derivedNames.map((name) => ({ name, meaning: 'follows from the rest', fate: 'left out' })),
  },
];
