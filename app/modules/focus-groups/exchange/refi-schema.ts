import type { ValueType } from './refi-value.ts';

/** An element as the schema has it: its attributes, and either the elements within it in their order or a value. */
export type ElementType = {
  readonly attributes: ReadonlyMap<string, { readonly type: ValueType; readonly isRequired: boolean }>;
  readonly steps: readonly Step[];
  readonly value: ValueType | null;
};

/** A place in the order: the elements that may stand there by name, each with the name of its type, and how often. */
export type Step = { readonly types: ReadonlyMap<string, string>; readonly isRequired: boolean; readonly isRepeated: boolean };

/** What a file may be, with the namespace and the root element it has by the schema. */
export type RefiSchema = {
  readonly kind: 'project' | 'codebook';
  readonly namespace: string;
  readonly root: string;
  readonly types: Readonly<Record<string, ElementType>>;
};

const dated = 'creatingUser:guid creationDateTime:dateTime modifyingUser:guid modifiedDateTime:dateTime';
const named = 'guid:guid! name:string';
const rectangle = 'firstX:integer! firstY:integer! secondX:integer! secondY:integer!';
const selection = 'Description? Coding* NoteRef*';
const sourceEnd = 'Coding* NoteRef* VariableValue*';
const ref = element('targetGUID:guid!', '');

const shared = {
  Description: valueElement('string'),
  Codes: element('', 'Code+'),
  Sets: element('', 'Set+'),
};

/** REFI-QDA 1.5, `project.qde` (Project.xsd of 18 March 2019). */
export const projectSchema: RefiSchema = {
  kind: 'project',
  namespace: 'urn:QDA-XML:project:1.0',
  root: 'Project',
  types: {
    ...shared,
    Project: element(
      'name:string! origin:string creatingUserGUID:guid creationDateTime:dateTime modifyingUserGUID:guid modifiedDateTime:dateTime basePath:string',
      'Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*',
    ),
    Users: element('', 'User+'),
    User: element(`${named} id:string`, ''),
    CodeBook: element('', 'Codes'),
    Code: element('guid:guid! name:string! isCodable:boolean! color:colour', 'Description? NoteRef* Code*'),
    Variables: element('', 'Variable+'),
    Variable: element('guid:guid! name:string! typeOfVariable:variableKind!', 'Description?'),
    VariableValue: element('', 'VariableRef TextValue|BooleanValue|IntegerValue|FloatValue|DateValue|DateTimeValue?'),
    ...{ TextValue: valueElement('string'), BooleanValue: valueElement('boolean'), IntegerValue: valueElement('integer') },
    ...{ FloatValue: valueElement('decimal'), DateValue: valueElement('date'), DateTimeValue: valueElement('dateTime') },
    Cases: element('', 'Case+'),
    Case: element(named, 'Description? CodeRef* VariableValue* SourceRef* SelectionRef*'),
    Sources: element('', 'TextSource|PictureSource|PDFSource|AudioSource|VideoSource+'),
    TextSource: element(
      `${named} richTextPath:string plainTextPath:string ${dated}`,
      `Description? PlainTextContent? PlainTextSelection* ${sourceEnd}`,
    ),
    PlainTextContent: valueElement('string'),
    PlainTextSelection: element(`${named} startPosition:integer! endPosition:integer! ${dated}`, selection),
    PictureSource: element(
      `${named} path:string currentPath:string ${dated}`,
      `Description? TextDescription=TextSource? PictureSelection* ${sourceEnd}`,
    ),
    PictureSelection: element(`${named} ${rectangle} ${dated}`, selection),
    PDFSource: element(
      `${named} path:string currentPath:string ${dated}`,
      `Description? PDFSelection* Representation=TextSource? ${sourceEnd}`,
    ),
    PDFSelection: element(`${named} page:integer! ${rectangle} ${dated}`, 'Description? Representation=TextSource? Coding* NoteRef*'),
    AudioSource: element(`${named} path:string currentPath:string ${dated}`, `Description? Transcript* AudioSelection* ${sourceEnd}`),
    AudioSelection: element(`${named} begin:integer! end:integer! ${dated}`, selection),
    VideoSource: element(`${named} path:string currentPath:string ${dated}`, `Description? Transcript* VideoSelection* ${sourceEnd}`),
    VideoSelection: element(`${named} begin:integer! end:integer! ${dated}`, selection),
    Transcript: element(
      `${named} richTextPath:string plainTextPath:string ${dated}`,
      'Description? PlainTextContent? SyncPoint* TranscriptSelection* NoteRef*',
    ),
    TranscriptSelection: element(`${named} fromSyncPoint:guid toSyncPoint:guid ${dated}`, selection),
    SyncPoint: element('guid:guid! timeStamp:integer position:integer', ''),
    Coding: element('guid:guid! creatingUser:guid creationDateTime:dateTime', 'CodeRef NoteRef*'),
    Notes: element('', 'Note=TextSource+'),
    Links: element('', 'Link+'),
    Link: element(`${named} direction:direction color:colour originGUID:guid targetGUID:guid`, 'NoteRef*'),
    Set: element('guid:guid! name:string!', 'Description? MemberCode=CodeRef* MemberSource=SourceRef* MemberNote=NoteRef*'),
    Graphs: element('', 'Graph+'),
    Graph: element(named, 'Vertex* Edge*'),
    Vertex: element(
      `${named} representedGUID:guid firstX:integer! firstY:integer! secondX:integer secondY:integer shape:shape color:colour`,
      '',
    ),
    Edge: element(
      `${named} representedGUID:guid sourceVertex:guid! targetVertex:guid! color:colour direction:direction lineStyle:lineStyle`,
      '',
    ),
    ...{ NoteRef: ref, CodeRef: ref, SourceRef: ref, SelectionRef: ref, VariableRef: ref },
  },
};

/** REFI-QDA 1.5, a codebook of its own (Codebook.xsd, section 5.2 of the standard). */
export const codebookSchema: RefiSchema = {
  kind: 'codebook',
  namespace: 'urn:QDA-XML:codebook:1.0',
  root: 'CodeBook',
  types: {
    ...shared,
    CodeBook: element('origin:string', 'Codes Sets?'),
    Code: element('guid:guid! name:string! isCodable:boolean! color:colour', 'Description? Code*'),
    Set: element('guid:guid! name:string!', 'Description? MemberCode*'),
    MemberCode: element('guid:guid!', ''),
  },
};

/**
 * An element's type from its attributes (`name:type`, `!` where one is required) and the elements within it in order: `?` where one may be left out, `*` any number,
 * `+` at least one, `a|b` one of several, `name=Type` where the type has another name.
 */
function element(attributes: string, steps: string): ElementType {
  const attribute = (written: string) => {
    const [name = '', type = ''] = written.split(/[:!]/);
    return [name, { type: type as ValueType, isRequired: written.endsWith('!') }] as const;
  };
  const step = (written: string): Step => {
    const types = written.replace(/[?*+]$/, '').split('|');
    return {
      types: new Map(types.map((each) => each.split('=')).map(([name = '', type = name]) => [name, type])),
      isRequired: !/[?*]$/.test(written),
      isRepeated: /[*+]$/.test(written),
    };
  };
  const listed = (text: string) => text.split(' ').filter(Boolean);
  return { attributes: new Map(listed(attributes).map(attribute)), steps: listed(steps).map(step), value: null };
}

function valueElement(value: ValueType): ElementType {
  return { attributes: new Map(), steps: [], value };
}
