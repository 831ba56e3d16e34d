import { addPerson } from '#app/modules/members/commands.server.ts';
import { roleWords } from '#app/modules/members/invitation.ts';
import { Invitation } from '#app/modules/members/schema.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, WrongUsage } from './command.ts';

const usage = 'person add MAIL --name NAME --role ROLE [--school SLUG]';

/** Adds a person with a role at once; the same person may get several, one at a time. */
export const command: Command = {
  usage,
  takes: 1,
  options: { name: true, role: true, school: false },
  async run({ positionals: [mail], options, actor }) {
    const person = Invitation.safeParse({ mail, ...options });
    if (!person.success)
      throw new WrongUsage(
        `${person.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n')}\nUsage: concord ${usage}`,
      );
    const document = await as(await actor(), (scope) => addPerson(scope, person.data));
    const { role, school } = person.data;
    return {
      document,
      lines: [`${person.data.mail} is ${roleWords(role)} of ${school ?? 'the collaborative'}, and signs in at /sign-in.`],
    };
  },
};
