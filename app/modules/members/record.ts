/** How many changes stand on one page of the record. */
export const recordPageSize = 50;

const identifier = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const hash = /^[0-9a-f]{64}$/;
const longest = 160;

/**
 * What a change changed, as short lines: "class size: 100, now 120". What says nothing to a reader (identifiers, hashes,
 * instants: the change has its own) and what stayed the same are left out.
 */
export function changeLines(before: unknown, after: unknown): string[] {
  const [was, is] = [parts(before), parts(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old === now) return [];
    const said = old === undefined ? now : now === undefined ? `${old}, before` : `${old}, now ${now}`;
    return [key === '' ? `${said}` : `${key}: ${said}`];
  });
}

/** "Invite: invitation", "Keep: school phase". */
export function deedWords({ verb, subject }: { verb: string; subject: string }): string {
  return `${verb[0]?.toUpperCase()}${verb.slice(1)}: ${subject.replaceAll('_', ' ')}`;
}

function parts(value: unknown): Map<string, string> {
  const pairs = isRecord(value) ? Object.entries(value) : [['', value] as const];
  return new Map(pairs.flatMap(([key, each]) => (text(each) === '' ? [] : [[keyWords(key), text(each)]])));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyWords(key: string): string {
  return key
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return '';
  if (Array.isArray(value)) return shortened(value.map(itemText).filter(Boolean).join(', '));
  if (isRecord(value)) return shortened([...parts(value)].map(([key, each]) => `${key} ${each}`).join(' · '));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const written = String(value);
  return [identifier, instant, hash].some((form) => form.test(written)) ? '' : shortened(written);
}

/** An item of a list says its values alone, since all items have the same keys. */
function itemText(item: unknown): string {
  return isRecord(item) ? [...parts(item).values()].join(' · ') : text(item);
}

function shortened(words: string): string {
  return words.length > longest ? `${words.slice(0, longest - 1).trimEnd()}…` : words;
}
