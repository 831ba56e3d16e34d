import { quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { isObject } from './case-object.ts';
import type { Json, Properties } from './framework-file.ts';

/** What a framework file may hold at most. No framework known is a tenth of it. */
export const bounds = { bytes: 64 * 1024 * 1024, levels: 100, items: 50_000, associations: 250_000 } as const;

/** Why a file is not read as a framework, as its one message. */
export function refusal(found: string, expected: string): Message {
  return { severity: 'error', found, expected, did: 'Nothing of this file was brought in.' };
}

const package_ = 'A CASE package: one JSON object with CFDocument, CFItems and CFAssociations';

/** Why a text is not parsed at all, before it is; null when it may be. */
export function refusalOfText(text: string): Message | null {
  const first = text.trimStart()[0];
  if (first === undefined) return refusal('An empty file', package_);
  if (first === '<')
    return refusal('A web page or an XML file', `${package_}. If you had to sign in to get it, sign in and download it again`);
  if (first !== '{' && first !== '[') return refusal(`A text that begins with ${quoted(text.trimStart().slice(0, 20))}`, package_);
  return null;
}

/** What a JSON value seems to be when it is no CASE package; null when it is one. */
export function refusalOfValue(value: Json): Message | null {
  if (Array.isArray(value)) return refusal(`A JSON list of ${value.length.toLocaleString('en-US')}`, package_);
  if (!isObject(value)) return refusal('A single JSON value', package_);
  if (isObject(value.CFDocument)) return boundsOf(value);
  const names = Object.keys(value);
  if ('$schema' in value || (isObject(value.properties) && ('type' in value || 'definitions' in value)))
    return refusal('A JSON schema: it describes what a file may hold, and holds no framework itself', package_);
  if ('@context' in value || '@graph' in value) return refusal('JSON-LD, perhaps CTDL-ASN of a credential registry', package_);
  if ('CFDocuments' in value)
    return refusal(
      'A list of CASE documents, without their items',
      'One package: the address ends in /CFPackages/ and the identifier of the document',
    );
  if ('fullStatement' in value)
    return refusal(
      'A single CASE item',
      'The package that it belongs to: the address ends in /CFPackages/ and the identifier of the document',
    );
  if ('creator' in value && 'title' in value && 'identifier' in value)
    return refusal('A single CASE document, without its items', 'The package: the address ends in /CFPackages/ and the same identifier');
  if ('imsx_codeMajor' in value) return refusal('The answer of a CASE server that refused', 'The package itself');
  if ('CFItems' in value) return refusal('CFItems without a CFDocument, so that nothing says which framework they belong to', package_);
  return refusal(`JSON of another kind${names.length ? `, with ${names.slice(0, 5).map(quoted).join(', ')}` : ''}`, package_);
}

function boundsOf({ CFItems, CFAssociations }: Properties): Message | null {
  for (const [name, list, most] of [
    ['CFItems', CFItems, bounds.items],
    ['CFAssociations', CFAssociations, bounds.associations],
  ] as const)
    if (Array.isArray(list) && list.length > most)
      return refusal(`${list.length.toLocaleString('en-US')} ${name}`, `At most ${most.toLocaleString('en-US')}: no framework is larger`);
  return null;
}
