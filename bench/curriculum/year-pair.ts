import type { Likable } from '#app/modules/curriculum/likeness/words.ts';

/** What became of an activity between two years. */
export type Edit =
  | 'unchanged'
  | 'minutes changed'
  | 'retitled'
  | 'reworded'
  | 'retitled and reworded'
  | 'moved to another course'
  | 'renumbered in its series'
  | 'split in two'
  | 'merged from two'
  | 'dropped'
  | 'new';

/**
 * Shares of the kinds of edit among the activities of the old year (of `new`: as many as that share of it come anew). What is drawn to be renumbered and has
 * no number, or to be reworded and has no text, stays unchanged.
 */
export const shares: Readonly<Record<Edit, number>> = {
  unchanged: 0.44,
  'minutes changed': 0.06,
  retitled: 0.11,
  reworded: 0.11,
  'retitled and reworded': 0.03,
  'moved to another course': 0.06,
  'renumbered in its series': 0.04,
  'split in two': 0.03,
  'merged from two': 0.04,
  dropped: 0.08,
  new: 0.1,
};

/** Two years of one school, no id in common, and which activities are the same: `truth` names old and new keys with what was done. */
export type YearPair = {
  readonly old: Likable[];
  readonly fresh: Likable[];
  readonly truth: ReadonlyArray<{ readonly old: string; readonly new: string; readonly edit: Edit }>;
};

