import { rm } from 'node:fs/promises';
import { removeSample } from '#app/modules/members/commands.server.ts';
import { removeSampleSchool } from '#app/modules/members/schools/commands.server.ts';
import { sampleSchools } from '#app/modules/members/schools/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { pathOfFile } from '#app/platform/files.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import type { Command } from './command.ts';

/** Removes the sample school by school, so that it can be run again from wherever it was stopped. */
export const command: Command = {
  usage: 'demo remove',
  takes: 0,
  async run({ actor }) {
    const asker = await actor();
    if (asker.kind !== 'operator') throw forbidden('remove the sample');
    const schools = await as(asker, sampleSchools);
    for (const school of schools) {
      await as(operator(school), removeSampleSchool);
      await rm(pathOfFile(school.id, ''), { recursive: true, force: true });
    }
    const { people } = await as(asker, removeSample);
    const document = { schools: schools.length, people };
    return {
      document,
      lines: [`${schools.length} schools and ${people} people of the sample are gone. Published facts stay.`],
    };
  },
};
