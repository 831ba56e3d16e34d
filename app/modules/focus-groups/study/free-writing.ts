/** Something that somebody of the team wrote freely: consent cannot filter it. Texts with one `key` are of one note, memo or act, by its `name`. */
export type FreeText = { readonly key: string; readonly name: string; readonly text: string };
/** A participant of whom nothing may be printed today, and why, as the end of a sentence. */
export type Unprintable = { readonly participantId: string; readonly pseudonym: string; readonly why: string };
/** A note, memo or act that names such people, with a few words around the first of them. */
export type Mention = { readonly key: string; readonly name: string; readonly of: readonly Unprintable[]; readonly around: string };

/** What stands in place of what was left out. */
export const leftOutWords = '[Left out when this file was made: it names somebody of whom nothing may be printed.]';

/** Gathers the free writing of a document while it is made; what is left out (`leftOut`, by key) is gathered all the same. */
export function freeWriting(leftOut: ReadonlySet<string>) {
  const texts: FreeText[] = [];
  return {
    texts,
    /** The words as they are to be printed. */
    words(key: string, name: string, text: string): string {
      texts.push({ key, name, text });
      return leftOut.has(key) && text !== '' ? leftOutWords : text;
    },
  };
}
export type FreeWriting = ReturnType<typeof freeWriting>;

/** What a code is called, wherever a document names it: the team wrote that freely, too. */
export function codeName({ words }: FreeWriting, { id, name }: { id: string; name: string }): string {
  return words(`code:${id}`, `The code “${name}”`, name);
}

const beside = 60;

/** Where free writing names people by their pseudonym as a word of its own, in any case of its letters, by key in the order of the texts. A pseudonym may be a common word: a person decides. */
export function mentionsIn(texts: readonly FreeText[], people: readonly Unprintable[]): Mention[] {
  const seekers = people.map((person) => ({ person, word: wordOf(person.pseudonym) }));
  return [...Map.groupBy(texts, ({ key }) => key)].flatMap(([key, own]) => {
    const found = own.flatMap(({ text }) =>
      seekers.flatMap(({ person, word }) => {
        const at = text.search(word);
        if (at < 0) return [];
        const [from, to] = [Math.max(0, at - beside), at + person.pseudonym.length + beside];
        return [{ person, around: `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}` }];
      }),
    );
    const of = people.filter((person) => found.some((each) => each.person === person));
    return of.length === 0 ? [] : [{ key, name: own[0]!.name, of, around: found[0]!.around }];
  });
}

function wordOf(pseudonym: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${pseudonym.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'iu');
}

/** A text by its name in what an event kept. */
export function wordsIn(kept: unknown, name: string): string | null {
  const text = ((kept ?? {}) as Record<string, unknown>)[name];
  return typeof text === 'string' && text !== '' ? text : null;
}
