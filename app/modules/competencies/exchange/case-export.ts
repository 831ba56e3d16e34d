import { associationFields, documentFields, itemFields } from './case-fields.ts';
import { isObject } from './case-object.ts';
import type { FileAssociation, FileItem, FrameworkFile, Json, Link, Properties } from './framework-file.ts';

/** A version without what it holds: what its document says. */
export type ReleasedHead = Omit<Released, 'items' | 'associations' | 'outside'>;

/** What a version of ours adds to what a file says: its status, and the times that every object of CASE has (ISO 8601 with a zone). */
export type Released = FrameworkFile & {
  readonly stableId: string;
  readonly number: string;
  readonly status: 'draft' | 'adopted' | 'superseded';
  readonly adoptedOn: string | null;
  readonly changedAt: string;
  /** What items of other frameworks here are called, by stable id, where an association leads to them. */
  readonly outside: ReadonlyMap<string, string>;
};

/** A status as CASE calls it. */
const caseStatus = { draft: 'Draft', adopted: 'Adopted', superseded: 'Deprecated' } as const;

/** The address of something of CASE under the origin that people use. */
export function caseAddress(base: string, list: 'CFDocuments' | 'CFPackages' | 'CFItems' | 'CFAssociations', id: string): string {
  return `${base}/ims/case/v1p1/${list}/${id}`;
}

/** A version as a CASE 1.1 package, always in the same order: items as the outline, then the associations of the tree, then the others. `base`: our origin. */
export function casePackage(version: Released, base: string): Properties {
  const { definitions, rubrics, extensions } = version;
  const concord = isObject(extensions.concord) ? extensions.concord : {};
  const package_ = isObject(concord.package) ? concord.package : {};
  return present([
    ['CFDocument', caseDocument(version, base)],
    ['CFItems', version.items.map((item) => caseItem(item, base))],
    ['CFAssociations', caseAssociations(version, base)],
    ['CFDefinitions', Object.keys(definitions).length > 0 ? inNameOrder(definitions) : null],
    ['CFRubrics', rubrics.length > 0 ? [...rubrics] : null],
    ['extensions', package_.extensions ?? null],
  ]);
}

/** The document of a version, strictly CASE 1.1. */
export function caseDocument(version: ReleasedHead, base: string): Properties {
  const { stableId, title, creator, number, status, adoptedOn, changedAt, document, extensions } = version;
  const { title: ownTitle, creator: ownCreator, ...said } = document;
  const day = status === 'draft' || adoptedOn === null || !/^\d{4}-\d{2}-\d{2}$/.test(adoptedOn) ? null : adoptedOn;
  const concord = isObject(extensions.concord) ? extensions.concord : {};
  return present([
    ['identifier', stableId],
    ['uri', caseAddress(base, 'CFDocuments', stableId)],
    ...inFieldOrder(documentFields, {
      ...said,
      title: ownTitle ?? title,
      creator: ownCreator ?? creator,
      version: number,
      adoptionStatus: caseStatus[status],
      ...(day === null ? {} : { statusStartDate: day }),
    }),
    ['caseVersion', '1.1'],
    ['lastChangeDateTime', changedAt],
    ['extensions', { ...extensions, concord: { format: 1, ...concord } }],
  ]);
}

/** An item, strictly CASE 1.1. */
export function caseItem(item: FileItem, base: string): Properties {
  const { stableId, kind, phase, code, shortTitle, text, publishedText, itemType, details, extensions, changedAt } = item;
  const { isChildOf: _, ...said } = details;
  const concord = isObject(extensions.concord) ? extensions.concord : {};
  const ours = present([
    ['kind', kind],
    ['phase', phase],
    ['publishedText', publishedText],
  ]);
  return present([
    ['identifier', stableId],
    ['uri', caseAddress(base, 'CFItems', stableId)],
    ...inFieldOrder(itemFields, {
      ...(phase === null ? {} : { educationLevel: [phase] }),
      ...said,
      fullStatement: text,
      humanCodingScheme: code,
      abbreviatedStatement: shortTitle,
      CFItemType: itemType,
    }),
    ['lastChangeDateTime', changedAt],
    ['extensions', { ...extensions, concord: { ...ours, ...concord } }],
  ]);
}

