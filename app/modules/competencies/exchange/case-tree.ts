import { quoted } from '#app/platform/kept-text.ts';
import { commonPhases, kinds } from '../outline.ts';
import { inAssociationOrder } from './association-order.ts';
import { associationTypeOf } from './association-type.ts';
import type { CaseObject } from './case-object.ts';
import type { Desk } from './desk.ts';
import type { FileAssociation, FileItem, FrameworkFile, Json, Link, Properties } from './framework-file.ts';
import { identifierOf } from './identifier.ts';
import { kindsOf, type Ruled } from './kinds.ts';
import { type PlaceLink, placed, type Why } from './placing.ts';

type Listed = CaseObject & { readonly path: string; readonly said: string };
type Read = { readonly items: readonly Listed[]; readonly associations: readonly Listed[]; readonly documentId: string };
type Relation = FileAssociation & { readonly path: string };
type TreeLink = PlaceLink & { readonly relation: Relation | null };

/** Items and associations as a tree and what relates them beyond it. */
export function readTree(desk: Desk, { items: listed, associations, documentId }: Read): Pick<FrameworkFile, 'items' | 'associations'> {
  const { items, doubles } = once(desk, listed, documentId);
  const here = new Set([documentId, ...items.map(({ identifier }) => identifier)]);
  const relations = associations.flatMap((each) => relationOf(desk, each, here));
  const children = relations.filter(({ type }) => type === 'isChildOf');
  const links: TreeLink[] = children.map((relation) => ({
    child: relation.originStableId,
    parent: relation.destinationStableId,
    sequence: relation.position,
    relation,
  }));
  const firstLinkOf = new Map(links.map((link) => [link.child, link] as const).reverse());
  for (const { identifier, of } of doubles) {
    const first = firstLinkOf.get(of);
    if (first) links.push({ child: identifier, parent: first.parent, sequence: first.sequence, relation: null });
  }
  const tree = placed(
    items.map(({ identifier, values }) => ({
      stableId: identifier,
      code: text(values.humanCodingScheme),
      enumeration: text(values.listEnumeration),
    })),
    links,
    documentId,
  );
  const pathOf = new Map(items.map(({ identifier, path }) => [identifier, path]));
  const left = tree.left.filter(({ link }) => link.relation !== null).map(({ link, why }) => ({ relation: link.relation!, why }));
  for (const { relation, why } of left) desk.say({ path: relation.path, ...leftWords[why] });
  if (items.length > 0 && links.length === 0)
    desk.say({
      severity: 'note',
      path: 'CFAssociations',
      found: 'No isChildOf at all',
      expected: 'One for each item',
      did: 'All items stand at the top.',
    });
  else
    for (const id of tree.unplaced)
      desk.say(
        {
          severity: 'warning',
          path: pathOf.get(id)!,
          found: 'An item that no isChildOf places',
          expected: 'Its parent, or the document',
          did: 'It stands at the top.',
        },
        'unplaced',
      );
  const rows = rowsOf(desk, { items, places: tree.places, documentId });
  const others = distinct(desk, [
    ...left.filter(({ why }) => why !== 'again' && why !== 'to-itself').map(({ relation }) => relation),
    ...relations.filter(({ type }) => type !== 'isChildOf'),
  ]);
  return { items: rows, associations: inAssociationOrder(rows, others) };
}

