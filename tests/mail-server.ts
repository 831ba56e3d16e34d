import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';

/** A mail as a mail server receives it: from and to whom its envelope says, and all of its letters. */
export type ArrivedMail = { readonly from: string; readonly to: string[]; readonly source: string };

/** A real SMTP server for one test, to which every mail of this process goes meanwhile; answers what arrives there. `refuses` says whose mails it does not take. */
export async function mailServer(
  context: TestContext,
  { from, refuses = () => false }: { from: string; refuses?: (mail: string) => boolean },
): Promise<ArrivedMail[]> {
  const arrived: ArrivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(refuses(address) ? new Error('no such person') : null),
    onData: async (stream, { envelope }, done) => {
      const { mailFrom, rcptTo } = envelope;
      arrived.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source: await text(stream) });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
  process.env.MAIL_FROM = from;
  context.after(() => {
    server.close();
    delete process.env.SMTP_URL;
    delete process.env.MAIL_FROM;
  });
  return arrived;
}
