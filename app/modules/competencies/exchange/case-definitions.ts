import { quoted } from '#app/platform/kept-text.ts';
import { type CaseField, criterionFields, levelFields } from './case-fields.ts';
import { isObject, readObject } from './case-object.ts';
import type { Desk } from './desk.ts';
import type { Json, Properties } from './framework-file.ts';

type Reading = { readonly fields: readonly CaseField[]; readonly class: string; readonly path: string; readonly of: string };

/** CFDefinitions in the spelling of CASE 1.1: each list that holds anything, and the extensions. */
export function readDefinitions(
  desk: Desk,
  raw: Json | undefined,
  { fields, of }: { fields: Readonly<Record<string, readonly CaseField[]>>; of: string },
): Properties {
  if (raw === undefined || raw === null) return {};
  if (!isObject(raw)) {
    desk.say({
      severity: 'error',
      path: 'CFDefinitions',
      found: quoted(JSON.stringify(raw)),
      expected: 'An object',
      did: 'It was left out.',
    });
    return {};
  }
  const lists = Object.entries(fields).flatMap(([name, each]): [string, Json][] => {
    const objects = readAll(desk, raw[name], { fields: each, class: name.slice(0, -1), path: `CFDefinitions.${name}`, of });
    return objects.length > 0 ? [[name, objects]] : [];
  });
  const unknown = Object.entries(raw).filter(([name, value]) => !(name in fields) && name !== 'extensions' && value !== null);
  for (const [name] of unknown)
    desk.say({
      severity: 'note',
      path: `CFDefinitions.${name}`,
      found: `${quoted(name)}, which CASE does not know there`,
      expected: 'The lists of CASE 1.1',
      did: 'It is kept in the extensions.',
    });
  const given = isObject(raw.extensions) ? raw.extensions : {};
  const before = isObject(given.concord) ? given.concord : {};
  const extensions = unknown.length > 0 ? { ...given, concord: { ...before, other: Object.fromEntries(unknown) } } : given;
  return { ...Object.fromEntries(lists), ...(Object.keys(extensions).length > 0 ? { extensions } : {}) };
}

/** CFRubrics in the spelling of CASE 1.1, with their criteria and levels. */
export function readRubrics(desk: Desk, raw: Json | undefined, { fields, of }: { fields: readonly CaseField[]; of: string }): Properties[] {
  return readAll(desk, raw, { fields, class: 'CFRubric', path: 'CFRubrics', of });
}

/** The objects of a list, whole: every required text is there, if empty. */
function readAll(desk: Desk, list: Json | undefined, { fields, class: kind, path, of }: Reading): Properties[] {
  if (!Array.isArray(list)) {
    if (list !== undefined && list !== null)
      desk.say({ severity: 'error', path, found: quoted(JSON.stringify(list)), expected: 'A list', did: 'It was left out.' });
    return [];
  }
  return list.filter(isObject).map((raw, at): Properties => {
    const here = `${path}[${at}]`;
    const { [below[kind] ?? '']: inner, ...own } = raw;
    const flat =
      kind === 'CFRubricCriterionLevel' && Array.isArray(own.extensions)
        ? { ...own, extensions: Object.assign({}, ...own.extensions) }
        : own;
    const object = readObject(desk, fields, {
      raw: flat,
      path: here,
      class: kind,
      fallback: `${of} ${here} ${JSON.stringify(raw)}`,
      isOurs: true,
    });
    const required = Object.fromEntries(fields.filter(({ isRequired }) => isRequired).map(({ name }) => [name, '']));
    const next = innerOf[kind];
    const parts = next ? readAll(desk, inner, { ...next, path: `${here}.${below[kind]}`, of }) : [];
    const extensions: Properties =
      Object.keys(object.extensions).length > 0
        ? { extensions: kind === 'CFRubricCriterionLevel' ? [object.extensions] : object.extensions }
        : {};
    return {
      identifier: object.identifier,
      uri: object.uri,
      lastChangeDateTime: object.changedAt ?? '1970-01-01T00:00:00.000Z',
      ...required,
      ...object.values,
      ...(parts.length > 0 ? { [below[kind]!]: parts } : {}),
      ...extensions,
    };
  });
}

const below: Readonly<Record<string, string>> = { CFRubric: 'CFRubricCriteria', CFRubricCriterion: 'CFRubricCriterionLevels' };
const innerOf: Readonly<Record<string, { fields: readonly CaseField[]; class: string }>> = {
  CFRubric: { fields: criterionFields, class: 'CFRubricCriterion' },
  CFRubricCriterion: { fields: levelFields, class: 'CFRubricCriterionLevel' },
};
