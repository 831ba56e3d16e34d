import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessageList } from '#app/platform/message-list.ts';
import { type Passage, passage } from './passage.ts';
import { createPlainTextReader } from './plain-text.ts';
import { applySpeakerRule } from './speaker-applied.ts';
import { labelKind } from './speaker-label.ts';
import { detectSpeakerRule } from './speaker-rule.ts';
import { readingOf } from './transcript-reading.ts';

function passagesOf(text: string): Passage[] {
  const passages: Passage[] = [];
  const reader = createPlainTextReader({ take: (each) => passages.push(each), messages: createMessageList() });
  reader.write(text);
  reader.end();
  return passages;
}
function reading(text: string, roster: string[] = []) {
  return readingOf({ format: 'txt', passages: passagesOf(text), messages: createMessageList() }, { roster });
}
/** Mark, and who said what. */
function heard(text: string, roster?: string[]) {
  const { rule, turns } = reading(text, roster);
  return [rule.mark, ...turns.map(({ speaker, text }) => `${speaker}| ${text}`)];
}

test('every way to name a speaker that transcripts use is found', () => {
  const table: [string, string, ...string[]][] = [
    ['colon', 'Ana: Hi.\n\nBo: Hello.\n\nAna: Yes.', 'Ana| Hi.', 'Bo| Hello.', 'Ana| Yes.'],
    ['colon', 'Ana: Hi.\nBo: Hello.\nand more\nAna: Yes.\nBo: No.', 'Ana| Hi.', 'Bo| Hello.\nand more', 'Ana| Yes.', 'Bo| No.'],
    ['colon', 'I: And?\nR1: Well.\nI: So?\nR1: Yes: it was.', 'I| And?', 'R1| Well.', 'I| So?', 'R1| Yes: it was.'],
    ['colon', 'FG2-P3: Hi.\nFG2-P1: Oh.\nFG2-P3: Yes.\nFG2-P1: No.', 'FG2-P3| Hi.', 'FG2-P1| Oh.', 'FG2-P3| Yes.', 'FG2-P1| No.'],
    ['colon', 'Moderator:\nWelcome all.\n\nParticipant 3:\nThanks.', 'Moderator| Welcome all.', 'Participant 3| Thanks.'],
    [
      'colon',
      'Ana Ruiz (she/her): Hi.\niPhone 14: Oh.\nAna Ruiz (she/her): Yes.\niPhone 14: No.',
      'Ana Ruiz (she/her)| Hi.',
      'iPhone 14| Oh.',
      'Ana Ruiz (she/her)| Yes.',
      'iPhone 14| No.',
    ],
    ['colon', '李娜：你好\n王芳：好\n李娜：再见\n王芳：好', '李娜| 你好', '王芳| 好', '李娜| 再见', '王芳| 好'],
    ['colon', 'nurse: hi\n\n3rd year: oh\n\nnurse: yes\n\n3rd year: no', 'nurse| hi', '3rd year| oh', 'nurse| yes', '3rd year| no'],
    ['colon', 'P1: hi\nP2 [laughs]: oh\nP3: yes', 'P1| hi', 'P2| [laughs] oh', 'P3| yes'],
    ['bracket', '[id1] hi\n\n[id2] [laughs] oh\n\n[id1] yes\n\n[id2] no', 'id1| hi', 'id2| [laughs] oh', 'id1| yes', 'id2| no'],
    ['brace', '{Ana} hi\n{Bo} oh\n{Ana} yes\n{Bo} no', 'Ana| hi', 'Bo| oh', 'Ana| yes', 'Bo| no'],
    ['hash', '#Ana: hi\n#Bo: oh\n#Ana: yes\n#Bo: no', 'Ana| hi', 'Bo| oh', 'Ana| yes', 'Bo| no'],
    ['at', '@ana: hi\n@bo: oh\n@ana: yes\n@bo: no', 'ana| hi', 'bo| oh', 'ana| yes', 'bo| no'],
    ['parenthesis', '(Ana Ruiz)\nhi\n(Bo)\noh\n(Ana Ruiz)\nyes\n(Bo)\nno', 'Ana Ruiz| hi', 'Bo| oh', 'Ana Ruiz| yes', 'Bo| no'],
    [
      'numbered',
      '[T012] Participant 3: hi\n[T013] Moderator: oh\n[T014] Participant 3: yes',
      'Participant 3| hi',
      'Moderator| oh',
      'Participant 3| yes',
    ],
    [
      'stamp',
      'Ana Ruiz  0:16\nhi there\nand more\n\nBo  1:02:03\noh\n\nTranscribed by https://otter.ai',
      'Ana Ruiz| hi there\nand more',
      'Bo| oh',
    ],
    ['stamp', '[Ana Ruiz] 14:05:06\nhi\n\n[Bo] 14:05:10\noh', 'Ana Ruiz| hi', 'Bo| oh'],
    [
      'clock line',
      'Audio file\na.mp3\n\n00:00:16 Speaker 1\nhi\n\n00:00:20 Speaker 2\noh',
      'null| Audio file\na.mp3',
      'Speaker 1| hi',
      'Speaker 2| oh',
    ],
    ['starred', '**Ana:** hi\n\n**Bo**: oh\n\n**Ana:** yes\n\n**Bo:** no', 'Ana| hi', 'Bo| oh', 'Ana| yes', 'Bo| no'],
    ['colon', '>> ANA: hi\n>> BO: oh\n- ANA: yes\n- BO: no', 'ANA| hi', 'BO| oh', 'ANA| yes', 'BO| no'],
    ['rev', 'Speaker 1 (00:16):\nhi\n\nSpeaker 2 (00:20):\noh', 'Speaker 1| hi', 'Speaker 2| oh'],
    ['rev', 'Ana Ruiz: (00:16)\nhi\n\nBo: (00:20)\noh', 'Ana Ruiz| hi', 'Bo| oh'],
    ['clock', '[00:00:16] Ana: hi\n[00:00:20] Bo: oh', 'Ana| hi', 'Bo| oh'],
    ['clock', '00:16 - 00:19 Ana: hi\n00:20 - 00:22 Bo: oh', 'Ana| hi', 'Bo| oh'],
    ['columns', 'Ana\t00:00:16\thi\nBo\t00:00:20\toh\nAna\t00:00:24\tyes\nBo\t00:00:25\tno', 'Ana| hi', 'Bo| oh', 'Ana| yes', 'Bo| no'],
    ['chat', '10:02:11 From Ana Ruiz to Everyone:\n\tthis one\n10:02:15 From Bo : that', 'Ana Ruiz| this one', 'Bo| that'],
  ];
  for (const [mark, text, ...turns] of table) assert.deepEqual(heard(text), [mark, ...turns], JSON.stringify(text));
});
test('remarks, clock times, addresses and headings with a colon are no speakers', () => {
  const talk = 'Ana: We did.\nBo: At what time?\nAna: Half past.\nBo: I see.\n';
  for (const line of [
    'Note: we stopped here',
    '17:30 was the time',
    'At 17:30: the end',
    'https://a.example/b',
    'Question: who?',
    'I said to them: no',
    'He asked, and she said: yes',
  ])
    assert.deepEqual(heard(`${talk}${line}\n${line}`).at(-1), `Bo| I see.\n${line}\n${line}`, line);
  assert.equal(heard('Note: one\nNote: two\nNote: three')[0], 'none');
  assert.equal(heard('[laughs] one\n[inaudible] two\n[laughs] three')[0], 'none');
  assert.equal(heard('12:30\n17:30\n18:30')[0], 'none');
  assert.equal(heard('17:30 was the time\n17:30 was the time\nLunch at 12:30\nLunch at 12:30')[0], 'none');
});
test('a name that stands once is a speaker where nearly every passage has one, and is shown; elsewhere it stays in the text, and is shown', () => {
  const zoom = 'Ana: Hi.\n\nBo: Hello.\n\nAna: Yes.\n\nBo: No.\n\nCarla Diaz: Bye!';
  const { speakers, detected, messages } = reading(zoom);
  assert.deepEqual(
    [...speakers],
    [
      ['Ana', 2],
      ['Bo', 2],
      ['Carla Diaz', 1],
    ],
  );
  assert.deepEqual(
    detected.once.map(({ label, line }) => [label, line]),
    [['Carla Diaz', 9]],
  );
  assert.ok(messages.some(({ found }) => /“Carla Diaz” \(1\)/.test(found)));
  const long = `${'Ana: One.\n\nmore\n\nmore\n\nmore\n\nmore\n\n'.repeat(3)}My Plan: to go`;
  assert.deepEqual(
    reading(long).detected.left.map(({ label }) => label),
    ['My Plan'],
  );
  assert.ok(reading(long).messages.some(({ found, did }) => /“My Plan” \(1\)/.test(found) && /stayed in the text/.test(did)));
});
test('who is on the list of participants is a speaker, whatever the label looks like', () => {
  const text = 'Some words first.\n\nnote: hello\n\nAnd more words.\n\nAnd more.';
  assert.equal(heard(text)[0], 'none');
  assert.deepEqual(heard(text, ['Note'])[0], 'colon');
  assert.deepEqual([...reading(text, ['Note']).speakers], [['note', 1]]);
});
test('a mark on hardly any passage gives nobody everything: it is proposed beside “no mark”', () => {
  const { rule, detected, messages } = reading(`${'Some words.\n\n'.repeat(60)}Ana: a\n\nAna: b`);
  assert.equal(rule.mark, 'none');
  assert.deepEqual(
    detected.alternatives.map((each) => [each.rule.mark, each.marked]),
    [['colon', 2]],
  );
  assert.match(messages[0]?.found ?? '', /what came nearest: “Ana” \(2\)/);
});
test('labels that differ in capitals only are one speaker', () => {
  assert.deepEqual(
    [...reading('Ana: a\nBo: b\nANA: c\nBo: d\nAna: e\nANA: f\nAna: g').speakers],
    [
      ['Ana', 3],
      ['Bo', 2],
    ],
  );
});
test('a person corrects the rule: other names, one person under two labels, a label that is none, another mark, no mark', () => {
  const passages = passagesOf('Ana: a\nNana: b\nTip: c\nBo: d');
  const speakers = [
    { label: 'Ana', name: 'P1' },
    { label: 'Nana', name: 'P1' },
    { label: 'Bo', name: 'P2' },
  ];
  const { cues } = applySpeakerRule(passages, { mark: 'colon', speakers });
  assert.deepEqual(
    cues.map(({ speaker, text }) => [speaker, text]),
    [
      ['P1', 'a'],
      ['P1', 'b\nTip: c'],
      ['P2', 'd'],
    ],
  );
  assert.deepEqual(
    applySpeakerRule(passages, { mark: 'none', speakers: [] }).cues.map(({ speaker }) => speaker),
    [null],
  );
  assert.deepEqual(detectSpeakerRule(passages).alternatives.at(-1)?.rule, { mark: 'none', speakers: [] });
});
test('a cue without a name goes to the one before it, and is told; what comes before the first name is nobody’s', () => {
  const cue = (text: string, at: number) => passage({ line: at, start: at * 1000, end: at * 1000 + 900, text });
  const passages = ['Welcome', 'Ana: a', 'more', 'Bo: b', 'Ana: c', 'Bo: d'].map(cue);
  const { turns, messages, cueCount } = readingOf({ format: 'vtt', passages, messages: createMessageList() });
  assert.deepEqual(turns.map(({ speaker, text, start, end }) => [speaker, text, start, end]).slice(0, 2), [
    [null, 'Welcome', 0, 900],
    ['Ana', 'a more', 1000, 2900],
  ]);
  assert.equal(cueCount, 6);
  assert.ok(messages.some(({ severity, found }) => severity === 'warning' && /^2 cues without a speaker/.test(found)));
  assert.ok(messages.some(({ found }) => /^1 passage before the first speaker/.test(found)));
});
test('a name in bold in front of the words is a speaker', () => {
  const paragraph = (name: string, text: string, line: number) => passage({ line, text: `${name} ${text}`, bold: name.length });
  const passages = [paragraph('Ana', 'hi', 1), paragraph('Bo', 'oh', 2), paragraph('Ana', 'yes', 3), paragraph('Bo', 'no', 4)];
  const { rule } = detectSpeakerRule(passages);
  assert.equal(rule.mark, 'bold');
  assert.deepEqual(
    applySpeakerRule(passages, rule).cues.map(({ speaker, text }) => `${speaker}| ${text}`),
    ['Ana| hi', 'Bo| oh', 'Ana| yes', 'Bo| no'],
  );
});
test('labels are told apart by what they look like', () => {
  const table: [ReturnType<typeof labelKind>, string[]][] = [
    ['role', ['Speaker 1', 'moderator', 'Participant A', 'Interviewer', 'Unknown Speaker', 'Note-taker']],
    [
      'name',
      [
        'I',
        'R1',
        'FG2-P3',
        'Dr. Ian Johnson',
        'Lynne Neagle AM',
        'Ludwig van Beethoven',
        'iPhone 14',
        "Ana's iPad",
        'Doe, Jane',
        'Jane Doe (she/her)',
        'O’Neill',
      ],
    ],
    ['other', ['id', 'user interface', 'we did it']],
    [
      'nobody',
      [
        'Note',
        'PS',
        '17',
        'What?',
        'laughter',
        'a; b',
        'This is far too long to be the name of anybody who was ever in a room',
        'Date',
        'Week 3',
        'Page 4',
      ],
    ],
  ];
  for (const [kind, labels] of table) for (const label of labels) assert.equal(labelKind(label), kind, label);
});
