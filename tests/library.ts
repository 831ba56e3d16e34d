import { Readable } from 'node:stream';
import { adoptItem } from '#app/modules/library/adoption/commands.server.ts';
import { AdoptionSaid } from '#app/modules/library/adoption/schema.ts';
import { publishVersion } from '#app/modules/library/checking/commands.server.ts';
import { beginItem, changeDraft } from '#app/modules/library/items/commands.server.ts';
import { draftToKeep } from '#app/modules/library/items/queries.server.ts';
import { NewItem, readVersion } from '#app/modules/library/items/schema.ts';
import type { Actor } from '#app/platform/actor.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';

/** What a complete item says in its form, so that the checklist has nothing to ask but about competencies. */
export const completeItem = {
  ...{ title: 'Sitting with silence', kind: 'session', visibility: 'public', summary: 'A session on bearing silence.' },
  ...{ description: 'Sit down. Wait.', minutes: '45', groupFrom: '6', groupTo: '8', facilitators: '1', format: 'in-person' },
  ...{ licence: 'CC-BY-4.0', 'author.0.name': 'Ada Quill', 'author.0.affiliation': 'Ashby School of Medicine' },
  'competency.01900000-0000-7000-8000-000000000222': 'yes',
} as const;

/** Says this in the draft of an item. */
export async function saysInDraft(actor: Actor, slug: string, values: Readonly<Record<string, string>>): Promise<void> {
  const read = readVersion({ ...completeItem, ...values });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  await as(actor, async (scope) => {
    const { draft } = await draftToKeep(scope, slug);
    await changeDraft(scope, slug, { seen: draft.changedAt, said: read.said });
  });
}

/** An item of the actor's shelf that is published; answers its short name. */
export async function publishedItem(actor: Actor, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const said = { ...completeItem, ...values };
  const slug = await as(actor, (scope) => beginItem(scope, NewItem.parse({ title: said.title, kind: said.kind })));
  await saysInDraft(actor, slug, values);
  await as(actor, (scope) => publishVersion(scope, slug));
  return slug;
}

/** A use of an item by the actor's school; answers its id. */
export function usedItem(actor: Actor, slug: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const said = AdoptionSaid.parse({ course: 'Internal Medicine Clerkship', academicYear: '2026-27', ...values });
  return as(actor, (scope) => adoptItem(scope, slug, { said }));
}

/** Bytes as a file that has just arrived. */
export function arrivedFile(bytes: Uint8Array | string) {
  return keepStream(Readable.from([Buffer.from(bytes)]), 100 * 1024 ** 2);
}
