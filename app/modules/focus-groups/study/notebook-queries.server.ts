import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from './queries.server.ts';
import type { NoteAbout } from './schema.ts';
import { writingOf } from './writing-queries.server.ts';

/** What a note of a study may be about: its transcripts and its codes in use, each with the address below the study's. */
export async function noteSubjectsOf({ tx }: Scope, study: Study): Promise<(NoteAbout & { label: string; path: string })[]> {
  const transcripts = await tx
    .selectFrom('transcript')
    .select(['id', 'title as label'])
    .where('studyId', '=', study.id)
    .orderBy('title')
    .execute();
  const codes = await tx
    .selectFrom('code')
    .select(['id', 'name as label'])
    .where('studyId', '=', study.id)
    .where('retiredAt', 'is', null)
    .orderBy('name')
    .execute();
  return [
    ...transcripts.map((each) => ({ ...each, kind: 'transcript' as const, path: `/transcripts/${each.id}/read` })),
    ...codes.map((each) => ({ ...each, kind: 'code' as const, path: `/codebook/${each.id}` })),
  ];
}
export type NoteSubject = Awaited<ReturnType<typeof noteSubjectsOf>>[number];

/** The notebook, the newest first, with what each note is about as far as that is still there. Days as `2026-05-31`. */
export async function notes(scope: Scope, study: Study) {
  const subjects = new Map((await noteSubjectsOf(scope, study)).map((each) => [`${each.kind}:${each.id}`, each]));
  const rows = await scope.tx
    .selectFrom('studyNote')
    .leftJoin('person', 'person.id', 'studyNote.writtenBy')
    .select(['studyNote.id', 'kind', 'who', 'text', 'decided', 'minutes', 'writtenBy', 'person.name as by', 'changedAt'])
    .select([sql<string>`held_on::text`.as('heldOn'), sql<NoteAbout[]>`about`.as('about')])
    .where('studyId', '=', study.id)
    .orderBy('heldOn', 'desc')
    .orderBy('studyNote.id', 'desc')
    .execute();
  // A theme says itself which notes it was talked over in.
  const themes = await scope.tx
    .selectFrom('themeNote')
    .innerJoin('theme', (join) => join.onRef('theme.studyId', '=', 'themeNote.studyId').onRef('theme.id', '=', 'themeNote.themeId'))
    .select(['themeNote.noteId', 'theme.id', 'theme.claim'])
    .where('themeNote.studyId', '=', study.id)
    .where('setAsideAt', 'is', null)
    .execute();
  return rows.map((row) => ({
    ...row,
    about: [
      ...row.about.flatMap(({ kind, id }) => subjects.get(`${kind}:${id}`) ?? []),
      ...themes
        .filter(({ noteId }) => noteId === row.id)
        .map(({ id, claim }) => ({ kind: 'theme' as const, id, label: claim, path: `/themes/${id}` })),
    ],
  }));
}
export type Note = Awaited<ReturnType<typeof notes>>[number];

/** The notebook as a file has it, and whom it names: a note that names somebody of whom nothing may be printed today stands without its words. */
export async function notesToFile(scope: Scope, study: Study): Promise<{ rows: Note[]; participants: string[] }> {
  const { words, named } = await writingOf(scope, study);
  const rows = (await notes(scope, study)).map((note) => ({
    ...note,
    ...{ who: words(note.who), text: words(note.text), decided: words(note.decided) },
    about: note.about.map((each) => ({ ...each, label: words(each.label) })),
  }));
  return {
    rows,
    participants: named(rows.flatMap(({ who, text, decided, about }) => [who, text, decided, ...about.map(({ label }) => label)])),
  };
}
