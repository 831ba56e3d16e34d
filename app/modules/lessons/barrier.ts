/** What stood in the way: a short list, so that lessons of several schools are found together. Each stands on published experience. */
export const barriers = [
  {
    id: 'time',
    name: 'Time',
    means: 'Too little time in the curriculum, or for whoever teaches',
    source:
      'Deans of 51 US schools in 2002: 67 % say that too little time goes to it (togetherforshortlives.org.uk, a national study of deans)',
  },
  {
    id: 'competing-demands',
    name: 'Competing demands',
    means: 'Other topics and institutional demands, or no place for a required course',
    source: 'BMC Med Educ 2022;22:654; the deans of 2002, of whom 59 % oppose required courses',
  },
  {
    id: 'faculty-expertise',
    name: 'Faculty expertise',
    means: 'Too few faculty who are ready to teach or observe it',
    source: 'The deans of 2002',
  },
  { id: 'leader', name: 'A leader', means: 'Nobody leads it, or whoever led it left', source: 'The deans of 2002; AAMC on CurrMIT' },
  {
    id: 'capacity',
    name: 'Capacity',
    means: 'Too few rooms, actors, facilitators or supervisors for every student; observed practice drops off',
    source: 'Arizona, 18 programmes: 77 % had no process for supervisors to teach consistently (PMC7649998)',
  },
  {
    id: 'resources-unused',
    name: 'Resources unused',
    means: 'Material exists and is not used, or needs too much change to fit',
    source: 'A Canadian review (PMC5733657); 10.1097/ACM.0000000000006160',
  },
  {
    id: 'data',
    name: 'Data',
    means: 'What is needed to know is missing, stale or hard to join',
    source: 'Yale: 5 of 9 venues; 10.1111/medu.15648',
  },
  {
    id: 'accreditation',
    name: 'Accreditation',
    means: 'What accreditors require, or do not, decides what is taught',
    source: 'BMC Med Educ 2022;22:654',
  },
  {
    id: 'ethics-review',
    name: 'Ethics review',
    means: 'Review at several schools takes long, or disagrees',
    source: '10.1097/ACM.0b013e318065be1e; PMC5698906',
  },
  { id: 'resistance', name: 'Resistance', means: 'Colleagues or students do not want it, or see no benefit', source: 'PMC5327657' },
  {
    id: 'funding',
    name: 'Funding',
    means: 'Money or a host ends, and what it carried with it',
    source: 'POGOe after the Reynolds programme (PMC3985219)',
  },
] as const;

/** The id of a barrier. */
export type Barrier = (typeof barriers)[number]['id'];

/** The barriers' ids, as a form's schema takes them. */
export const barrierIds = barriers.map(({ id }) => id) as [Barrier, ...Barrier[]];

/** A barrier as people read it. */
export function barrierName(barrier: Barrier): string {
  return barriers.find(({ id }) => id === barrier)!.name;
}
