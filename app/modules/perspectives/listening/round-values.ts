import { proposedPrompts } from './prompts.ts';
import { askedRoles } from './schema.ts';

type Kept = {
  readonly title: string;
  readonly why: string;
  readonly closesOn: string | null;
  readonly askedRoles: readonly string[];
  readonly remindDays: number;
  readonly remindMost: number;
};

/** What the form of a round shows: of a round that stands, or of a new one with the proposed prompts and everybody asked. */
export function roundValues(
  round: Kept | null,
  prompts: readonly { id?: string; words: string; help: string }[] = proposedPrompts,
): Record<string, string> {
  return {
    ...{ title: round?.title ?? '', why: round?.why ?? '', closesOn: round?.closesOn ?? '' },
    ...{ remindDays: String(round?.remindDays ?? 7), remindMost: String(round?.remindMost ?? 2) },
    ...Object.fromEntries(askedRoles.map((role) => [`role.${role}`, (round?.askedRoles ?? askedRoles).includes(role) ? 'yes' : ''])),
    ...Object.fromEntries(
      prompts.flatMap(({ id = '', words, help }, at) => [
        [`prompt-id.${at}`, id],
        [`prompt.${at}`, words],
        [`help.${at}`, help],
      ]),
    ),
  };
}
