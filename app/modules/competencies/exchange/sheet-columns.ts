import type { FormatField } from '#app/platform/format-field.ts';

/** What a column of a spreadsheet of items says. */
export type Role =
  | 'identifier'
  | 'fullStatement'
  | 'humanCodingScheme'
  | 'abbreviatedStatement'
  | 'parent'
  | 'domain'
  | 'milestone'
  | 'sequenceNumber'
  | 'CFItemType'
  | 'kind'
  | 'educationLevel'
  | 'depth'
  | 'publishedText'
  | 'listEnumeration'
  | 'conceptKeywords'
  | 'alternativeLabel'
  | 'notes'
  | 'subject'
  | 'language'
  | 'statusStartDate'
  | 'statusEndDate'
  | 'isPartOf'
  | 'isPeerOf'
  | 'exactMatchOf'
  | 'precedes'
  | 'isRelatedTo'
  | 'replacedBy'
  | 'exemplar'
  | 'hasSkillLevel'
  | 'isTranslationOf'
  | 'ext:broader'
  | 'ext:narrower';

type Column = { readonly role: Role; readonly names: readonly string[]; readonly meaning: string; readonly note?: string };

/** The columns that are understood, each by its names (small letters and digits only). Of two roles that one name could mean the first counts. */
const columns: readonly Column[] = [
  {
    role: 'identifier',
    names: [
      'identifier',
      'id',
      'itemid',
      'guid',
      'uuid',
      'competencyid',
      'pcrsid',
      'objectiveid',
      'outcomeid',
      'standardid',
      'epaid',
      'milestoneid',
      'statementid',
    ],
    meaning: 'names the item; where there is no code and it is no plain number, it is the code too',
  },
  {
    role: 'fullStatement',
    names: [
      'fullstatement',
      'statement',
      'text',
      'competency',
      'competencystatement',
      'competencytext',
      'outcome',
      'learningoutcome',
      'objective',
      'learningobjective',
      'standard',
      'description',
      'wording',
    ],
    meaning: 'the text of the item; without it the title is the text',
  },
  {
    role: 'humanCodingScheme',
    names: ['humancodingscheme', 'code', 'number', 'no', 'nr', 'ref', 'notation', 'competencycode'],
    meaning: 'its code',
  },
  {
    role: 'abbreviatedStatement',
    names: ['abbreviatedstatement', 'shorttitle', 'title', 'name', 'label', 'shortname'],
    meaning: 'its short title',
  },
  {
    role: 'parent',
    names: ['ischildof', 'parent', 'parentid', 'parentcode', 'parentidentifier', 'parentcompetencyid', 'childof', 'broaderitem'],
    meaning: 'the identifier or the code of the item above it',
  },
  {
    role: 'domain',
    names: ['domain', 'category', 'strand', 'area', 'theme', 'group'],
    meaning: 'the domain that it belongs to, by name; each name becomes a domain; an empty cell means the one above',
  },
  {
    role: 'milestone',
    names: ['milestone', 'milestones', 'milestonetext'],
    meaning: 'a milestone of the row’s competency, or of the one above; each becomes an item below it',
  },
  {
    role: 'sequenceNumber',
    names: ['sequencenumber', 'sequence', 'order', 'position', 'sort', 'sortorder'],
    meaning: 'its place among its siblings',
  },
  { role: 'CFItemType', names: ['cfitemtype', 'itemtype', 'type'], meaning: 'its makers’ word for what it is' },
  { role: 'kind', names: ['kind'], meaning: 'domain, competency or milestone' },
  {
    role: 'educationLevel',
    names: ['educationlevel', 'educationallevel', 'educationlevels', 'phase'],
    meaning: 'for whom it is; a phase makes a leaf a milestone',
  },
  {
    role: 'depth',
    names: ['smartlevel', 'depth', 'indent', 'outlinelevel'],
    meaning: 'how deep it stands, as a number, or as an outline number such as 1.2.1',
  },
  { role: 'publishedText', names: ['publishedtext', 'aspublished'], meaning: 'the published wording, where it differs' },
  { role: 'listEnumeration', names: ['listenumeration', 'enumeration'], meaning: 'its number in print' },
  { role: 'conceptKeywords', names: ['conceptkeywords', 'keywords'], meaning: 'keywords, with commas between' },
  { role: 'alternativeLabel', names: ['alternativelabel'], meaning: 'another name' },
  { role: 'notes', names: ['notes', 'note', 'comment', 'comments'], meaning: 'notes' },
  { role: 'subject', names: ['subject', 'subjects'], meaning: 'subjects' },
  { role: 'language', names: ['language', 'lang'], meaning: 'its language' },
  { role: 'statusStartDate', names: ['statusstartdate'], meaning: 'from when it is in force' },
  { role: 'statusEndDate', names: ['statusenddate'], meaning: 'until when it is in force' },
  ...(
    [
      'isPartOf',
      'isPeerOf',
      'exactMatchOf',
      'precedes',
      'isRelatedTo',
      'replacedBy',
      'exemplar',
      'hasSkillLevel',
      'isTranslationOf',
    ] as const
  ).map(
    (role): Column => ({
      role,
      names: [role.toLowerCase()],
      meaning: 'codes, identifiers or addresses of what it relates to, with “;” between',
    }),
  ),
  { role: 'ext:broader', names: ['broader'], meaning: 'codes or identifiers of broader items of other frameworks' },
  { role: 'ext:narrower', names: ['narrower'], meaning: 'codes or identifiers of narrower items of other frameworks' },
];

const roleOf = new Map(columns.flatMap(({ role, names }) => names.map((name) => [name, role] as const)).reverse());

/** A header as names are compared: small letters and digits, without quotation marks of any kind. */
export function folded(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The role of a column by its header; undefined when it is not known. */
export function roleOfHeader(header: string): Role | undefined {
  return roleOf.get(folded(header));
}

/** Roles that relate an item to others, beyond its parent. */
export const relationRoles: readonly Role[] = columns
  .map(({ role }) => role)
  .filter((role) => /^(ext:|is(Part|Peer|Translation)Of|exactMatchOf|precedes|isRelatedTo|replacedBy|exemplar|hasSkillLevel)/.test(role));

/** Spreadsheets of frameworks in the form of `docs/imports.md`. */
export const frameworkSheetFormat: readonly FormatField[] = [
  ...columns.map(
    ({ role, names, meaning }): FormatField => ({ name: role, meaning, fate: 'read', note: `headers: ${names.slice(0, 6).join(', ')}` }),
  ),
  { name: 'any other column', meaning: 'what its header says', fate: 'kept', note: 'in the item’s extensions, and named' },
];
