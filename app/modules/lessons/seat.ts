import { actingFor, type Member } from '#app/platform/actor.ts';
import { maySayReuse } from './rules.ts';

/** The school that a member reads lessons of others for: the first where they work or teach, else the first of theirs; undefined for whoever belongs to none. */
export function lessonSeatOf(member: Member): string | undefined {
  const works = member.schools.find(({ slug }) => maySayReuse(actingFor(member, slug)));
  return (works ?? member.schools[0])?.slug;
}
