/** Somebody who was asked to take part: what they answered, why not, and whether they came to a session. */
type Asked = {
  readonly siteId: string;
  readonly site: string;
  readonly state: 'asked' | 'agreed' | 'declined' | 'withdrawn';
  readonly reason: string;
  readonly came: boolean;
};

/** How a site's asking went, in persons. */
export type Recruited = {
  readonly siteId: string;
  readonly site: string;
  readonly asked: number;
  readonly unanswered: number;
  readonly declined: number;
  readonly withdrawn: number;
  /** Those who agreed and came to no session. */
  readonly absent: number;
  readonly came: number;
  /** Why people declined or withdrew, as far as they said: each reason with how many gave it, the most given first. */
  readonly reasons: readonly (readonly [reason: string, persons: number])[];
};

/** How the asking went, site by site in the order of their names. Who came counts as having come, whatever they did afterwards. */
export function recruitment(people: readonly Asked[]): Recruited[] {
  const sites = new Map(people.map(({ siteId, site }) => [siteId, site]));
  return [...sites]
    .map(([siteId, site]) => {
      const here = people.filter((person) => person.siteId === siteId);
      const count = (fits: (person: Asked) => boolean) => here.filter(fits).length;
      return {
        siteId,
        site,
        asked: here.length,
        unanswered: count(({ state, came }) => state === 'asked' && !came),
        declined: count(({ state }) => state === 'declined'),
        withdrawn: count(({ state }) => state === 'withdrawn'),
        absent: count(({ state, came }) => state === 'agreed' && !came),
        came: count(({ came }) => came),
        reasons: reasonsOf(here),
      };
    })
    .sort((a, b) => a.site.localeCompare(b.site, 'en'));
}

function reasonsOf(people: readonly Asked[]): [string, number][] {
  const given = new Map<string, number>();
  for (const { state, reason } of people) {
    const said = reason.trim();
    if (said !== '' && (state === 'declined' || state === 'withdrawn')) given.set(said, (given.get(said) ?? 0) + 1);
  }
  return [...given].sort(([a, many], [b, few]) => few - many || a.localeCompare(b, 'en'));
}
