import { actingFor, type Member } from '#app/platform/actor.ts';
import { mayReadNeeds } from '../rules.ts';

/** The schools that a member may act for where needs are concerned: those where they work or teach, first where they lead. */
export function needSeats(member: Member): Member['schools'] {
  const works = member.schools.filter(({ slug }) => mayReadNeeds(actingFor(member, slug)));
  return works.toSorted((one, other) => Number(other.roles.includes('lead')) - Number(one.roles.includes('lead')));
}

/** The school that a member acts for: the one that the address names (`?as=`), else the first; undefined for whoever acts for the collaborative alone. */
export function needSeatOf(member: Member, asked: string | null): string | undefined {
  const seats = needSeats(member);
  return (seats.find(({ slug }) => slug === asked) ?? seats[0])?.slug;
}
