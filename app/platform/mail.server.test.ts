import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { mailServer } from '../../tests/mail-server.ts';
import { sendMail } from './mail.server.ts';

test('a mail server that names the person it refuses does not bring that name into the log', async (context) => {
  const server = createServer((socket) => {
    socket.write('220 ready\r\n');
    socket.on('data', (line) => {
      const said = line.toString();
      if (said.startsWith('RCPT')) socket.write('550 no such user r.okafor@school.example\r\n');
      else socket.write('250 ok\r\n');
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`;
  process.env.MAIL_FROM = 'Concord <concord@school.example>';
  context.after(() => {
    server.close();
    delete process.env.SMTP_URL;
    delete process.env.MAIL_FROM;
  });
  const sent = sendMail({ to: 'r.okafor@school.example', subject: 'A code', text: 'ABCD-2345' });
  await assert.rejects(sent, (error: Error) => /550/.test(error.message) && !`${error.message}${error.stack}`.includes('okafor'));
});

test('a mail server gets one mail for one address, whose headers nobody can write into, that can be unsubscribed from at one click and goes into a calendar', async (context) => {
  const arrived = await mailServer(context, { from: 'Concord <concord@school.example>' });
  await sendMail({
    to: 'r.okafor@school.example',
    subject: 'Next forum: “Ünderstanding”\r\nBcc: everybody@school.example',
    text: 'At noon.\n.\nStill there.',
    unsubscribe: 'https://concord.example/updates/unsubscribe/abc',
    calendar: { method: 'REQUEST', text: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
  });
  assert.deepEqual(
    arrived.map(({ to }) => to),
    [['r.okafor@school.example']],
  );
  const mail = await simpleParser(arrived[0]!.source);
  assert.equal(mail.subject, 'Next forum: “Ünderstanding” Bcc: everybody@school.example');
  assert.equal(mail.bcc, undefined);
  assert.match(mail.text!, /At noon\.\n\.\nStill there\./);
  assert.equal(
    mail.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line,
    'List-Unsubscribe: <https://concord.example/updates/unsubscribe/abc>',
  );
  assert.match(arrived[0]!.source, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  assert.match(arrived[0]!.source, /^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/m);
});

test('nobody writes a second receiver or a head into an address', async (context) => {
  const arrived = await mailServer(context, { from: 'Concord <concord@school.example>' });
  for (const to of ['r@a.example\r\nBcc: all@b.example', 'r@a.example, all@b.example', 'r@a.example> <all@b.example'])
    await sendMail({ to, subject: 'A code', text: 'ABCD-2345' }).catch(() => undefined);
  for (const { to, source } of arrived) {
    assert.equal(to.length, 1);
    assert.doesNotMatch(source, /^bcc:/im);
    assert.notEqual(to[0], 'all@b.example');
  }
});
