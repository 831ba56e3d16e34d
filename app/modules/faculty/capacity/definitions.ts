import type { Definition } from '#app/platform/definition.ts';
import { groupMethods } from './encounters.ts';

/** Every figure of capacity. */
export const capacityDefinitions = [
  {
    id: 'capacity-ready',
    term: 'Ready facilitators',
    definition:
      'People of the school who say that they are ready to teach a competency and show their entry to its lead, whose licence lets them teach there, and whose readiness lasts into the year. Readiness is each one’s own word and what a programme confirmed; it is no judgement of how somebody teaches. Who chose to be seen by nobody is counted nowhere.',
    unit: 'people',
    denominator: null,
    formula: 'people with a preparation for the competency that counts on a day of the year; over all competencies each person once',
    source: 'Concord',
  },
  {
    id: 'capacity-needed',
    term: 'Seats needed',
    definition: `A seat is one learner in one small-group session. Every learner of a class needs one in each session that the map requires for the competency: activities with a director’s or mapper’s confirmed link to it that are required where they stand and are taught as one of ${groupMethods.join(', ')}. A session for several competencies is shared among them. Required in a track, or not said whether required: none at least, one at most. A lead may say the number instead, with its source.`,
    unit: 'seats a year',
    denominator: null,
    formula: 'learners of the class × required sessions of each learner',
    source: 'Concord; methods: MedBiquitous standardized instructional vocabulary',
  },
  {
    id: 'capacity-seats',
    term: 'Seats that can be served',
    definition:
      'What ready facilitators can serve with the sessions that they said. Whoever is ready for several competencies has one pool of sessions for them all; the pools are shared out so that the competency that is worst served is served as well as can be. Groups are taken as full, sessions as spread evenly over the year: a readiness that ends within it counts for its share of the days. Where a group needs several facilitators, nobody is counted for more sessions than others can fill beside them. Who has not said how many sessions is counted apart: what they could serve is not in the figure, and is not zero.',
    unit: 'seats a year',
    denominator: null,
    formula:
      'sum over facilitators of sessions a year × group size ÷ facilitators per group; least: fewest sessions, smallest groups, most facilitators in one; most: the other ends',
    source:
      'Concord. Sharing: Megiddo N, Math Program 1974;7:97-107; Fujishige S, Math Oper Res 1980;5:186-196. No published source that we know states how many learners one facilitator should have; a school says it',
  },
  {
    id: 'capacity-short',
    term: 'Missing seats and sessions',
    definition:
      'Seats needed that nobody can serve, and how many sessions of one group they are. Over all competencies the missing seats of each are summed: more than enough for one makes up for nothing in another beyond what its facilitators are ready for. Rounded up to whole ones at the very end.',
    unit: 'seats, sessions a year',
    denominator: 'seats needed',
    formula: 'seats needed − seats that can be served, where that is above zero; sessions: ÷ group size',
    source: 'Concord',
  },
  {
    id: 'capacity-people',
    term: 'Missing people',
    definition:
      'How many more facilitators the school would need, each of whom holds as many sessions a year as the school says that somebody newly prepared does: for one competency, people ready for that alone; over all, people ready for all that is needed. A range where any of what it rests on is one. A workshop makes people ready when they and their programme say so, not by being held.',
    unit: 'people',
    denominator: null,
    formula: 'the fewest new people with whom no seat is missing',
    source: 'Concord',
  },
  {
    id: 'capacity-total',
    term: 'Total of the collaborative',
    definition:
      'The sum over schools that shared their figures for a total, formed once for a year of three schools or more, none of which is shown by name in that year. It never changes: when a school takes its figures back, or somebody who was counted is counted no more, it is taken back whole, and its schools are in no other total of that year, so that no school can be worked out by subtraction. Whoever is of a school in it reads it where three others are.',
    unit: 'seats, sessions a year, people',
    denominator: null,
    formula: 'sum of each figure over the schools; the ends of ranges are summed by themselves',
    source: 'Concord; the reasons stand in docs/disclosure.md',
  },
] as const satisfies readonly Definition[];
