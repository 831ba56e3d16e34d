import { addPerson } from '#app/modules/members/commands.server.ts';
import { roleWords } from '#app/modules/members/invitation.ts';
import { Invitation } from '#app/modules/members/schema.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, readOption } from './command.ts';

const usage = 'person add MAIL --name NAME --role ROLE [--school SLUG]';

/** Adds a person with a role at once; the same person may get several, one at a time. */
export const command: Command = {
  usage,
  takes: 1,
  options: { name: true, role: true, school: false },
  async run({ positionals: [mail], options, actor }) {
    const person = readOption(Invitation, { mail, ...options }, usage);
    const document = await as(await actor(), (scope) => addPerson(scope, person));
    const place = person.school ?? 'the collaborative';
    return { document, lines: [`${person.mail} is ${roleWords(person.role)} of ${place}, and signs in at /sign-in.`] };
  },
};
