import { count } from '#app/ui/count.ts';
import { audienceWords, type GroupTerms } from './figure-group.ts';

/** What a reader at a school sees in aggregate is made of at least so many other schools. */
export const leastOthers = 3;
/** Schools that share a figure in aggregate form a pool; it holds at least so many, so that each of them has three others. */
export const leastPool = leastOthers + 1;
/** The smallest and the largest of a pool are said only from so many others. */
export const leastForRange = 5;

/** What can appear at all of one group, with so many schools in the round and before any of them has chosen: plain sentences. */
export function whatCanAppear(schools: number, { form, audience }: GroupTerms): string[] {
  if (form === 'private') return ['Nobody outside a school sees its figures of this group, in no form.'];
  const who = `Seen by ${audienceWords[audience].who}.`;
  const named = form === 'named' ? ['A school may show its own figures under its name, if it chooses so.'] : [];
  return [...named, ...inAggregate(schools), who];
}

function inAggregate(schools: number): string[] {
  const round = `With ${count(schools, 'school', 'schools')}`;
  if (schools < leastPool)
    return [
      `${round} nothing of this group can appear in aggregate: a reader needs at least three other schools in it, and here there ${
        schools === 2 ? 'is one' : schools === 3 ? 'are two' : 'are none'
      }. It takes ${leastPool} schools.`,
    ];
  const all =
    schools === leastPool ? `only if all ${leastPool} schools choose so` : `once at least ${leastPool} of the ${schools} schools choose so`;
  return [
    `${round} an aggregate can appear ${all}. A reader at one of them sees it without the own school, of at least three others.`,
    schools > leastForRange
      ? `The smallest and the largest can appear besides the mean where a reader has at least five others in it.`
      : `The smallest and the largest cannot appear: they take at least five others, so ${leastForRange + 1} schools.`,
    'Where fewer than three of them differ from the most common value, the aggregate stays hidden all the same: it would tell what one of them has.',
  ];
}
