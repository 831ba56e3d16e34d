import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutesOf } from './minutes.ts';
import { type Report, type ReportRow, readReport } from './report.ts';

const frame = { startsAt: new Date('2026-10-08T16:00:00Z'), endsAt: new Date('2026-10-08T17:00:00Z'), timeZone: 'America/New_York' };
const window = [frame.startsAt.getTime() / 1000, frame.endsAt.getTime() / 1000] as const;
const rows = (text: string, between = ','): ReportRow[] =>
  text
    .trim()
    .split('\n')
    .map((line, at) => ({ line: at + 1, cells: line.split(between) }));
function read(text: string, between?: string, more = {}): Report {
  const found = readReport(rows(text, between), { ...frame, ...more });
  assert.ok('people' in found, 'problem' in found ? found.problem : '');
  return found;
}
const minutesIn = (report: Report) => report.people.map((each) => [each.name, each.mail, minutesOf([{ importId: 'a', ...each }], window)]);

const zoom = `Meeting ID,Topic,Start Time,End Time
812 3456,Forum,10/08/2026 11:50:00 AM,10/08/2026 01:05:00 PM
Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
Ada Quill,ADA@ashby.example,10/08/2026 11:52:10 AM,10/08/2026 12:30:00 PM,38,No,No
Ada phone,ada@ashby.example,10/08/2026 12:20:00 PM,10/08/2026 12:50:00 PM,30,No,No
iPhone,,10/08/2026 12:00:00 PM,10/08/2026 12:40:00 PM,40,Yes,No
iPhone,,10/08/2026 12:10:00 PM,10/08/2026 12:20:00 PM,10,Yes,No
iPhone,,10/08/2026 12:45:00 PM,10/08/2026 12:55:00 PM,10,Yes,No
Somebody,x@brook.example,10/08/2026 11:55:00 AM,10/08/2026 12:00:00 PM,5,No,Yes`;

test('Zoom’s report: joins of one address count once where they overlap; two at once under one name are two', () => {
  const report = read(zoom);
  assert.equal(report.source, 'zoom');
  assert.deepEqual(minutesIn(report), [
    ['Ada Quill', 'ada@ashby.example', 50],
    ['iPhone', null, 50],
    ['iPhone', null, 10],
  ]);
});
test('the report’s own time zone is what whoever brings it says; another day, or another zone, is told', () => {
  const inLosAngeles = zoom.replaceAll(/1([12]):(\d\d):(\d\d) (AM|PM)/g, (_, h, m, s) => `${h === '2' ? '09' : '08'}:${m}:${s} AM`);
  assert.deepEqual(minutesIn(read(inLosAngeles, ',', { timeZone: 'America/Los_Angeles' }))[0], ['Ada Quill', 'ada@ashby.example', 50]);
  const wrong = readReport(rows(inLosAngeles), frame);
  assert.ok('problem' in wrong && /time zone/.test(wrong.problem));
});
test('days before months are read where they fall on the meeting’s day', () => {
  const report = read('Name,Email,Join time,Leave time\nAda,ada@ashby.example,08/10/2026 12:00,08/10/2026 12:45');
  assert.deepEqual(minutesIn(report), [['Ada', 'ada@ashby.example', 45]]);
});
test('Zoom’s totals have minutes alone', () => {
  const report = read('Name (Original Name),User Email,Total Duration (Minutes),Guest\nAda,ada@ashby.example,48,No\nBen,,12,Yes');
  assert.deepEqual(minutesIn(report), [
    ['Ada', 'ada@ashby.example', 48],
    ['Ben', null, 12],
  ]);
});
test('Teams’ report: of its three lists the one with every join is read', () => {
  const report = read(
    `1. Summary
Meeting title	Forum
Attended participants	2
2. Participants
Name	First Join	Last Leave	In-Meeting Duration	Email	Participant ID (UPN)	Role
Ada Quill	10/8/26, 11:58:00 AM	10/8/26, 1:00:00 PM	42m 3s	ada@ashby.example	ada@ashby.example	Presenter
3. In-Meeting Activities
Name	Join Time	Leave Time	Duration	Email	Role
Ada Quill	10/8/26, 11:58:00 AM	10/8/26, 12:20:00 PM	22m	ada@ashby.example	Presenter
Ada Quill	10/8/26, 12:40:00 PM	10/8/26, 1:00:00 PM	20m	ada@ashby.example	Presenter
Guest (Unverified)	10/8/26, 12:00:00 PM	10/8/26, 12:30:00 PM	30m		Attendee`,
    '\t',
  );
  assert.equal(report.source, 'teams');
  assert.deepEqual(minutesIn(report), [
    ['Ada Quill', 'ada@ashby.example', 40],
    ['Guest (Unverified)', null, 30],
  ]);
});
test('a file that is no report is told so, and a line that cannot be read stops no other', () => {
  assert.ok('problem' in readReport(rows('a,b\n1,2'), frame));
  const report = read(
    'Name,Email,Join time,Leave time\nAda,ada@ashby.example,08/10/2026 12:00,08/10/2026 12:45\nBen,b@x.example,yesterday,08/10/2026 12:45',
  );
  assert.deepEqual(report.unread, [{ line: 3, why: '“yesterday” is no time' }]);
});
