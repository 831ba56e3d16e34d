import { rotateBadgeKey } from '#app/modules/attendance/badges/jobs.server.ts';
import type { Command } from './command.ts';

/** Makes a new key for badges. Those that are out stay valid, unless the key before is withdrawn because others may have it. */
export const command: Command = {
  usage: 'badges rotate [--withdraw]',
  takes: 0,
  switches: ['withdraw'],
  async run({ options, actor }) {
    const isWithdrawn = options.withdraw === 'yes';
    const document = { ...(await rotateBadgeKey(await actor(), isWithdrawn)), isWithdrawn };
    const { before, now } = document;
    return {
      document,
      lines: [
        `Badges are signed with the key ${now} from now on.`,
        ...(before === null
          ? []
          : [
              `The key ${before} ${isWithdrawn ? 'is withdrawn: what it signed is valid no more. Whoever downloads their badge again has one that is.' : 'signs no more, and still checks what it signed.'}`,
            ]),
      ],
    };
  },
};
