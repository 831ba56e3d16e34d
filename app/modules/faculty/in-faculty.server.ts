import type { Actor } from '#app/platform/actor.ts';
import { Problem } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, answering, memberOf } from '#app/platform/web.server.ts';
import { facultySeats } from './rules.ts';

type Asked = { context: Parameters<typeof memberOf>[0]; request: Request };
/** What a page is about: a programme or an offering, by the name in its address. */
type Named = { programme?: string; offering?: string };

/** The member as whoever they are in faculty development: of several schools the one that the programme or offering belongs to, else the first from which it is seen. */
export async function facultyActor({ context, request, programme, offering }: Asked & Named): Promise<Actor> {
  const seats = facultySeats(memberOf(context, request));
  const [first, ...others] = await Promise.all(seats.map((slug) => actorOf({ context, request, slug })));
  if (others.length === 0 || (programme === undefined && offering === undefined)) return first!;
  let seeing: Actor | null = null;
  for (const actor of [first!, ...others]) {
    const forSchoolId = await as(actor, (scope) => ownerOf(scope, { programme, offering })).catch(unlessProblem);
    if (forSchoolId === undefined) continue;
    if (forSchoolId === actor.school?.id) return actor;
    seeing ??= actor;
  }
  return seeing ?? first!;
}

/** The school of what an address names; null: the collaborative's; undefined: it is not there for whoever asks. */
async function ownerOf({ tx }: Scope, { programme, offering }: Named): Promise<string | null | undefined> {
  const found = await (offering === undefined
    ? tx.selectFrom('programme').select('forSchoolId').where('slug', '=', programme!)
    : tx.selectFrom('offering').select('forSchoolId').where('slug', '=', offering)
  ).executeTakeFirst();
  return found === undefined ? undefined : found.forSchoolId;
}

function unlessProblem(error: unknown): undefined {
  if (error instanceof Problem) return undefined;
  throw error;
}

/** Runs a page's work as whoever the member is in faculty development. */
export async function inFaculty<T>(asked: Asked & Named, work: (scope: Scope) => Promise<T>): Promise<T> {
  const actor = await facultyActor(asked);
  return answering(() => as(actor, work));
}