const leftWords: Readonly<Record<Why, { severity: 'error' | 'warning' | 'note'; found: string; expected: string; did: string }>> = {
  'of-another': {
    severity: 'warning',
    found: 'A place for an item that this file does not hold',
    expected: 'An item of the file',
    did: 'It is kept as an association and places nothing.',
  },
  'to-itself': { severity: 'error', found: 'An item within itself', expected: 'Another parent', did: 'It was left out.' },
  elsewhere: {
    severity: 'warning',
    found: 'A parent that this file does not hold',
    expected: 'The document, or an item of the file',
    did: 'The item stands at the top; the association is kept.',
  },
  again: { severity: 'note', found: 'The same parent a second time', expected: 'Once', did: 'The second was left out.' },
  'another-parent': {
    severity: 'warning',
    found: 'A second parent of the same item',
    expected: 'One',
    did: 'The item stands below the first; the second is kept as an association.',
  },
  circle: {
    severity: 'error',
    found: 'An item that, by way of others, is within itself',
    expected: 'A tree',
    did: 'It stands at the top; the association that closes the circle is kept.',
  },
};

/** Every identifier once. A second item with the same one is left out when it is the same throughout, else it gets an identifier of its own and stands beside the first. */
function once(desk: Desk, listed: readonly Listed[], documentId: string) {
  const seen = new Map<string, string>([[documentId, '']]);
  const next = new Map<string, number>();
  const doubles: { identifier: string; of: string }[] = [];
  const items = listed.flatMap((item) => {
    const before = seen.get(item.identifier);
    if (before === undefined) {
      seen.set(item.identifier, item.said);
      return [item];
    }
    const found = `The identifier ${quoted(item.identifier)} a second time`;
    if (before === item.said) {
      desk.say({
        severity: 'note',
        path: item.path,
        found,
        expected: 'Every item once',
        did: 'It is the same throughout, and was left out.',
      });
      return [];
    }
    // From where the last one ended, since each try is a hash: ten thousand items may carry the same identifier.
    let [identifier, at] = ['', next.get(item.identifier) ?? 2];
    do identifier = identifierOf(`${item.identifier} ${at++}`);
    while (seen.has(identifier));
    next.set(item.identifier, at);
    seen.set(identifier, item.said);
    doubles.push({ identifier, of: item.identifier });
    desk.say({
      severity: 'error',
      path: item.path,
      found,
      expected: 'An identifier of its own',
      did: `It is another item: it is known as ${identifier}, and stands with the first.`,
    });
    const kept = (item.extensions.concord ?? {}) as Properties;
    const source = { ...((kept.source ?? {}) as Properties), identifier: item.identifier };
    return [{ ...item, identifier, extensions: { ...item.extensions, concord: { ...kept, source } } }];
  });
  return { items, doubles };
}

function relationOf(desk: Desk, { identifier, values, extensions, changedAt, path }: Listed, here: ReadonlySet<string>): Relation[] {
  const [origin, destination] = [values.originNodeURI, values.destinationNodeURI].map((end) => end as unknown as Link | undefined);
  const said = text(values.associationType);
  if (!origin || !destination || said === null) {
    const absent = !origin ? 'an origin' : !destination ? 'a destination' : 'a type';
    desk.say({
      severity: 'error',
      path,
      found: `An association without ${absent}`,
      expected: 'A type and both ends',
      did: 'It was left out.',
    });
    return [];
  }
  const { type, isAsWritten } = associationTypeOf(said);
  if (!isAsWritten)
    desk.say(
      {
        severity: type.startsWith('ext:') ? 'warning' : 'note',
        path: `${path}.associationType`,
        found: quoted(said),
        expected: 'A type of CASE 1.1',
        did: `It is read as ${type}.`,
      },
      `type ${said}`,
    );
  const originStableId = identifierOf(origin.identifier);
  const destinationStableId = identifierOf(destination.identifier);
  return [
    {
      stableId: identifier,
      type,
      originStableId,
      destinationStableId,
      origin: here.has(originStableId) ? null : origin,
      destination: here.has(destinationStableId) ? null : destination,
      position: (values.sequenceNumber as number | undefined) ?? null,
      groupingLink: (values.CFAssociationGroupingURI as unknown as Link | undefined) ?? null,
      note: text(values.notes),
      extensions,
      changedAt,
      path,
    },
  ];
}

