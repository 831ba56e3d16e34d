import type { Outlined } from '../outline.ts';
import { frameworkAddress, itemAddress } from './document.ts';
import type { ItemReading, Reading } from './queries.server.ts';

/** The context stands in the document, so that reading it needs nothing from elsewhere. Terms: CTDL-ASN of Credential Engine. */
const link = { '@type': '@id' } as const;
const links = { '@type': '@id', '@container': '@set' } as const;
const inLanguages = { '@container': '@language' } as const;
const context = {
  ceasn: 'https://purl.org/ctdlasn/terms/',
  ceterms: 'https://purl.org/ctdl/terms/',
  schema: 'https://schema.org/',
  'ceasn:name': inLanguages,
  'ceasn:competencyText': inLanguages,
  'ceasn:competencyLabel': inLanguages,
  'ceasn:competencyCategory': inLanguages,
  'ceasn:hasTopChild': links,
  'ceasn:hasChild': links,
  'ceasn:isChildOf': links,
  'ceasn:isTopChildOf': link,
  'ceasn:isPartOf': link,
  'ceasn:source': link,
  'ceasn:exactAlignment': links,
  'ceasn:broadAlignment': links,
  'ceasn:narrowAlignment': links,
  'ceasn:alignTo': links,
  'ceterms:supersededBy': links,
};

/** The terms for what crosswalks say. */
const alignments: Readonly<Record<string, string>> = {
  'the same as': 'ceasn:exactAlignment',
  'a part of': 'ceasn:broadAlignment',
  'broader than': 'ceasn:narrowAlignment',
  'related to': 'ceasn:alignTo',
};

/** All frameworks as JSON-LD, without their items. */
export function frameworksLd(base: string, versions: readonly Reading['version'][]) {
  return { '@context': context, '@graph': versions.map((version) => frameworkNode(base, version)) };
}

/** A framework with all its items as JSON-LD in the terms of CTDL-ASN. */
export function frameworkLd(base: string, { version, items }: Reading) {
  const tops = items.filter(({ depth }) => depth === 0).map(({ stableId }) => itemAddress(base, version.slug, stableId));
  const graph = [{ ...frameworkNode(base, version), 'ceasn:hasTopChild': tops }, ...itemNodes(base, version, items)];
  return { '@context': context, '@graph': graph };
}

/** One item, with what stands below it, as JSON-LD. */
export function itemLd(base: string, { version, items, item, below, replacedBy, relations }: ItemReading) {
  const wanted = new Set([item, ...below].map(({ stableId }) => itemAddress(base, version.slug, stableId)));
  const [first, ...others] = itemNodes(base, version, items).filter((node) => wanted.has(node['@id']));
  const aligned = Object.groupBy(relations, ({ relation }) => alignments[relation]!);
  const own = {
    ...first,
    ...Object.fromEntries(
      Object.entries(aligned).map(([term, each]) => [term, each!.map(({ to }) => itemAddress(base, to.slug, to.stableId))]),
    ),
    ...(replacedBy.length > 0 ? { 'ceterms:supersededBy': replacedBy.map((to) => itemAddress(base, to.slug, to.stableId)) } : {}),
  };
  return { '@context': context, '@graph': [frameworkNode(base, version), own, ...others] };
}

function frameworkNode(base: string, version: Reading['version']) {
  const { title, creator, number, adoptedOn, sourceUrl, frameworkStableId } = version;
  return {
    '@id': frameworkAddress(base, version),
    '@type': 'ceasn:CompetencyFramework',
    'ceasn:name': { en: title },
    'ceasn:author': creator,
    'ceasn:identifier': `urn:uuid:${frameworkStableId}`,
    'schema:version': number,
    ...(adoptedOn === null ? {} : { 'schema:datePublished': adoptedOn }),
    ...(sourceUrl === null ? {} : { 'ceasn:source': sourceUrl }),
  };
}

function itemNodes(base: string, version: Reading['version'], items: readonly Outlined[]) {
  const address = ({ stableId }: Outlined) => itemAddress(base, version.slug, stableId);
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const childrenOf = Map.groupBy(items, ({ parentId }) => parentId);
  const framework = frameworkAddress(base, version);
  return items.map((item) => {
    const parent = itemOf.get(item.parentId ?? '');
    const children = childrenOf.get(item.id) ?? [];
    return {
      '@id': address(item),
      '@type': 'ceasn:Competency',
      'ceasn:competencyText': { en: item.text },
      ...(item.shortTitle === null ? {} : { 'ceasn:competencyLabel': { en: item.shortTitle } }),
      ...(item.code === null ? {} : { 'ceasn:codedNotation': item.code }),
      'ceasn:competencyCategory': { en: item.itemType ?? item.kind },
      'ceasn:listID': String(item.position),
      'ceasn:identifier': `urn:uuid:${item.stableId}`,
      'ceasn:isPartOf': framework,
      ...(parent ? { 'ceasn:isChildOf': [address(parent)] } : { 'ceasn:isTopChildOf': framework }),
      ...(children.length > 0 ? { 'ceasn:hasChild': children.map(address) } : {}),
    };
  });
}
