/** What a school does in a round, in its order. */
export const roundSteps = ['accept', 'calibrate', 'bring-in', 'scan', 'ask', 'review', 'confirm', 'submit', 'release'] as const;
export type RoundStep = (typeof roundSteps)[number];

/** A step whose progress is told by the part of Concord where it is done; whether a school accepted is read from its answer to the terms. */
export type ToldStep = Exclude<RoundStep, 'accept'>;

/** Whom a step can wait for: at the school, or whoever convenes. */
export const stepWaiters = ['lead', 'mapper', 'director', 'convener'] as const;
export type StepWaiter = (typeof stepWaiters)[number];

/** A step as people meet it: its name, what is done, and where in the school's pages (below `/w/curriculum/:school/`, or below the round). */
export type StepWords = {
  readonly name: string;
  readonly act: string;
  readonly waitsFor: StepWaiter;
  readonly page: { readonly of: 'school' | 'round'; readonly path: string };
  /** What must be done before this can wait for anybody. */
  readonly after: readonly RoundStep[];
};

/** Every step with its words. */
export const stepWords: Readonly<Record<RoundStep, StepWords>> = {
  accept: {
    name: 'Accept the terms',
    act: 'accept the sharing terms, or ask for a change',
    waitsFor: 'lead',
    page: { of: 'round', path: 'terms' },
    after: [],
  },
  calibrate: {
    name: 'Calibrate',
    act: 'map the ten activities that everyone maps',
    waitsFor: 'mapper',
    page: { of: 'school', path: 'calibrate' },
    after: ['accept'],
  },
  'bring-in': {
    name: 'Bring in',
    act: 'bring the curriculum of the year in',
    waitsFor: 'lead',
    page: { of: 'school', path: '' },
    after: ['accept'],
  },
  scan: {
    name: 'Scan',
    act: 'scan the curriculum with the keyword list',
    waitsFor: 'mapper',
    page: { of: 'school', path: 'scan' },
    after: ['bring-in'],
  },
  ask: {
    name: 'Ask course directors',
    act: 'name the course directors and ask them',
    waitsFor: 'lead',
    page: { of: 'school', path: 'directors' },
    after: ['bring-in'],
  },
  review: {
    name: 'Review',
    act: 'answer what the scan suggests',
    waitsFor: 'mapper',
    page: { of: 'school', path: 'review' },
    after: ['calibrate', 'scan'],
  },
  confirm: {
    name: 'Course directors confirm',
    act: 'answer about their own courses',
    waitsFor: 'director',
    page: { of: 'school', path: 'directors' },
    after: ['ask', 'review'],
  },
  submit: { name: 'Submit', act: 'submit the map', waitsFor: 'lead', page: { of: 'school', path: 'submit' }, after: ['confirm'] },
  release: {
    name: 'Release',
    act: 'choose what others see, and release it',
    waitsFor: 'lead',
    page: { of: 'school', path: 'release' },
    after: ['submit'],
  },
};

/** Whom a step waits for, as a role is said of one of them. */
export const waiterWords: Readonly<Record<StepWaiter, string>> = {
  lead: 'the lead',
  mapper: 'the mappers',
  director: 'the course directors',
  convener: 'the convener',
};

/** A round and a school (its short name) that does its steps. */
export type StepPlace = { readonly round: { readonly slug: string; readonly year: string }; readonly school: string };

/** The address of the page where a school does a step of a round, on that round or its year: a school may have others, newer ones too. */
export function stepAddress(step: RoundStep, { round: { slug, year }, school }: StepPlace): string {
  const { of, path } = stepWords[step].page;
  if (of === 'round') return `/w/curriculum/rounds/${slug}/${path}`;
  if (path === '') return `/w/curriculum/${school}`;
  return `/w/curriculum/${school}/${path}?${step === 'calibrate' || step === 'release' ? `round=${slug}` : `year=${year}`}`;
}
