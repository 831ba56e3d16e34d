import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { keepNeed, keepSetting, shareCapacity } from '../app/modules/faculty/capacity/commands.server.ts';
import { NeedForm, SettingForm } from '../app/modules/faculty/capacity/schema.ts';
import { keepFacilitator, keepPreparation } from '../app/modules/faculty/registry/commands.server.ts';
import type { Audience } from '../app/modules/faculty/registry/entry.ts';
import { competencyChoices, ownStandings } from '../app/modules/faculty/registry/queries.server.ts';
import { EntryForm, PreparationForm } from '../app/modules/faculty/registry/schema.ts';
import { facultyActor, facultyPeople } from './faculty-people.ts';
import { latestYear } from './inventory-xml.ts';

/** What somebody of the sample says in the registry: invented like all of it, the courses too. `ready`: competencies by their code. */
type Said = {
  name: string;
  sessions?: [least: number, most: number];
  sees?: Audience;
  ready: string;
  course: string;
  year: number;
  by?: string;
  licence?: Record<string, string>;
  more?: Record<string, string>;
};
const [conversations, bedside, guide] = [
  'Conversations That Matter, course for teachers',
  'Bedside Teachers’ Week',
  'The Lantern Guide, facilitator training',
];
const lantern = { materials: 'The Lantern Guide', ownLearnersOnly: 'yes' };

/** In the order of who taught whom, so that a trainer has an entry before somebody names them. */
const entries: readonly Said[] = [
  {
    name: 'Hana Iversen',
    sessions: [8, 12],
    ready: '12345',
    course: conversations,
    year: 2014,
    more: { travels: 'yes', languages: 'English, Norwegian', lastTaught: '2026-09' },
  },
  {
    name: 'Tamsin Reed',
    sessions: [6, 10],
    ready: '1235',
    course: bedside,
    year: 2016,
    more: { online: 'yes', languages: 'English', lastTaught: '2026-10' },
  },
  {
    name: 'Ada Quill',
    sessions: [6, 8],
    ready: '1234',
    course: conversations,
    year: 2018,
    by: 'Hana Iversen',
    more: { languages: 'English, Spanish', lastTaught: '2026-10' },
  },
  {
    name: 'Ivo Castellane',
    sessions: [8, 10],
    ready: '125',
    course: conversations,
    year: 2018,
    by: 'Hana Iversen',
    more: { languages: 'English, Italian' },
  },
  {
    name: 'Nico Valdane',
    sessions: [5, 8],
    ready: '1345',
    course: conversations,
    year: 2019,
    by: 'Hana Iversen',
    more: { travels: 'yes', lastTaught: '2025-03' },
  },
  {
    name: 'Anton Bright',
    sessions: [6, 9],
    ready: '123',
    course: bedside,
    year: 2019,
    by: 'Tamsin Reed',
    more: { online: 'yes', lastTaught: '2026-05' },
  },
  {
    name: 'Bea Halloran',
    sessions: [3, 5],
    ready: '12',
    course: conversations,
    year: 2022,
    by: 'Ada Quill',
    sees: 'leads',
    more: { languages: 'English', lastTaught: '2026-09' },
  },
  {
    name: 'Cyrus Ndiaye',
    sessions: [2, 3],
    ready: '23',
    course: conversations,
    year: 2022,
    by: 'Ada Quill',
    more: { languages: 'English, French', lastTaught: '2026-02' },
  },
  {
    name: 'Dora Linqvist',
    ready: '14',
    course: guide,
    year: 2023,
    licence: lantern,
    sees: 'lead',
    more: { languages: 'English, Swedish' },
  },
  {
    name: 'Elio Marchetti',
    sessions: [2, 4],
    ready: '15',
    course: conversations,
    year: 2024,
    by: 'Ada Quill',
    sees: 'leads',
    more: { languages: 'English, Spanish' },
  },
  {
    name: 'Freya Oduya',
    sessions: [4, 6],
    ready: '345',
    course: conversations,
    year: 2021,
    by: 'Nico Valdane',
    licence: { renewBy: '2026-02-28' },
  },
  { name: 'Gus Tremblay', sessions: [1, 2], ready: '2', course: guide, year: 2025, licence: lantern, sees: 'me' },
  {
    name: 'Jude Abernathy',
    sessions: [8, 10],
    ready: '12345',
    course: conversations,
    year: 2021,
    by: 'Ivo Castellane',
    more: { lastTaught: '2026-10' },
  },
  {
    name: 'Kalia Fonoti',
    sessions: [6, 8],
    ready: '1245',
    course: conversations,
    year: 2022,
    by: 'Ivo Castellane',
    more: { languages: 'English, Samoan', lastTaught: '2026-04' },
  },
  { name: 'Lars Whitcombe', sessions: [8, 8], ready: '345', course: conversations, year: 2022, by: 'Hana Iversen' },
  {
    name: 'Maren Osei',
    sessions: [10, 14],
    ready: '1235',
    course: bedside,
    year: 2020,
    by: 'Tamsin Reed',
    more: { travels: 'yes', lastTaught: '2026-10' },
  },
  { name: 'Orla Desai', sessions: [4, 6], ready: '14', course: conversations, year: 2023, by: 'Nico Valdane' },
  {
    name: 'Pilar Stone',
    sessions: [3, 4],
    ready: '35',
    course: bedside,
    year: 2023,
    licence: { ownLearnersOnly: 'yes' },
    more: { languages: 'English, Spanish, Catalan' },
  },
  { name: 'Quentin Aboah', sessions: [4, 4], ready: '12', course: conversations, year: 2024, by: 'Nico Valdane' },
  { name: 'Ruth Kessler', ready: '24', course: guide, year: 2022, sees: 'leads' },
  { name: 'Silas Varga', sessions: [2, 4], ready: '3', course: bedside, year: 2025, sees: 'me' },
  { name: 'Ulric Benning', sessions: [3, 5], ready: '15', course: bedside, year: 2020, by: 'Tamsin Reed' },
  { name: 'Vera Solano', sessions: [6, 8], ready: '123', course: bedside, year: 2021, by: 'Tamsin Reed', more: { lastTaught: '2026-06' } },
  { name: 'Wynn Adair', sessions: [4, 6], ready: '25', course: bedside, year: 2024, by: 'Vera Solano' },
  { name: 'Xenia Rourke', sessions: [3, 3], ready: '345', course: conversations, year: 2023, by: 'Hana Iversen' },
  {
    name: 'Yann Delacroix',
    ready: '1',
    course: bedside,
    year: 2024,
    by: 'Vera Solano',
    sees: 'lead',
    more: { languages: 'English, French' },
  },
  { name: 'Zora Pickett', sessions: [4, 8], ready: '124', course: bedside, year: 2024, by: 'Vera Solano', more: { online: 'yes' } },
  { name: 'Britta Owusu', sessions: [4, 6], ready: '13', course: bedside, year: 2022, by: 'Anton Bright', more: { lastTaught: '2026-03' } },
  { name: 'Cleo Marchand', sessions: [5, 7], ready: '235', course: bedside, year: 2023, by: 'Anton Bright' },
  {
    name: 'Dag Ellison',
    sessions: [3, 5],
    ready: '12',
    course: bedside,
    year: 2024,
    by: 'Britta Owusu',
    sees: 'leads',
    more: { languages: 'English, Norwegian' },
  },
];

