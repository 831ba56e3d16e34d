import { keepStarterList } from '#app/modules/curriculum/keywords/commands.server.ts';
import { scanCurriculum } from '#app/modules/curriculum/scan/commands.server.ts';
import { AcademicYear } from '#app/modules/curriculum/schema.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, readOption, WrongUsage } from './command.ts';

const usage = 'curriculum scan --school SLUG [--round SLUG | --year 2025-26]';

/** Looks for the keyword list in a school's activities: a round's own, or without one the current list. */
export const command: Command = {
  usage,
  takes: 0,
  options: { school: true, round: false, year: false },
  async run({ options, actor }) {
    const year = readOption(AcademicYear.optional(), options.year, usage);
    if (year !== undefined && options.round !== undefined) throw new WrongUsage(`A round has its year.\nUsage: concord ${usage}`);
    // Of its own, as at every start of the server: a scan would keep conveners from their lists until it ends.
    await as(operator(), keepStarterList);
    const document = await as(await actor(options.school), (scope) => scanCurriculum(scope, { year, round: options.round }));
    const found = Object.entries(document.byKeyword).filter(([, hits]) => hits > 0);
    const lines = [`${document.hits} hits in ${document.activities} activities. Each is a suggestion until somebody answers.`];
    return { document, lines: [...lines, ...found.map(([phrase, hits]) => `${String(hits).padStart(6)}  ${phrase}`)] };
  },
};
