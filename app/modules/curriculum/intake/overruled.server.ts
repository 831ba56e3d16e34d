import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { parts, type Staged } from './carrying.server.ts';

/** What a person corrected and the file has changed since: the file's value comes. Minutes as figures, null is unknown. */
export type Overruled = {
  readonly activityId: string;
  readonly title: string;
  readonly field: 'title' | 'text' | 'minutes';
  readonly here: string | null;
  readonly file: string | null;
};

/** So many are named. */
const mostNamed = 200;

/** Where the file changed, since it last came, a value that a person had corrected: the first two hundred, by title. Texts are cut to 200 characters. */
export async function overruledOf({ tx }: Scope, staged: Staged): Promise<Overruled[]> {
  const { schoolId, year } = staged;
  const { rows } = await sql<Overruled>`
    select a.id as activity_id, a.title, v.field, left(v.here, 200) as here, left(v.file, 200) as file
    from activity a join ${parts(staged, 'event')} e on e.part->>'sourceId' = a.source_id
      cross join lateral (values
        ('title', a.title, e.part->>'title', a.title is distinct from a.file_title and a.file_title is distinct from e.part->>'title'),
        ('text', a.description, e.part->>'description', md5(a.description)::uuid is distinct from a.file_text and a.file_text is distinct from md5(e.part->>'description')::uuid),
        ('minutes', a.learner_minutes::text, e.part->>'minutes', a.groups is null and a.learner_minutes is distinct from a.file_minutes and a.file_minutes is distinct from (e.part->>'minutes')::int)
      ) v(field, here, file, is_overruled)
    where a.school_id = ${schoolId}::uuid and a.year = ${year} and a.edited_at is not null and a.came_by = 'file' and v.is_overruled and v.here is distinct from v.file
    order by a.title, a.id, v.field limit ${sql.lit(mostNamed)}`.execute(tx);
  return rows;
}