/** Two of the same type between the same ends are one. */
function distinct(desk: Desk, relations: readonly Relation[]): FileAssociation[] {
  const seen = new Set<string>();
  const ids = new Set<string>();
  return relations.flatMap(({ path, ...relation }) => {
    const key = `${relation.type} ${relation.originStableId} ${relation.destinationStableId}`;
    if (seen.has(key)) {
      desk.say({
        severity: 'note',
        path,
        found: 'An association of the same type between the same two',
        expected: 'One',
        did: 'The second was left out.',
      });
      return [];
    }
    seen.add(key);
    const stableId = ids.has(relation.stableId) ? identifierOf(`${relation.stableId} ${key}`) : relation.stableId;
    ids.add(stableId);
    return [{ ...relation, stableId }];
  });
}

type Placed = ReturnType<typeof placed<TreeLink>>['places'];

function rowsOf(desk: Desk, { items, places, documentId }: { items: readonly Listed[]; places: Placed; documentId: string }): FileItem[] {
  const itemOf = new Map(items.map((item) => [item.identifier, item]));
  const kindOf = kindsOf(
    places.map(({ stableId, parentStableId }) => {
      const { values, concord } = itemOf.get(stableId)!;
      return {
        stableId,
        parentStableId,
        said: kinds.find((each) => each === concord.kind),
        itemType: text(values.CFItemType),
        levels: (values.educationLevel as string[] | undefined) ?? [],
      };
    }),
  );
  return places.map(({ stableId, parentStableId, position, link }) => {
    const { values, extensions, concord, changedAt, path } = itemOf.get(stableId)!;
    const { fullStatement, humanCodingScheme, abbreviatedStatement, CFItemType, ...details } = values;
    const statement = text(fullStatement);
    if (statement === null)
      desk.say({
        severity: 'error',
        path: `${path}.fullStatement`,
        found: 'An item without a statement',
        expected: 'A text',
        did: 'Its short title, its other name or its code stands instead.',
      });
    const relation = link?.relation ?? null;
    const said = phaseSaid(concord, kindOf.get(stableId)!);
    return {
      stableId,
      hasOwnId: true,
      parentStableId,
      position,
      ...said,
      code: text(humanCodingScheme),
      shortTitle: text(abbreviatedStatement),
      text: statement ?? text(abbreviatedStatement) ?? text(details.alternativeLabel) ?? text(humanCodingScheme) ?? 'No statement',
      publishedText: text(concord.publishedText),
      itemType: text(CFItemType),
      details: { ...withoutPhase(details, said.phase), ...placeDetails(relation) },
      extensions,
      associationId: relation?.stableId ?? identifierOf(`${stableId} isChildOf ${parentStableId ?? documentId}`),
      changedAt,
    };
  });
}

/** The phase that we ourselves wrote, when it makes sense; else what the rules say. */
function phaseSaid({ phase }: Properties, ruled: Ruled): Ruled {
  const said = commonPhases.find((each) => each === phase);
  return ruled.kind === 'milestone' && said !== undefined ? { ...ruled, phase: said } : ruled;
}

/** A level that says the phase alone is written from the phase again. */
function withoutPhase(details: Properties, phase: string | null): Properties {
  const { educationLevel, ...others } = details;
  return Array.isArray(educationLevel) && educationLevel.length === 1 && educationLevel[0] === phase ? others : details;
}

/** What the isChildOf of an item says beyond its ends and its order. */
function placeDetails(relation: Relation | null): Properties {
  if (relation === null) return {};
  const { note, groupingLink, extensions } = relation;
  const said: [string, Json][] = [];
  if (note !== null) said.push(['notes', note]);
  if (groupingLink !== null) said.push(['CFAssociationGroupingURI', { ...groupingLink }]);
  if (Object.keys(extensions).length > 0) said.push(['extensions', extensions]);
  return said.length > 0 ? { isChildOf: Object.fromEntries(said) } : {};
}

function text(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
