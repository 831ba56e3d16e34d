import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepListening, type Speaker } from '../rules.ts';

/** Numbers of a round: people and guests. `asked` are all who may be expected to answer, and whoever did. Where they are fewer than three the others are null: they would tell who answered. */
export type RoundCounts = { readonly asked: number; readonly answered: number | null; readonly declined: number | null };

/** Every round that the actor may see, the newest first, with its numbers. */
export async function listeningRounds({ tx }: Scope) {
  return tx
    .selectFrom('listeningRound as round')
    .innerJoinLateral(sql<RoundCounts>`(select * from listening_counts(round.id))`.as('counts'), (join) => join.onTrue())
    .select(['round.id', 'slug', 'title', 'why', 'status', 'closesOn', 'isSample', 'openedAt', 'closedAt'])
    .select(['counts.asked', 'counts.answered', 'counts.declined'])
    .orderBy('round.id', 'desc')
    .execute();
}

/** A round by its short name; missing where it is not the actor's to see. */
export async function listeningRound({ tx }: Scope, slug: string) {
  const columns = [
    'id',
    'slug',
    'title',
    'why',
    'status',
    'closesOn',
    'askedRoles',
    'remindDays',
    'remindMost',
    'version',
    'isSample',
  ] as const;
  const round = await tx
    .selectFrom('listeningRound')
    .select(columns)
    .select(['openedAt', 'closedAt'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!round) throw missing('This listening round');
  return round;
}
export type ListeningRound = Awaited<ReturnType<typeof listeningRound>>;

/** The round that a guest of this scope was invited to. */
export async function roundOfGuest(scope: Scope, guestId: string): Promise<ListeningRound> {
  const { slug } = await scope.tx
    .selectFrom('listeningGuest as guest')
    .innerJoin('listeningRound as round', 'round.id', 'guest.roundId')
    .select('slug')
    .where('guest.id', '=', guestId)
    .executeTakeFirstOrThrow();
  return listeningRound(scope, slug);
}

/** The prompts of a round in their order. */
export async function promptsOf({ tx }: Scope, roundId: string) {
  return tx.selectFrom('listeningPrompt').select(['id', 'words', 'help']).where('roundId', '=', roundId).orderBy('position').execute();
}

/** The numbers of a round. */
export async function countsOf({ tx }: Scope, roundId: string): Promise<RoundCounts> {
  const { rows } = await sql<RoundCounts>`select asked, answered, declined from listening_counts(${roundId})`.execute(tx);
  return rows[0] ?? { asked: 0, answered: 0, declined: 0 };
}

/** How many answers each prompt of a round has, by what others see of them; null where fewer than three were asked. */
export type PromptCounts = {
  readonly promptId: string;
  readonly named: number | null;
  readonly byRole: number | null;
  readonly counted: number | null;
};
/** The same, prompt by prompt in their order. */
export async function promptCountsOf({ tx }: Scope, roundId: string): Promise<PromptCounts[]> {
  const { rows } = await sql<PromptCounts>`
    select prompt_id as "promptId", named, by_role as "byRole", counted from listening_prompt_counts(${roundId})`.execute(tx);
  return rows;
}

/** The numbers of a round named in an address, and of each of its prompts. */
export async function numbersOf(scope: Scope, slug: string) {
  const { id, title, status } = await listeningRound(scope, slug);
  const numbers = await promptCountsOf(scope, id);
  return {
    ...{ round: slug, title, status, ...(await countsOf(scope, id)) },
    prompts: (await promptsOf(scope, id)).map((prompt) => {
      const { named, byRole, counted } = numbers.find(({ promptId }) => promptId === prompt.id)!;
      return { prompt: prompt.words, named, byRole, counted };
    }),
  };
}

/** The speaker's own voice in a round; null before their first word. */
export async function ownVoice({ tx }: Scope, roundId: string, speaker: Speaker) {
  const voice = await tx
    .selectFrom('listeningVoice')
    .select(['id', 'role', 'declinedAt', 'wantsReminders'])
    .where('roundId', '=', roundId)
    .where((eb) => eb.or([eb('personId', '=', speaker.personId), eb('guestId', '=', speaker.guestId)]))
    .executeTakeFirst();
  return voice ?? null;
}

/** The prompts of a round with the speaker's own answers: the draft, what was given, and what waits for their word because an interviewer noted it. */
export async function ownAnswers(scope: Scope, roundId: string, speaker: Speaker) {
  const { tx } = scope;
  const voice = await ownVoice(scope, roundId, speaker);
  const answers = voice
    ? await tx
        .selectFrom('listeningAnswer')
        .select(['id', 'promptId', 'draft', 'draftVisibility', 'words', 'visibility', 'isNoted', 'version'])
        .where('voiceId', '=', voice.id)
        .execute()
    : [];
  const notes = await tx
    .selectFrom('listeningNote')
    .leftJoin('person', 'person.id', 'notedBy')
    .select(['listeningNote.id', 'promptId', 'words', 'person.name as notedBy'])
    .where('roundId', '=', roundId)
    .where((eb) => eb.or([eb('personId', '=', speaker.personId), eb('guestId', '=', speaker.guestId)]))
    .execute();
  return (await promptsOf(scope, roundId)).map((prompt) => ({
    ...prompt,
    answer: answers.find(({ promptId }) => promptId === prompt.id) ?? null,
    note: notes.find(({ promptId }) => promptId === prompt.id) ?? null,
  }));
}

/** The version of the speaker's own answer to a prompt as it is kept now; 0 before the first word. */
export async function ownVersion(
  scope: Scope,
  { roundId, speaker }: { roundId: string; speaker: Speaker },
  promptId: string | null,
): Promise<{ version: number }> {
  const own = (await ownAnswers(scope, roundId, speaker)).find(({ id }) => id === promptId);
  return { version: own?.answer?.version ?? 0 };
}

/** What became of an answer: a point that it is marked into, a sentence that rests on it, or the reason why it is in none. */
export type Became = {
  readonly answerId: string;
  readonly kind: 'point' | 'sentence' | 'reason';
  readonly words: string;
  /** The number of the goal's version that a sentence stands in. */
  readonly goal: number | null;
  readonly isAdopted: boolean | null;
};
/** What became of the speaker's own answers, of all rounds. */
export async function becameOfOwn({ tx }: Scope): Promise<Became[]> {
  const { rows } = await sql<Became>`
    select answer_id as "answerId", kind, words, goal, is_adopted as "isAdopted" from became_of_own() order by goal desc nulls last, words`.execute(
    tx,
  );
  return rows;
}

/** True once answers of the round can no longer be withdrawn, because a goal that rests on it is adopted. */
export async function isSettled({ tx }: Scope, roundId: string): Promise<boolean> {
  const { rows } = await sql<{ isSettled: boolean }>`select is_settled(${roundId}) as "isSettled"`.execute(tx);
  return rows[0]!.isSettled;
}

/** The guests of a round by name; whether one has answered is not said. */
export async function guestsOf({ tx }: Scope, roundId: string) {
  return tx
    .selectFrom('listeningGuest')
    .select(['id', 'name', 'mail', 'role', 'invitedAt', 'endedAt', 'linksFrom'])
    .where('roundId', '=', roundId)
    .orderBy('name')
    .execute();
}

/** The guests of a round named in an address, for whoever keeps it. */
export async function guestsToKeep(scope: Scope, slug: string) {
  if (!mayKeepListening(scope.actor)) throw forbidden('see the guests of a round', 'The convener does.');
  return guestsOf(scope, (await listeningRound(scope, slug)).id);
}

/** What the actor noted in a round and nobody has settled yet. */
export async function ownNotes({ actor, tx }: Scope, roundId: string) {
  return tx
    .selectFrom('listeningNote as note')
    .innerJoin('listeningPrompt as prompt', (join) =>
      join.onRef('prompt.roundId', '=', 'note.roundId').onRef('prompt.id', '=', 'note.promptId'),
    )
    .leftJoin('person', 'person.id', 'note.personId')
    .leftJoin('listeningGuest as guest', 'guest.id', 'note.guestId')
    .select(['note.id', 'note.words', 'prompt.words as prompt', 'notedAt'])
    .select(({ fn }) => fn.coalesce('person.name', 'guest.name').as('speaker'))
    .where('note.roundId', '=', roundId)
    .where('notedBy', '=', actor.personId)
    .orderBy('note.id', 'desc')
    .execute();
}

/** Whom an interviewer may have listened to: everybody with a role, and the guests of the round. */
export async function possibleSpeakers(scope: Scope, roundId: string) {
  const { isSample } = await scope.tx.selectFrom('listeningRound').select('isSample').where('id', '=', roundId).executeTakeFirstOrThrow();
  const people = await scope.tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('isSample', '=', isSample)
    .where((eb) =>
      eb.or([
        eb.exists(eb.selectFrom('schoolRole').select('personId').whereRef('personId', '=', 'person.id')),
        eb.exists(eb.selectFrom('collaborativeRole').select('personId').whereRef('personId', '=', 'person.id')),
      ]),
    )
    .orderBy('name')
    .execute();
  const guests = (await guestsOf(scope, roundId)).filter(({ endedAt }) => endedAt === null);
  return [
    ...people.map(({ id, name }) => ({ value: `person:${id}`, label: name })),
    ...guests.map(({ id, name, role }) => ({ value: `guest:${id}`, label: `${name}, ${role}` })),
  ];
}

/** Open rounds in which the actor has neither answered nor declined, and notes that wait for their word. */
export async function listeningWaits(scope: Scope) {
  const { actor, tx } = scope;
  if (actor.personId === null) return [];
  const { rows } = await sql<{ slug: string; title: string; closesOn: string | null; isBegun: boolean; hasNote: boolean }>`
    select r.slug, r.title, r.closes_on::text as "closesOn",
      exists (select from listening_answer a join listening_voice v on v.id = a.voice_id where v.round_id = r.id and v.person_id = ${actor.personId}) as "isBegun",
      exists (select from listening_note n where n.round_id = r.id and n.person_id = ${actor.personId}) as "hasNote"
    from listening_round r where r.status = 'open' and (exists (select from school_role s where s.person_id = ${actor.personId} and s.role = any (r.asked_roles))
        or exists (select from collaborative_role c where c.person_id = ${actor.personId} and c.role = any (r.asked_roles)))
      and (exists (select from listening_note n where n.round_id = r.id and n.person_id = ${actor.personId})
      or not exists (select from listening_voice v where v.round_id = r.id and v.person_id = ${actor.personId}
        and (v.declined_at is not null or exists (select from listening_answer a where a.voice_id = v.id and a.words is not null))))
    order by r.id`.execute(tx);
  return rows;
}
