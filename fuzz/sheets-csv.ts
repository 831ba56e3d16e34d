import { realFiles } from './harness/real-files.ts';
import { readWithPromises } from './harness/sheet-promises.ts';
import type { Target } from './harness/target.ts';

/** Tables as text: every delimiter, quotation, line end and encoding. */
export const target: Target = {
  seeds: () => [
    ...[
      'Title,Minutes,Objectives\n"Heart failure, part 1",90,"Explain ""shock""; treat it"\nShock,1.5 h,\n',
      '\ufeffTitre;Durée\r\nThérapie;90\r\n"deux\r\nlignes";60\r\n',
      'sep=;\r\na;b\r\n1,5;2\r\n',
      'a|b\r1|2\r',
      '`id`,`name`\n1,"x"\n\n\n2,y',
      'a,b\n1,"open\n2,"x"\n3,y\n',
    ].map((text) => Buffer.from(text)),
    Buffer.from('Titre;Durée\nThérapie – 1;90\n', 'latin1'),
    Buffer.from('\ufeffTitle\tMinutes\r\nThérapie\t90\r\n', 'utf16le'),
    Buffer.from('\ufeffTitle\tMinutes\r\nThérapie\t90\r\n', 'utf16le').swap16(),
    ...realFiles(['competencies/*.csv', 'competencies/ilios-dataimport/*.csv'], 8_000),
  ],
  dictionary: [
    ',',
    ';',
    '\t',
    '|',
    '"',
    '""',
    '"""',
    '","',
    '"\n"',
    '\r\n',
    '\r',
    '\n\n',
    'sep=;\n',
    '`',
    '=1+1',
    '#REF!',
    'Title',
    '\u001f',
    '<html>',
    '%PDF',
  ],
  run: (_, path) => readWithPromises(path),
};
