import { randomInt, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { config } from './config.server.ts';
import { refuseInScope } from './scope.server.ts';

/**
 * A mail of plain words to one address; `html` says the same with links to press. `unsubscribe` is the address that ends such mails at one click (RFC 8058: whoever posts to it needs no session).
 * `calendar` is an iCalendar text, which mail programs offer to put into a calendar. `id` is a version-7 identifier of what is told: sent again after a kill, it is the
 * same mail to those who receive it (Message-ID), and the same file in the outbox.
 */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly unsubscribe?: string;
  readonly calendar?: { readonly method: 'PUBLISH' | 'REQUEST' | 'CANCEL'; readonly text: string };
  readonly id?: string;
};

/** A mail server that says nothing for so long (milliseconds) has failed, before somebody else takes the same mail up. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/** Sends one mail, or lays it into the outbox folder until SMTP_URL is set. Not inside a scope. */
export async function sendMail({ to, subject, text, html, unsubscribe, calendar, id }: Mail): Promise<void> {
  refuseInScope('Mail was sent');
  const { smtpUrl, mailFrom, outbox } = config();
  const mail = {
    from: mailFrom,
    to: { name: '', address: to },
    subject: subject.replace(/\p{Cc}+/gu, ' '),
    text,
    ...(html && { html }),
    ...(id && { messageId: `<${id}@${/@([^\s@<>]+)>?$/.exec(mailFrom)?.[1] ?? 'localhost'}>` }),
    ...(unsubscribe && {
      headers: { 'List-Unsubscribe': `<${new URL(unsubscribe).href}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    }),
    ...(calendar && { icalEvent: { method: calendar.method, filename: 'event.ics', content: calendar.text } }),
  };
  if (smtpUrl) {
    await nodemailer
      .createTransport({ url: smtpUrl, ...patience })
      .sendMail(mail)
      .catch(unnamed);
    return;
  }
  const { message } = await nodemailer.createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
  await mkdir(outbox, { recursive: true, mode: 0o700 });
  const name = `${(id ? timeOf(id) : new Date()).toISOString().replaceAll(':', '')}-${id ?? randomUUID().slice(0, 8)}.eml`;
  await writeFile(join(outbox, `.${name}`), message as Buffer, { mode: 0o600 });
  await rename(join(outbox, `.${name}`), join(outbox, name)); // a reader never meets half a mail
}

/**
 * Sends a mail a moment after the caller has answered, so that the time of an answer does not tell whether there was a mail to send.
 * `failed` hears of a mail that could not be sent.
 */
export function sendMailLater(mail: Mail, failed: (error: unknown) => void): void {
  setTimeout(() => sendMail(mail).catch(failed), 100 + randomInt(100));
}

/** The time in a version-7 identifier (RFC 9562). */
function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}

/** A mail server's own words name the person that it refused, and would stand in the log. */
function unnamed(error: { code?: string; responseCode?: number; command?: string }): never {
  const facts = [error.code, error.responseCode, error.command].filter((fact) => fact !== undefined);
  throw new Error(`The mail server did not take a mail (${facts.join(', ') || 'no reason given'}).`);
}

/** The mails of the outbox, newest first, with their text as it is read. */
export async function outboxMails(): Promise<Array<{ name: string; source: string }>> {
  const { outbox } = config();
  const names = await readdir(outbox).catch(() => []);
  const mails = names
    .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
    .sort()
    .reverse();
  return Promise.all(mails.map(async (name) => ({ name, source: readable(await readFile(join(outbox, name), 'utf8')) })));
}

/** Long lines travel in pieces (quoted-printable, RFC 2045): put together, an address in them can be copied. The head of a mail, or of a part of it, is written by other rules, and stays. */
function readable(source: string): string {
  const [, boundary] = /^content-type: multipart\/[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*?boundary="([^"\r\n]+)"/im.exec(source) ?? [];
  if (boundary === undefined) return joined(source);
  return source.split(`--${boundary}`).map(joined).join(`--${boundary}`);
}

function joined(source: string): string {
  const [, head = source, body = ''] = /^([\s\S]*?\r?\n)(\r?\n[\s\S]*)$/.exec(source) ?? [];
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return source;
  const whole = body
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
  return head.replace(/^content-transfer-encoding: quoted-printable\r?\n/im, '') + whole;
}