/** The registry of the sample: three generations who trained each other, with licences and languages, and two who keep to themselves. What somebody has a standing for in a programme of ours stands there too. */
export async function sampleFacilitators(leads: readonly Actor[]): Promise<void> {
  const actors = new Map<string, Actor>();
  for (const { name } of facultyPeople) actors.set(name, await facultyActor(name));
  const competencies = new Map((await as(leads[0]!, competencyChoices)).map(({ code, id }) => [code, id]));
  for (const { name, sessions, sees = 'members', ready, course, year, by, licence = {}, more = {} } of entries) {
    const codes = [...ready].flatMap((code) => competencies.get(code) ?? []);
    await as(actors.get(name)!, async (scope) => {
      const [least, most] = sessions?.map(String) ?? ['', ''];
      await keepFacilitator(scope, EntryForm.parse({ visibleTo: sees, sessionsLow: least, sessionsHigh: most, ...more }));
      const trainer = by === undefined ? '' : actors.get(by)!.personId!;
      const elsewhere = PreparationForm.parse({
        where: 'elsewhere',
        course,
        year: String(year),
        source: 'Invented, as this person is',
        trainer,
        ...licence,
      });
      await keepPreparation(scope, { ...elsewhere, competencies: codes });
      for (const { id } of await ownStandings(scope))
        await keepPreparation(scope, { ...PreparationForm.parse({ where: id }), competencies: codes });
    });
  }
}

/** What Ashby and Brookfield plan this year with: at one too few are ready, at the other enough. Brookfield shows its figures by name. */
export async function sampleCapacity(ashby: Actor, brookfield: Actor): Promise<void> {
  const plan = {
    groupSource: 'The rooms of the skills centre (invented)',
    perSource: 'Agreed by the course directors (invented)',
    newSource: 'What last year’s newcomers held (invented)',
  };
  const competencies = await as(ashby, competencyChoices);
  const need = (code: string, low: string, high: string) =>
    NeedForm.parse({
      competency: competencies.find((each) => each.code === code)!.id,
      needLow: low,
      needHigh: high,
      source: 'The curriculum committee, spring (invented)',
    });
  await as(ashby, async (scope) => {
    await keepSetting(
      scope,
      latestYear,
      SettingForm.parse({ ...plan, beginsOn: '2025-08-01', groupLow: '5', groupHigh: '6', perLow: '1', newLow: '3', newHigh: '5' }),
    );
    await keepNeed(scope, latestYear, need('1', '1', '2'));
    await keepNeed(scope, latestYear, need('3', '1', '1'));
  });
  await as(brookfield, async (scope) => {
    await keepSetting(
      scope,
      latestYear,
      SettingForm.parse({ ...plan, beginsOn: '2025-07-15', groupLow: '6', groupHigh: '8', perLow: '1', newLow: '4', newHigh: '6' }),
    );
    for (const { code } of competencies) await keepNeed(scope, latestYear, need(code, '1', '1'));
  });
  await as(brookfield, (scope) => shareCapacity(scope, latestYear, { audience: 'named' }));
}
