import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { makeOccasion, publishOccasion } from '#app/modules/attendance/commands.server.ts';
import { placesOf } from '#app/modules/attendance/places/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { ownDataFolder, timed } from '../measuring.ts';

const registrations = 10_000;
const search = { q: '', state: '', page: 1 } as const;

/**
 * The list of who comes to an occasion with 10,000 registrations, among 500 occasions, on the embedded database: its first page, a page in the middle, and a search for words in name, address
 * or school; the limit is 80 ms. Reference: counting the same rows.
 */
export async function* run() {
  const folder = ownDataFolder();
  try {
    const id = await filled();
    const list = (more: object) => timed(() => as(operator(), (scope) => placesOf(scope, { id }, { ...search, ...more })));
    const counted = await timed(() =>
      as(operator(), ({ tx }) =>
        tx
          .selectFrom('place')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .where('occasionId', '=', id)
          .executeTakeFirstOrThrow(),
      ),
    );
    for (const [what, more, least] of [
      ['first page', {}, registrations],
      ['page 100', { page: 100 }, registrations],
      ['waiting', { state: 'waiting' }, 1000],
      ['search', { q: 'person 77' }, 100],
    ] as const) {
      const { ms, result } = await list(more);
      if (result.total < least || result.rows.length === 0) throw new Error(`${what}: ${result.total} found.`);
      yield {
        n: registrations,
        what,
        ms,
        limitMs: 80,
        reference: 'counting the rows',
        referenceMs: counted.ms,
        ratio: Number((ms / counted.ms).toFixed(1)),
      };
    }
  } finally {
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function filled(): Promise<string> {
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
