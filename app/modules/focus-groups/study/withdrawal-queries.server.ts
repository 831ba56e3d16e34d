import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from './queries.server.ts';
import type { Touched } from './withdrawn.ts';

/** What a participant's words have become in the newest signed texts, as the team may see it today; asked before a withdrawal is noted, since texts are closed by it. */
export async function touchedBy({ tx }: Scope, study: Study, participantId: string): Promise<Touched> {
  const newest = sql`select distinct on (t.transcript_id) t.study_id, t.id, s.session_id from transcript_text t
    join transcript s on s.study_id = t.study_id and s.id = t.transcript_id
    where t.study_id = ${study.id}::uuid and t.signed_at is not null order by t.transcript_id, t.number desc`;
  const { rows: spoken } = await sql<{ sessionId: string; turns: number }>`
    with newest as (${newest})
    select n.session_id, count(*)::int as turns from newest n join transcript_turn u on u.study_id = n.study_id and u.text_id = n.id
    where u.participant_id = ${participantId}::uuid group by n.session_id order by n.session_id`.execute(tx);
  const { rows: codings } = await sql<{ id: string; codeId: string; isShared: boolean }>`
    with newest as (${newest})
    select c.id, c.code_id, bool_or(u.participant_id is distinct from ${participantId}::uuid) as is_shared
    from coding c join newest n on n.study_id = c.study_id and n.id = c.text_id
    join coding_round r on r.study_id = c.study_id and r.id = c.round_id and (r.kind <> 'blind' or r.opened_at is not null)
    join transcript_turn u on u.study_id = c.study_id and u.text_id = c.text_id and u.begins < c.ends and c.begins < u.ends
    group by c.id, c.code_id having bool_or(u.participant_id = ${participantId}::uuid) order by c.id`.execute(tx);
  const { rows: themes } = await sql<{ id: string; passages: number; codings: number }>`
    with newest as (${newest}),
    quoted as (select p.theme_id, count(distinct p.id)::int as n from theme_passage p join newest n on n.study_id = p.study_id and n.id = p.text_id
      join transcript_turn u on u.study_id = p.study_id and u.text_id = p.text_id and u.begins < p.ends and p.begins < u.ends and u.participant_id = ${participantId}::uuid
      group by p.theme_id),
    coded as (select t.theme_id, count(distinct c.id)::int as n from theme_code t join code k on k.study_id = t.study_id and k.id = t.code_id
      join coding c on c.study_id = t.study_id and c.code_id in (t.code_id, k.merged_into) and c.id = any (${codings.map(({ id }) => id)}::uuid[]) where t.study_id = ${study.id}::uuid
      group by t.theme_id)
    select t.id, coalesce(q.n, 0) as passages, coalesce(c.n, 0) as codings from theme t left join quoted q on q.theme_id = t.id left join coded c on c.theme_id = t.id
    where t.study_id = ${study.id}::uuid and (q.n > 0 or c.n > 0) order by t.id`.execute(tx);
  const { rows: readBack } = await sql<{ id: string }>`
    select distinct theme_id as id from theme_reading where study_id = ${study.id}::uuid and participant_id = ${participantId}::uuid order by 1`.execute(
    tx,
  );
  const { rows: agreements } = await sql<{ id: string }>`
    with newest as (${newest}),
    own as (select u.study_id, u.text_id, u.position from newest n join transcript_turn u on u.study_id = n.study_id and u.text_id = n.id and u.participant_id = ${participantId}::uuid)
    select k.consensus_id as id from agreement_taken k join coding_round r on r.study_id = k.study_id and r.id = k.consensus_id where k.study_id = ${study.id}::uuid
      and exists (select from own o join coding c on c.study_id = o.study_id and c.text_id = o.text_id and c.round_id = r.of_round)
      and (not exists (select from coding_round_turn a where a.study_id = r.study_id and a.round_id = r.of_round)
        or exists (select from own o join coding_round_turn a on a.study_id = o.study_id and a.text_id = o.text_id and a.position = o.position and a.round_id = r.of_round))
    order by k.consensus_id`.execute(tx);
  return {
    ...{ themes, codings, turns: spoken.reduce((sum, { turns }) => sum + turns, 0), sessions: spoken.map(({ sessionId }) => sessionId) },
    ...{ readBack: readBack.map(({ id }) => id), agreements: agreements.map(({ id }) => id) },
  };
}
