import { sql } from 'kysely';
import { makeOccasion, publishOccasion } from '#app/modules/attendance/commands.server.ts';
import { placesOf } from '#app/modules/attendance/places/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { type List, ownDatabase, slowestOf } from '../measuring.ts';

const registrations = 10_000;
const search = { q: '', state: '', page: 1 } as const;

/**
 * The list of who comes to an occasion with 10,000 registrations, among 500 occasions, on the embedded database: its first page, a page in the middle, and a search for words in name, address
 * or school; the limit is 80 ms. Reference: counting the same rows.
 */
export async function* run() {
  await using _database = ownDatabase();
  const id = await fill();
  const found = (more: object) => async () => (await as(operator(), (scope) => placesOf(scope, { id }, { ...search, ...more }))).total;
  const lists: Record<string, List> = {
    'first page': [found({}), registrations],
    'page 100': [found({ page: 100 }), registrations],
    waiting: [found({ state: 'waiting' }), 1000],
    search: [found({ q: 'person 77' }), 111],
  };
  const rows = () =>
    as(operator(), ({ tx }) =>
      tx
        .selectFrom('place')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('occasionId', '=', id)
        .executeTakeFirstOrThrow(),
    );
  yield await slowestOf(registrations, lists, ['counting the rows', rows]);
}

async function fill(): Promise<string> {
  const startsAt = new Date(Date.now() + 86_400_000);
  const ids: string[] = [];
  await as(operator(), async (scope) => {
    for (let n = 0; n < 500; n++) {
      const id = await makeOccasion(scope, {
        ...{
          title: `Invented occasion ${n}`,
          summary: '',
          page: `/forum/invented-${n}`,
          startsAt,
          endsAt: new Date(startsAt.getTime() + 3_600_000),
        },
        ...{ timeZone: 'America/New_York', place: '', link: null, audience: 'everyone', takesRegistration: true, capacity: 9000 },
        ...{
          registrationOpensAt: null,
          registrationClosesAt: null,
          recordsAttendance: false,
          minimumMinutes: null,
          givesCertificate: false,
        },
        ...{ certificateWords: '', certificateMinutes: null, keepsMailDays: 90, bySchoolId: null, hostId: null },
      });
      await publishOccasion(scope, id);
      ids.push(id);
    }
  });
  const [id] = ids as [string];
  // Through the policies that visitors meet: each place is taken with a link of its own.
  for (let n = 1; n <= registrations; n += 500)
    await as(operator(), ({ tx }) =>
      sql
        .raw(`do $$ declare hash text; begin
      for g in ${n}..${n + 499} loop
        hash := encode(sha256(('ask ' || g)::bytea), 'hex');
        perform set_config('concord.token', hash, true);
        insert into place_ask (token_hash, occasion_id, mail, name, organisation, time_zone, address, expires_at)
          values (hash, '${id}', 'person' || g || '@invented.example', '', '', 'UTC', g::text, now() + interval '1 day');
        insert into place (occasion_id, mail, name, organisation, needs, time_zone)
          values ('${id}', 'person' || g || '@invented.example', 'Invented person ' || g, 'Invented school ' || g % 155, '', 'UTC');
      end loop;
      perform settle_places('${id}');
    end $$`)
        .execute(tx),
    );
  return id;
}
