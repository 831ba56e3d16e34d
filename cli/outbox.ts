import { outboxMails } from '#app/platform/mail.server.ts';
import type { Command } from './command.ts';

/** Reads the mail that waits while SMTP_URL is not set, newest last. */
export const command: Command = {
  usage: 'outbox',
  takes: 0,
  async run() {
    const mails = (await outboxMails()).reverse();
    const lines = mails.flatMap(({ name, source }) => [`--- ${name}`, source.trim(), '']);
    return { document: { mails }, lines: lines.length ? lines : ['The outbox is empty.'] };
  },
};
