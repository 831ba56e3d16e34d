import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationMail } from './invitation.ts';

const invitation = { id: '01900000-0000-7000-8000-000000000101', mail: 'n@ashby.example', name: 'Noor', invitedBy: 'Rena' };

test('the mail says who invites, as what, where, and the address of the page', () => {
  const { to, subject, text } = invitationMail({ ...invitation, role: 'mapper', school: 'Ashby' }, 'https://concord.example');
  assert.deepEqual([to, subject], ['n@ashby.example', 'Rena invites you to Concord']);
  assert.match(text, /as mapper of Ashby/);
  assert.match(text, /https:\/\/concord\.example\/invitation\/01900000-0000-7000-8000-000000000101\n/);
});
test('a role in the collaborative is said as people say it', () => {
  assert.match(
    invitationMail({ ...invitation, role: 'steering-member', school: null }, 'http://x').text,
    /steering member of the collaborative/,
  );
});