/** Numbers 0..1 from a seed (mulberry32, public domain): the same seed, the same numbers. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const systems =
  'Cardiovascular Respiratory Renal Gastrointestinal Endocrine Reproductive Musculoskeletal Neurology Dermatology Hematology Oncology Immunology Infectious_Disease Psychiatry Geriatrics Pediatrics Obstetrics Surgery Emergency_Medicine Family_Medicine Palliative_Care Ambulatory_Care Critical_Care Anesthesia Radiology Pathology Ophthalmology Otolaryngology Urology Genetics'
    .split(' ')
    .map((name) => name.replace('_', ' '));
const courseForms = ['', ' I', ' II', ' Clerkship', ' Elective', ' Foundations'];
const conditions =
  'heart failure;asthma;chronic kidney disease;sepsis;stroke;diabetes mellitus;hypertension;depression;anemia;pneumonia;breast cancer;lung cancer;colorectal cancer;dementia;delirium;epilepsy;rheumatoid arthritis;osteoporosis;HIV infection;tuberculosis;hepatitis;cirrhosis;pancreatitis;appendicitis;thyroid disease;adrenal insufficiency;preeclampsia;preterm birth;chronic pain;opioid use disorder;alcohol use disorder;schizophrenia;anxiety disorders;glaucoma;cataract;psoriasis;melanoma;lupus;multiple sclerosis;Parkinson disease;migraine;syncope;atrial fibrillation;myocardial infarction;valvular disease;pulmonary embolism;COPD;cystic fibrosis;celiac disease;inflammatory bowel disease;nephrotic syndrome;kidney stones;prostate cancer;leukemia;lymphoma;sickle cell disease;hemophilia;shock;burns;trauma;frailty;falls;malnutrition;obesity;eating disorders'.split(
    ';',
  );
const aspects =
  'pathophysiology of;pharmacology of;approach to the patient with;imaging in;communication with families about;prognosis in;epidemiology of;clinical reasoning in;ethics of care in;management of;screening for;laboratory findings in;quality of life in'.split(
    ';',
  );
const doctoring =
  'Breaking bad news;Taking a sexual history;Motivational interviewing;The difficult encounter;Goals of care;Informed consent;Working with interpreters;Health literacy;Spiritual history;Family meeting;Responding to emotion;Delivering a handoff;Disclosing an error;Code status discussion;Advance care planning;Cultural humility;Agenda setting;The psychosocial history;Physical examination of the chest;Physical examination of the abdomen;The neurological examination;Oral presentation;Writing the admission note'.split(
    ';',
  );
const series = [
  'Small group',
  'Journal club',
  'Lecture',
  'Case conference',
  'PBL session',
  'Team-based learning',
  'Quiz',
  'Anatomy lab',
  'Review session',
  'Reflection group',
  'Simulation',
  'Bedside rounds',
];
const boilerplate = [
  'Students work in groups of eight with a facilitator.',
  'Please read the assigned chapter before the session.',
  'Attendance is required.',
  'A short quiz at the beginning covers the preparation.',
  'Cases are handed out at the session and discussed in small groups.',
  'The session ends with a summary by the faculty lead.',
  'A standardized patient takes part.',
];
const verbs = 'Describe Explain Recognize Apply Demonstrate Compare Interpret Discuss Identify Formulate'.split(' ');
const matter =
  'mechanisms;typical presentation;first steps of treatment;warning signs;differential diagnosis;role of the team;preferences of the patient;adverse effects;evidence behind guidelines;social determinants;follow-up after discharge;diagnostic uncertainty;relevant anatomy;cellular basis;risk factors;prevention;laboratory values;shared decisions;documentation;health equity'.split(
    ';',
  );
const swaps: ReadonlyArray<readonly [RegExp, string]> = [
  [/^Approach to the patient with/i, 'Evaluating'],
  [/^Management of/i, 'Treatment of'],
  [/^Breaking bad news/i, 'Delivering serious news'],
  [/^Physical examination of/i, 'Examining'],
  [/^Small group/, 'SG'],
  [/^Lecture \d+: /, ''],
  [/^Team-based learning/, 'TBL'],
  [/^PBL session/, 'Problem-based learning'],
  [/^Pathophysiology of/i, 'Mechanisms of'],
  [/^Anatomy lab/, 'Gross anatomy laboratory'],
];

/** Two years of a school with `n` activities in the first. `hasTexts` false: titles, courses and minutes alone, as in a spreadsheet of titles. */
export function yearPair({ n, seed, hasTexts }: { n: number; seed: number; hasTexts: boolean }): YearPair {
  const chance = seeded(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const courses = systems.flatMap((system) => courseForms.map((form) => system + form));
  const phaseOf = (course: string) => (/Clerkship|Elective/.test(course) ? 'Clerkship' : 'Pre-clerkship');
  const inCourse = new Map<string, number>();

  function title(course: string): string {
    const kind = chance();
    const topic = `${one(aspects)} ${one(conditions)}`;
    if (kind < 0.28) {
      const name = one(series);
      const number = (inCourse.get(`${course} ${name}`) ?? 0) + 1;
      inCourse.set(`${course} ${name}`, number);
      return chance() < 0.5 ? `${name} ${number}` : `${name} ${number}: ${topic}`;
    }
    if (kind < 0.4) return `Doctoring ${1 + Math.floor(chance() * 3)}: ${one(doctoring)}`;
    return `${topic[0]!.toUpperCase()}${topic.slice(1)}`;
  }
  function sentence(about: string): string {
    return `${one(verbs)} the ${one(matter)} and the ${one(matter)} in ${about}, with attention to ${one(conditions)}.`;
  }
  function text(about: string): string | null {
    if (!hasTexts || chance() < 0.3) return null;
    const own = Array.from({ length: 1 + Math.floor(chance() * 4) }, () => sentence(about));
    return [...own, one(boilerplate), one(boilerplate)].join(' ');
  }
  function made(key: string): Likable {
    const course = one(courses);
    const name = title(course);
    const about = name.replace(/^.*?: /, '').toLowerCase();
    const objectives = hasTexts
      ? Array.from({ length: Math.floor(chance() * 5) }, () => `${one(verbs)} the ${one(matter)} in ${about}`)
      : [];
    const minutes = chance() < 0.1 ? null : one([50, 60, 60, 90, 90, 120, 120, 180]);
    return { key, title: name, text: text(about), courses: [course], phase: phaseOf(course), minutes, objectives };
  }
  function retitled(activity: Likable): Likable {
    const { title } = activity;
    const swap = swaps.find(([pattern]) => pattern.test(title));
    const way = chance();
    const about = title.replace(/^.*?: /, '');
    if (swap && way < 0.5) return { ...activity, title: title.replace(swap[0], swap[1]) };
    if (way < 0.65) return { ...activity, title: `${title} (${one(['revised', 'in person', 'hybrid', 'core', 'flipped classroom'])})` };
    if (way < 0.85)
      return { ...activity, title: `${one(['Introduction to', 'Workshop:', 'Essentials of', 'Clinical correlation:'])} ${about}` };
    return { ...activity, title: `${about}: ${one(matter)}` };
  }
  function reworded(activity: Likable): Likable {
    if (activity.text === null) return activity;
    const words = activity.text.split(' ').flatMap((word) => (chance() < 0.15 ? [] : chance() < 0.12 ? [one(matter)] : [word]));
    const objectives = activity.objectives.map((objective) => (chance() < 0.3 ? objective.replace(/^\w+/, one(verbs)) : objective));
    return { ...activity, text: `${words.join(' ')} ${one(boilerplate)}`, objectives };
  }
  function moved(activity: Likable): Likable {
    const course = one(courses);
    return { ...activity, courses: [course], phase: phaseOf(course) };
  }
  function renumbered(activity: Likable): Likable {
    return { ...activity, title: activity.title.replace(/\d+/, (number) => String(Number(number) + 1)) };
  }
  function halves(activity: Likable): [Likable, Likable] {
    const sentences = activity.text?.split(/(?<=\.) /) ?? [];
    const [first, second] = [sentences.slice(0, Math.ceil(sentences.length / 2)), sentences.slice(Math.ceil(sentences.length / 2))];
    const half = (at: number, own: string[]): Likable => ({
      ...activity,
      title: `${activity.title}, part ${at}`,
      text: own.length > 0 ? own.join(' ') : activity.text,
      minutes: activity.minutes === null ? null : activity.minutes / 2,
      objectives: activity.objectives.filter((_, place) => place % 2 === at - 1),
    });
    return [half(1, first), half(2, second)];
  }
  function together(a: Likable, b: Likable): Likable {
    return {
      ...a,
      title: `${a.title} and ${b.title[0]!.toLowerCase()}${b.title.slice(1)}`,
      text: a.text === null ? b.text : b.text === null ? a.text : `${a.text} ${b.text}`,
      minutes: a.minutes === null || b.minutes === null ? null : a.minutes + b.minutes,
      objectives: [...a.objectives, ...b.objectives],
    };
  }

  const old = Array.from({ length: n }, (_, at) => made(`o${at}`));
  const fresh: Likable[] = [];
  const truth: { old: string; new: string; edit: Edit }[] = [];
  function come(activity: Likable, from: readonly Likable[], edit: Edit) {
    const key = `n${fresh.length}`;
    fresh.push({ ...activity, key });
    for (const source of from) truth.push({ old: source.key, new: key, edit });
  }
  for (let at = 0; at < old.length; at++) {
    const activity = old[at]!;
    const drawnEdit = drawn(chance());
    // A title without a number cannot be renumbered, nor a text that is not there reworded.
    const isIdle =
      (drawnEdit === 'renumbered in its series' && !/\d/.test(activity.title)) || (drawnEdit === 'reworded' && activity.text === null);
    const edit = isIdle ? 'unchanged' : drawnEdit;
    if (edit === 'unchanged') come(activity, [activity], edit);
    else if (edit === 'minutes changed') come({ ...activity, minutes: one([50, 60, 90, 120, 240]) }, [activity], edit);
    else if (edit === 'retitled') come(retitled(activity), [activity], edit);
    else if (edit === 'reworded') come(reworded(activity), [activity], edit);
    else if (edit === 'retitled and reworded') come(reworded(retitled(activity)), [activity], edit);
    else if (edit === 'moved to another course') come(moved(activity), [activity], edit);
    else if (edit === 'renumbered in its series') come(renumbered(activity), [activity], edit);
    else if (edit === 'split in two') for (const half of halves(activity)) come(half, [activity], edit);
    else if (edit === 'merged from two') {
      const next = old[at + 1];
      if (next === undefined) continue;
      at += 1;
      const near = { ...next, courses: activity.courses, phase: activity.phase };
      old[at] = near;
      come(together(activity, near), [activity, near], edit);
    }
    if (chance() < shares.new) come(made('new'), [], 'new');
  }
  return { old, fresh, truth };
}

function drawn(at: number): Edit {
  let sum = 0;
  for (const [edit, share] of Object.entries(shares) as [Edit, number][]) {
    if (edit === 'new') continue;
    // Two activities go into each that is merged.
    sum += edit === 'merged from two' ? share / 2 : share;
    if (at < sum / drawnWhole) return edit;
  }
  return 'unchanged';
}

const drawnWhole = 1 - shares['merged from two'] / 2;
