import { keptName } from '../files/look.ts';
import { itemDocument, licenceNotice, type WrittenItem } from './item-document.ts';
import type { Whole } from './whole-queries.server.ts';

/** What a package holds: text of ours, or a file of the item by its id. */
export type PackedPart = { readonly name: string; readonly text: string } | { readonly name: string; readonly fileId: string };

/** The parts of an item's package: what it is, what one may do with it, the text of its licence where it has one, its files, and their checksums as `sha256sum -c` reads them. */
export function packageParts(item: WrittenItem, licenceText: string | null): PackedPart[] {
  // Names are checked where files come in; those that came before a rule was there follow it here.
  const names: string[] = [];
  for (const { name } of item.files) names.push(keptName(name, name.split('.').at(-1)!, names));
  const files = item.files.map((file, at) => ({ ...file, name: names[at]! }));
  return [
    { name: 'metadata.json', text: `${JSON.stringify(itemDocument({ ...item, files }), null, 2)}\n` },
    { name: 'LICENCE.txt', text: licenceNotice(item) },
    ...(licenceText === null ? [] : [{ name: 'LICENCE-TEXT.txt', text: licenceText }]),
    ...files.map(({ name, id }) => ({ name: `files/${name}`, fileId: id })),
    ...(files.length > 0 ? [{ name: 'SHA256SUMS', text: files.map(({ name, sha256 }) => `${sha256}  files/${name}\n`).join('') }] : []),
  ];
}

/** A version of an item as its files say it; the version is one that is published. */
export function writtenItem(slug: string, { version, owner, cited, cite, competencies, files }: Whole): WrittenItem {
  return { slug, owner, address: cited?.address ?? '', cite: cite ?? '', version, competencies, files };
}
