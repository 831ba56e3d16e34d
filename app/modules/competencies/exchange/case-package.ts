import { quoted } from '#app/platform/kept-text.ts';
import { readDefinitions, readRubrics } from './case-definitions.ts';
import { associationFields, definitionFields, documentFields, itemFields, rubricFields } from './case-fields.ts';
import { type CaseObject, isObject, readObject } from './case-object.ts';
import { bounds, refusal, refusalOfText, refusalOfValue } from './case-refusal.ts';
import { readTree } from './case-tree.ts';
import { createDesk, type Desk } from './desk.ts';
import type { FrameworkFile, Json, Properties, ReadFramework } from './framework-file.ts';
import { jsonFacts, keepable } from './json-text.ts';

/**
 * Reads a CASE package: 1.0, 1.1 and what was written before the standard was final. Liberal: what is odd has a message and the rest is read. A text that is
 * no package is refused with one message that says what it seems to be.
 */
export function readCasePackage(written: string): ReadFramework {
  const text = written.replace(/^\uFEFF/, '');
  const refused = refusalOfText(text);
  if (refused) return { format: 'unknown', file: null, messages: [refused] };
  const facts = jsonFacts(text, bounds.levels);
  if (facts.depth > bounds.levels)
    return {
      format: 'json',
      file: null,
      messages: [refusal(`JSON of more than ${bounds.levels} levels within each other`, 'A CASE package, which has six')],
    };
  const parsed = parsedJson(text);
  if ('fault' in parsed) return { format: 'json', file: null, messages: [parsed.fault] };
  const noPackage = refusalOfValue(parsed.value);
  if (noPackage) return { format: 'json', file: null, messages: [noPackage] };
  const desk = createDesk(facts.lines);
  for (const { name, line } of facts.repeated)
    desk.say(
      {
        severity: 'warning',
        line,
        found: `The name ${quoted(name)} twice in one object`,
        expected: 'Every name once',
        did: 'What stands last was read.',
      },
      'repeated',
    );
  if (parsed.isCleaned)
    desk.say({
      severity: 'warning',
      found: 'NUL characters, or halves of characters',
      expected: 'Text without them',
      did: 'They were left out.',
    });
  const { value } = parsed;
  return { format: formatOf(text), file: readPackage(desk, value as Properties), messages: desk.all() };
}

type Parsed = { readonly value: Json; readonly isCleaned: boolean } | { readonly fault: ReturnType<typeof refusal> };

function parsedJson(text: string): Parsed {
  try {
    const value = JSON.parse(text) as Json;
    const isUnclean = /\\u0000|\\u[dD][89a-fA-F]|\0/.test(text) || !text.isWellFormed();
    const cleaned = isUnclean ? keepable(value) : value;
    return { value: cleaned, isCleaned: isUnclean && JSON.stringify(cleaned) !== JSON.stringify(value) };
  } catch (error) {
    const said = (error as Error).message.replace(/\s+/g, ' ');
    const at = Number(/position (\d+)/.exec(said)?.[1] ?? text.length);
    const line = text.slice(0, at).split('\n').length;
    const found =
      at >= text.trimEnd().length || /end of JSON|Unterminated/i.test(said)
        ? 'JSON that ends in the middle'
        : `No JSON here: ${quoted(text.slice(at, at + 40))}`;
    return { fault: { ...refusal(found, 'Well-formed JSON. Get the file again from its source'), line } };
  }
}

/** Which of the spellings it is written in. */
function formatOf(text: string): string {
  if (/"caseVersion"\s*:\s*"1\.1"/.test(text)) return 'case-1.1';
  return /"educationalLevels?"\s*:|"CF(?:Package|Document)URI"\s*:\s*"/.test(text) ? 'case-before-1.0' : 'case-1.0';
}

