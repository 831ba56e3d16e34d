import type { CollaborativeRole, SchoolRole } from '#app/platform/actor.ts';
import type { StudyRole } from '../app/modules/focus-groups/rules.ts';
import type { ConsentItem } from '../app/modules/focus-groups/study/consent-item.ts';

/** Who works in the invented study: where they are in the sample, and what they do in the study. None of them teaches at a site. */
export type Worker = {
  readonly name: string;
  readonly place: string;
  readonly role: SchoolRole | CollaborativeRole;
  readonly does: StudyRole;
};
/** The people of the study. Jo Finch is in the sample already. */
export const workers = [
  { name: 'Amara Voss', place: 'collaborative', role: 'steering-member', does: 'lead' },
  { name: 'Piotr Hale', place: 'dunmore', role: 'staff', does: 'staff' },
  { name: 'Yuki Larsen', place: 'eastmoor', role: 'staff', does: 'staff' },
  { name: 'Selma Quist', place: 'dunmore', role: 'staff', does: 'moderator' },
  { name: 'Bram Osei', place: 'eastmoor', role: 'staff', does: 'moderator' },
  { name: 'Della Roth', place: 'dunmore', role: 'faculty', does: 'coder' },
  { name: 'Omar Finley', place: 'eastmoor', role: 'staff', does: 'coder' },
  { name: 'Hana Imai', place: 'collaborative', role: 'auditor', does: 'coder' },
  { name: 'Jo Finch', place: 'collaborative', role: 'auditor', does: 'reader' },
] as const satisfies readonly Worker[];

/** One of the study's people by name. */
export type WorkerName = (typeof workers)[number]['name'];

