import * as z from 'zod';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, keptAnswer } from '#app/platform/web.server.ts';
import {
  approveNote,
  changeVisibility,
  decline,
  giveAnswer,
  keepDraft,
  keepListeningReminders,
  refuseNote,
  type Speaking,
  withdrawAnswer,
} from './answer-commands.server.ts';
import { ownAnswers } from './queries.server.ts';
import { AnswerDraft, AnswerGiven, NoteApproved, NoteNamed, PromptNamed } from './schema.ts';

/** Opens the speaker's scope in their round: a member's, or that of a guest whose link and session were read. */
export type InRound = <T>(work: (scope: Scope, at: Speaking) => Promise<T>) => Promise<T>;

/** What the pages of a speaker, member or guest, do with a form. After an answer the address leads to the next prompt that has none, or back to the same one. */
export function speakerActs(form: FormData, inRound: InRound): Promise<Acted> {
  const act = String(form.get('act') ?? 'draft');
  function answer<Schema extends z.ZodType>(
    schema: Schema,
    work: (scope: Scope, at: Speaking, said: z.infer<Schema>) => Promise<string | undefined>,
  ) {
    return () => answerForm(act, { schema, form }, (said) => inRound((scope, at) => work(scope, at, said)));
  }
  const nothing = z.object({});
  const stay = (promptId: string) => `&prompt=${promptId}`;
  const acts = {
    draft: answer(AnswerDraft, async (scope, at, said) => {
      await keepDraft(scope, at, said);
      return stay(said.promptId);
    }),
    give: answer(AnswerGiven, async (scope, at, said) => {
      await giveAnswer(scope, at, said);
      return next(scope, at, said.promptId);
    }),
    approve: answer(NoteApproved, async (scope, at, said) => {
      await approveNote(scope, at, said);
      return '';
    }),
    refuse: answer(NoteNamed, async (scope, at, said) => {
      await refuseNote(scope, at, said.noteId);
      return '';
    }),
    visibility: answer(AnswerGiven.pick({ promptId: true, visibility: true, seen: true }), async (scope, at, said) => {
      await changeVisibility(scope, at, said);
      return stay(said.promptId);
    }),
    withdraw: answer(PromptNamed, async (scope, at, said) => {
      await withdrawAnswer(scope, at, said.promptId);
      return stay(said.promptId);
    }),
    decline: answer(nothing, async (scope, at) => {
      await decline(scope, at, { isDeclining: true });
      return '';
    }),
    again: answer(nothing, async (scope, at) => {
      await decline(scope, at, { isDeclining: false });
      return '';
    }),
    stop: answer(nothing, async (scope, at) => {
      await keepListeningReminders(scope, at, { wantsReminders: false });
      return '';
    }),
    remind: answer(nothing, async (scope, at) => {
      await keepListeningReminders(scope, at, { wantsReminders: true });
      return '';
    }),
  };
  return (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.draft)();
}

/** Keeps an answer while its speaker writes. */
export function keepWriting(form: FormData, inRound: InRound): Promise<Response> {
  return keptAnswer({ schema: AnswerDraft, form }, (said) => inRound(async (scope, at) => ({ version: await keepDraft(scope, at, said) })));
}

async function next(scope: Scope, { roundId, speaker }: Speaking, promptId: string): Promise<string> {
  const all = await ownAnswers(scope, roundId, speaker);
  const at = all.findIndex(({ id }) => id === promptId);
  const left = [...all.slice(at + 1), ...all.slice(0, at)].find(({ answer }) => !answer?.words);
  return left ? `&prompt=${left.id}` : `&prompt=${promptId}&all=yes`;
}
