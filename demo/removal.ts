import { rm } from 'node:fs/promises';
import { operator } from '#app/platform/actor.ts';
import { pathOfFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { removeSampleCertificates } from '../app/modules/attendance/certificates/commands.server.ts';
import { removeSampleFrameworks } from '../app/modules/competencies/exchange/commands.server.ts';
import { removeSampleRounds } from '../app/modules/curriculum/rounds/commands.server.ts';
import { removeSampleNeeds } from '../app/modules/faculty/needs/commands.server.ts';
import { removeSampleProgrammes } from '../app/modules/faculty/programmes/commands.server.ts';
import { removeSampleStudies } from '../app/modules/focus-groups/study/commands.server.ts';
import { removeSampleForum } from '../app/modules/forum/events/commands.server.ts';
import { removeSampleItems } from '../app/modules/library/items/commands.server.ts';
import { removeSample } from '../app/modules/members/commands.server.ts';
import { removeSampleSchool } from '../app/modules/members/schools/commands.server.ts';
import { sampleSchools } from '../app/modules/members/schools/queries.server.ts';
import { removeSampleListening } from '../app/modules/perspectives/listening/commands.server.ts';
import { removeSampleTerms } from '../app/modules/practice/cohort/commands.server.ts';
import { removeSampleReports } from '../app/modules/practice/reports/commands.server.ts';
import { removeSamplePages } from '../app/modules/public/site/commands.server.ts';
import { pictureFolder } from '../app/modules/public/site/page-address.ts';
import { removeSamplePublications } from '../app/modules/publications/commands.server.ts';

/** Removes what is fictional, school by school, so that it can be run again from wherever it was stopped. Published facts stay. */
export async function removeWholeSample(): Promise<{ schools: number; people: number }> {
  await as(operator(), removeSampleListening);
  await as(operator(), removeSampleProgrammes);
  await as(operator(), removeSampleNeeds);
  await as(operator(), removeSampleForum);
  await as(operator(), removeSampleCertificates);
  await as(operator(), removeSampleReports);
  await as(operator(), removeSampleTerms);
  // Before the schools: a study's sites are at them.
  await as(operator(), removeSampleStudies);
  const schools = await as(operator(), sampleSchools);
  for (const at of [null, ...schools])
    for (const item of await as(operator(at), removeSampleItems)) await rm(pathOfFile(item, ''), { recursive: true, force: true });
  for (const school of schools) {
    await as(operator(school), removeSampleSchool);
    await rm(pathOfFile(school.id, ''), { recursive: true, force: true });
  }
  await as(operator(), removeSampleRounds);
  await as(operator(), removeSampleFrameworks);
  await as(operator(), removeSamplePublications);
  for (const picture of await as(operator(), removeSamplePages)) await rm(pathOfFile(pictureFolder, picture), { force: true });
  const { people } = await as(operator(), removeSample);
  return { schools: schools.length, people };
}
