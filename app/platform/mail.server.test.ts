import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
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