/** Every association of a version: first each item's place (isChildOf with its order among its siblings), then the others. */
export function caseAssociations(version: Released, base: string): Properties[] {
  const itemOf = new Map(version.items.map((item) => [item.stableId, item]));
  const end = endsOf(version, itemOf, base);
  const places = version.items.map((item) => {
    const { extensions = null, ...said } = isObject(item.details.isChildOf) ? item.details.isChildOf : {};
    return association(base, {
      id: item.associationId,
      changedAt: item.changedAt ?? version.changedAt,
      extensions,
      said: {
        ...said,
        associationType: 'isChildOf',
        sequenceNumber: item.position,
        originNodeURI: end(item.stableId, null),
        destinationNodeURI: end(item.parentStableId ?? version.stableId, null),
      },
    });
  });
  return [...places, ...version.associations.map((each) => relation(each, { base, end, changedAt: version.changedAt }))];
}

type End = (stableId: string, link: Link | null) => Json;

function relation(each: FileAssociation, { base, end, changedAt }: { base: string; end: End; changedAt: string }): Properties {
  const { stableId, type, origin, destination, position, groupingLink, note, extensions } = each;
  return association(base, {
    id: stableId,
    changedAt: each.changedAt ?? changedAt,
    extensions: Object.keys(extensions).length > 0 ? extensions : null,
    said: {
      associationType: type,
      sequenceNumber: position,
      originNodeURI: end(each.originStableId, origin),
      destinationNodeURI: end(each.destinationStableId, destination),
      CFAssociationGroupingURI: groupingLink === null ? null : { ...groupingLink },
      notes: note,
    },
  });
}

function association(
  base: string,
  { id, said, changedAt, extensions }: { id: string; said: Properties; changedAt: string; extensions: Json },
): Properties {
  return present([
    ['identifier', id],
    ['uri', caseAddress(base, 'CFAssociations', id)],
    ...inFieldOrder(associationFields, said),
    ['lastChangeDateTime', changedAt],
    ['extensions', extensions],
  ]);
}

/** The ends of associations: an item or the document of this version by its name and our address, anything else as the file said it. */
function endsOf(version: Released, itemOf: ReadonlyMap<string, FileItem>, base: string): End {
  return (stableId, link) => {
    if (link !== null) {
      const { title, identifier, uri, targetType } = link;
      return { title, identifier, uri, ...(targetType === undefined ? {} : { targetType }) };
    }
    const item = itemOf.get(stableId);
    if (item) return { title: nameOf(item), identifier: stableId, uri: caseAddress(base, 'CFItems', stableId) };
    const isDocument = stableId === version.stableId;
    return {
      title: isDocument ? version.title : (version.outside.get(stableId) ?? stableId),
      identifier: stableId,
      uri: caseAddress(base, isDocument ? 'CFDocuments' : 'CFItems', stableId),
    };
  };
}

/** What a link to an item calls it: its code, else its short title, else the beginning of its text. */
export function nameOf({ code, shortTitle, text }: Pick<FileItem, 'code' | 'shortTitle' | 'text'>): string {
  return code ?? shortTitle ?? (text.length <= 90 ? text : `${text.slice(0, 89).toWellFormed()}…`);
}

function inFieldOrder(fields: readonly { readonly name: string; readonly isRequired?: true }[], values: Properties): [string, Json][] {
  return fields.map(({ name }) => [name, values[name] ?? null]);
}

function inNameOrder(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function present(pairs: readonly (readonly [string, Json])[]): Properties {
  return Object.fromEntries(pairs.filter(([, value]) => value !== null));
}
