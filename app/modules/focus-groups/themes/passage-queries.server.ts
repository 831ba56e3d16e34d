import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import type { PassageKind } from './schema.ts';

/**
 * A passage as a page shows it: its place and who speaks there. `words`: null where it may not be quoted today. `mayPrint`: its words may stand in a file; `mayName`: so may its
 * session and site beside them; `mayShare`: it is a quote that others may see. `isReworded`: its words changed since somebody of the team looked.
 */
export type Passage = {
  readonly id: string;
  readonly themeId: string;
  readonly textId: string;
  readonly begins: number;
  readonly ends: number;
  readonly kind: PassageKind;
  readonly note: string;
  readonly transcript: string;
  readonly session: string;
  readonly site: string;
  readonly position: number;
  readonly speakers: readonly string[];
  readonly participants: readonly string[];
  readonly mayQuote: boolean;
  readonly mayPrint: boolean;
  readonly mayName: boolean;
  readonly mayShare: boolean;
  readonly isReworded: boolean;
  readonly words: string | null;
};

/** The passages of a study's themes, or of one, in the order in which they were added. Words come from `theme_words` alone, which holds only what may be quoted today. */
export async function passagesOf({ tx }: Scope, study: Study, themeId?: string): Promise<Passage[]> {
  const { rows } = await sql<Passage>`
    select p.id, p.theme_id as "themeId", p.text_id as "textId", p.begins, p.ends, p.kind, p.note, p.reworded as "isReworded", s.title as transcript, g.title as session, o.name as site,
      met.position, met.speakers, met.participants, st.may_quote as "mayQuote", met.may_print as "mayPrint", w.words,
      exists (select from site_to_name n where n.study_id = i.study_id and n.site_id = i.id) as "mayName",
      exists (select from theme_words_to_share h where h.study_id = p.study_id and h.id = p.id) as "mayShare"
    from theme_passage p join transcript_text x on x.study_id = p.study_id and x.id = p.text_id
    join transcript s on s.study_id = x.study_id and s.id = x.transcript_id join group_session g on g.study_id = s.study_id and g.id = s.session_id
    join study_site i on i.study_id = g.study_id and i.id = g.site_id join school o on o.id = i.for_school_id
    join theme_passage_state st on st.study_id = p.study_id and st.id = p.id left join theme_words w on w.study_id = p.study_id and w.id = p.id
    join lateral (select min(t.position) as position, array_agg(distinct t.speaker) as speakers, bool_and(a.position is not null) as may_print,
      coalesce(array_agg(distinct t.participant_id::text) filter (where t.participant_id is not null), '{}') as participants
      from transcript_turn t left join printable_turn a on a.study_id = t.study_id and a.text_id = t.text_id and a.position = t.position
      where t.study_id = p.study_id and t.text_id = p.text_id and t.begins < p.ends and t.ends > p.begins) met on met.position is not null
    where p.study_id = ${study.id} ${themeId === undefined ? sql`` : sql`and p.theme_id = ${themeId}`} order by p.id`.execute(tx);
  return rows;
}

/** The turns of a text, by position, that may be quoted today. */
export async function quotablePositions({ tx }: Scope, study: Study, textId: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('quotableTurn')
    .select('position')
    .where('studyId', '=', study.id)
    .where('textId', '=', textId)
    .$narrowType<{ position: number }>()
    .execute();
  return rows.map(({ position }) => position);
}

/** Passages that were coded with a theme's codes and stand, each place once, with the words that may be quoted today. */
export async function codedPassages({ tx }: Scope, study: Study, themeId: string) {
  const { rows } = await sql<{
    textId: string;
    begins: number;
    ends: number;
    position: number;
    codes: string[];
    session: string;
    speakers: string[];
    mayQuote: boolean;
    words: string | null;
  }>`
    select g.text_id as "textId", g.begins, g.ends, min(met.position) as position, array_agg(distinct k.name) as codes, min(z.title) as session, min(met.speakers) as speakers, bool_and(met.may_quote) as "mayQuote",
      case when bool_and(met.may_quote) then utf16_part(min(x.text), g.begins, g.ends) end as words
    from theme_code c join code k on k.study_id = c.study_id and k.id = c.code_id join standing_coding g on g.study_id = c.study_id and g.code_id in (c.code_id, k.merged_into)
    join transcript_text x on x.study_id = g.study_id and x.id = g.text_id join transcript s on s.study_id = x.study_id and s.id = x.transcript_id join group_session z on z.study_id = s.study_id and z.id = s.session_id
    join lateral (select min(t.position) as position, array_agg(distinct t.speaker) as speakers, bool_and(q.position is not null) as may_quote from transcript_turn t
      left join quotable_turn q on q.study_id = t.study_id and q.text_id = t.text_id and q.position = t.position
      where t.study_id = g.study_id and t.text_id = g.text_id and t.begins < g.ends and t.ends > g.begins) met on met.speakers is not null
    where c.study_id = ${study.id} and c.theme_id = ${themeId}
      and not exists (select from theme_passage p where p.study_id = c.study_id and p.theme_id = c.theme_id and p.text_id = g.text_id and p.begins = g.begins and p.ends = g.ends)
    group by g.text_id, g.begins, g.ends order by min(z.title), g.begins limit 200`.execute(tx);
  return rows;
}