/** A group that met: its file in `demo/voices`, and everybody who spoke there, by name and pseudonym. */
export type SampleSession = {
  readonly file: string;
  readonly title: string;
  readonly site: string;
  readonly daysAgo: number;
  readonly mode: 'in person' | 'video';
  readonly moderator: 'Selma Quist' | 'Bram Osei';
  readonly guide: 1 | 2;
  readonly notes: string;
  readonly people: ReadonlyArray<readonly [name: string, pseudonym: string]>;
};
/** The six groups, in the order in which they met. */
export const sampleSessions: readonly SampleSession[] = [
  {
    ...{ file: 'ashby-fourth-year.vtt', title: 'Ashby, fourth year', site: 'ashby', daysAgo: 150, mode: 'video', moderator: 'Selma Quist' },
    guide: 1,
    notes: 'All six knew each other. The last question, what we did not ask, brought more than the two before it.',
    people: [
      ['Priyanka Dhar', 'Alder'],
      ['Owen Castellan', 'Aspen'],
      ['Mateus Ferreira', 'Briar'],
      ['Hollis Yoon', 'Cedar'],
      ['Saskia Umber', 'Clover'],
      ['Tobias Renner', 'Dogwood'],
    ],
  },
  {
    ...{ file: 'ashby-third-year.txt', title: 'Ashby, third year', site: 'ashby', daysAgo: 143, mode: 'in person', moderator: 'Bram Osei' },
    guide: 1,
    notes: 'A wet evening, sandwiches. Typed from the recording by hand, without times.',
    people: [
      ['Imogen Achebe', 'Elder'],
      ['Lucian Prather', 'Fennel'],
      ['Noor Haddad', 'Fern'],
      ['Callum Brody', 'Gorse'],
      ['Yesenia Madrigal', 'Hawthorn'],
      ['Wendell Sato', 'Hazel'],
    ],
  },
  {
    ...{ file: 'brookfield-clerkships.vtt', title: 'Brookfield, clerkships', site: 'brookfield', daysAgo: 120, mode: 'video' },
    ...{ moderator: 'Selma Quist', guide: 1 },
    notes: 'Seven, of three clerkships and the longitudinal program. One of them was on call and came ten minutes late.',
    people: [
      ['Annika Strand', 'Heather'],
      ['Dmitri Vale', 'Holly'],
      ['Folake Balogun', 'Iris'],
      ['Gareth Pell', 'Ivy'],
      ['Keiko Amano', 'Juniper'],
      ['Rafael Ibarra', 'Larch'],
      ['Sunniva Moe', 'Laurel'],
    ],
  },
  {
    ...{ file: 'brookfield-final-year.txt', title: 'Brookfield, final year', site: 'brookfield', daysAgo: 108, mode: 'in person' },
    ...{ moderator: 'Bram Osei', guide: 2 },
    notes: 'First group with the second guide. One participant asked that a joke be taken out, and left it in when asked again.',
    people: [
      ['Beatrix Lowell', 'Linden'],
      ['Emeka Nwosu', 'Lovage'],
      ['Joaquin Tirado', 'Mallow'],
      ['Liesl Kramer', 'Maple'],
      ['Pranav Kulkarni', 'Marigold'],
      ['Thea Sorensen', 'Myrtle'],
    ],
  },
  {
    ...{ file: 'calder-second-third-year.vtt', title: 'Calder, second and third year', site: 'calder', daysAgo: 64, mode: 'video' },
    ...{ moderator: 'Selma Quist', guide: 2 },
    notes: 'Two years in one group. Those of the second year spoke first, as the guide now asks.',
    people: [
      ['Aurelio Bianchi', 'Nettle'],
      ['Cosima Wray', 'Oak'],
      ['Djamila Benali', 'Olive'],
      ['Fintan Mulcahy', 'Pine'],
      ['Marisol Quiroga', 'Rowan'],
      ['Ravi Subramanian', 'Rue'],
      ['Zelda Pruitt', 'Sage'],
    ],
  },
  {
    ...{ file: 'calder-final-year.vtt', title: 'Calder, final year', site: 'calder', daysAgo: 20, mode: 'video', moderator: 'Bram Osei' },
    guide: 2,
    notes: 'Four of the six were away on rotations. Its transcript waits to be de-identified.',
    people: [
      ['Anselm Grady', 'Sorrel'],
      ['Bronwyn Tate', 'Spruce'],
      ['Hiro Nakagawa', 'Tansy'],
      ['Leocadia Ruiz', 'Thistle'],
      ['Malik Abara', 'Vetch'],
      ['Viola Fenwick', 'Willow'],
    ],
  },
];

/** Who was asked and did not come: without an answer of theirs there is no consent. `absentFrom`: they had agreed, and did not come. */
export const sampleAbsent: ReadonlyArray<{ pseudonym: string; site: string; reason: string; absentFrom?: string }> = [
  { pseudonym: 'Yarrow', site: 'ashby', reason: 'On call that evening', absentFrom: 'Ashby, fourth year' },
  { pseudonym: 'Teasel', site: 'calder', reason: 'The line at the rotation site was down', absentFrom: 'Calder, final year' },
  { pseudonym: 'Sedge', site: 'ashby', reason: 'No time before the examination' },
  { pseudonym: 'Reed', site: 'brookfield', reason: 'Did not want to be recorded' },
  { pseudonym: 'Rush', site: 'brookfield', reason: 'A death in the family this spring' },
  { pseudonym: 'Wren', site: 'calder', reason: 'Gave no reason' },
];

/** Who withdrew, and what nobody was allowed to do with the words of whom: the rest agreed to all that their letter asks. */
export const withdrew = 'Hawthorn';
/** The items of their letter that some did not agree to, by pseudonym. */
export const sampleRefusals: Readonly<Partial<Record<ConsentItem, readonly string[]>>> = {
  quote: ['Fennel', 'Laurel', 'Nettle'],
  'cross-school analysis': ['Heather', 'Sage'],
  'use of AI': ['Aspen', 'Fern', 'Ivy', 'Linden', 'Maple'],
  'contact again': ['Alder', 'Clover', 'Iris', 'Larch', 'Oak'],
};