/** A package that is already JSON as a framework file. */
export function readPackage(desk: Desk, value: Properties): FrameworkFile {
  const { CFDocument, CFItems, CFAssociations, CFDefinitions, CFRubrics, extensions, ...unknown } = value;
  const raw = CFDocument as Properties;
  const isOurs = isObject(raw.extensions) && isObject(raw.extensions.concord) && raw.extensions.concord.format === 1;
  const document = readObject(desk, documentFields, {
    raw,
    path: 'CFDocument',
    class: 'CFDocument',
    fallback: `document ${JSON.stringify(raw.title ?? '')}`,
    isOurs,
  });
  const objectsOf = (list: Json | undefined, name: string, fields: typeof itemFields) =>
    readList(desk, fields, { list, name, isOurs, of: document.identifier });
  const items = objectsOf(CFItems, 'CFItems', itemFields);
  const associations = objectsOf(CFAssociations, 'CFAssociations', associationFields);
  for (const name of Object.keys(unknown))
    desk.say({
      severity: 'note',
      path: name,
      found: `${quoted(name)}, which a package does not have`,
      expected: 'The properties of CASE 1.1',
      did: 'It is kept in the extensions.',
    });
  const { title, creator, version, adoptionStatus, ...rest } = document.values;
  for (const [name, said] of [
    ['title', title],
    ['creator', creator],
  ] as const)
    if (said === undefined)
      desk.say({
        severity: 'error',
        path: `CFDocument.${name}`,
        found: `A document without ${name}`,
        expected: 'The standard asks for it',
        did: 'A stand-in is shown; correct it in the draft.',
      });
  return {
    stableId: document.identifier,
    title: (title as string | undefined) ?? 'Framework without a title',
    creator: (creator as string | undefined) ?? 'Not stated',
    number: (version as string | undefined)?.slice(0, 100) ?? null,
    changedAt: document.changedAt,
    document: rest,
    definitions: readDefinitions(desk, CFDefinitions, { fields: definitionFields, of: document.identifier }),
    rubrics: readRubrics(desk, CFRubrics, { fields: rubricFields, of: document.identifier }),
    extensions: documentExtensions(document, { adoptionStatus: isOurs ? undefined : adoptionStatus, extensions, unknown }),
    ...readTree(desk, { items, associations, documentId: document.identifier }),
  };
}

type ListPlace = { readonly list: Json | undefined; readonly name: string; readonly isOurs: boolean; readonly of: string };

/** An object of a list with its path. */
export type Listed = CaseObject & { readonly path: string; readonly said: string };

function readList(desk: Desk, fields: typeof itemFields, { list, name, isOurs, of }: ListPlace): Listed[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    desk.say({ severity: 'error', path: name, found: `${quoted(JSON.stringify(list))}`, expected: 'A list', did: 'It was left out.' });
    return [];
  }
  return list.flatMap((raw, at) => {
    const path = `${name}[${at}]`;
    if (isObject(raw))
      return [
        {
          ...readObject(desk, fields, { raw, path, class: name.slice(0, -1), fallback: `${of} ${JSON.stringify(raw)}`, isOurs }),
          path,
          said: JSON.stringify(raw),
        },
      ];
    desk.say({ severity: 'error', path, found: quoted(JSON.stringify(raw)), expected: 'An object', did: 'It was left out.' });
    return [];
  });
}

function documentExtensions(
  { extensions, concord }: CaseObject,
  of: { adoptionStatus: Json | undefined; extensions: Json | undefined; unknown: Properties },
): Properties {
  const kept = isObject(extensions.concord) ? extensions.concord : {};
  const source = {
    ...(of.adoptionStatus === undefined ? {} : { adoptionStatus: of.adoptionStatus }),
    ...(isObject(kept.source) ? kept.source : {}),
  };
  const package_ = {
    ...(isObject(concord.package) ? concord.package : {}),
    ...(of.extensions === undefined || of.extensions === null ? {} : { extensions: of.extensions }),
    ...(Object.keys(of.unknown).length > 0 ? { other: of.unknown } : {}),
  };
  const concords = { ...kept, source, package: package_ };
  const full = Object.entries(concords).filter(([, value]) => !isObject(value) || Object.keys(value).length > 0);
  const { concord: _, ...others } = extensions;
  return full.length > 0 ? { ...others, concord: Object.fromEntries(full) } : others;
}
