import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';
import { readWithPromises } from './harness/transcript-promises.ts';

const vtt =
  'WEBVTT - a session\nKind: captions\n\nNOTE made by nobody\n\n1\n00:00:01.000 --> 00:00:04.000\nAna: I was there.\n\n3f25/1-0\n00:05.000 --> 00:07.500 align:start\n<v.loud Bo Li>Then <i>we</i> &amp; <00:06.000>they.</v> <v Ana>Yes.\n';
const srt = '1\n00:00:01,000 --> 00:00:04,000\n<i>Ana: Hi.</i>\n\n2\n00:00:05,000 --> 00:00:07,000\n- Bo: Oh.\nAna: Yes.\n';
const texts = [
  'Ana: Hi.\nBo: Oh.\n\nNote: a break\nAna: Yes.\nBo: No.\n',
  '[id1] hi\n\n[id2] [laughs] oh\n\n[id1] yes\n',
  'Ana Ruiz  0:16\nhi\nmore\n\nBo  1:02:03\noh\n\nTranscribed by https://otter.ai\n',
  'Speaker 1 (00:16):\nhi\n\nSpeaker 2 (00:20):\noh\n',
  '[T012] Participant 3: hi\n[T013] Moderator: oh\n',
  'Ana\t00:00:16\thi\nBo\t00:00:20\toh\n',
  '10:02:11 From Ana Ruiz to Everyone:\n\tthis\n10:02:15 From Bo : that\n',
];

/** Captions and texts, in every way to name a speaker. */
export const target: Target = {
  seeds: () => [
    ...[vtt, srt, ...texts].map((text) => Buffer.from(text)),
    Buffer.from(`\ufeff${vtt}`, 'utf16le'),
    Buffer.from(vtt.replace('there', 'thére'), 'latin1'),
    ...realFiles(['qualitative/vtt/*.vtt', 'qualitative/transcript.txt'], 8_000),
  ],
  dictionary: [
    ...['WEBVTT', '-->', ' --> ', '00:00:01.000', '99:59:59.999', '00:01,5', '00:60.000', '0:16', '\n\n', '\r\n', '\r', '\t', '\ufeff'],
    ...[
      '<v Ana>',
      '<v.x  >',
      '</v>',
      '<c>',
      '<',
      '>',
      '<3',
      '&amp;',
      '&#x1f600;',
      '&#55296;',
      '&',
      'NOTE',
      'STYLE',
      'REGION',
      'X-TIMESTAMP-MAP=',
    ],
    ...[
      'Ana: ',
      'I: ',
      'FG2-P3: ',
      'Speaker 1',
      '[id1] ',
      '{Ana} ',
      '#Ana: ',
      '@ana: ',
      '(Ana)',
      '[T1] ',
      ' (00:16):',
      '  0:16',
      '：',
      '[laughs]',
    ],
    ...[
      '1 "Ana" (12)',
      ' From Ana to Bo:',
      '__proto__: ',
      'constructor: ',
      '\0',
      '\u202e',
      '\ud83d\ude00',
      'e\u0301',
      '\u2028',
      '%PDF',
      'PK\x03\x04',
    ],
  ],
  run: (_, path) => readWithPromises(path),
};
