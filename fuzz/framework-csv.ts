import { readFrameworkFile } from '#app/modules/competencies/exchange/framework-file.server.ts';
import { realFiles } from './harness/real-files.ts';
import type { Target } from './harness/target.ts';
import { target as csv } from './sheets-csv.ts';

/** Frameworks as tables, with columns or as an outline. */
export const target: Target = {
  seeds: () => [
    Buffer.from(
      'Identifier,fullStatement,humanCodingScheme,Is Child Of,replacedBy\n1,Care,1,,\n2,Listen,1.1,1,\n3,Explain,1.10,1,2\n4,Loop,2,4,\n',
    ),
    Buffer.from('Code,Competency,Milestone\n1,Care,\n1.1,,Listens\n1.10,,Explains\n'),
    Buffer.from('1 Care\n  1.1 Listens\n  1.2 Explains\n2 Know\n'),
    Buffer.from('Domain\tCompetency\tMilestone\nCare\t\t\n\tListens\t\n\t\tStudents listen\n'),
    ...realFiles(['competencies/*.csv', 'competencies/ilios-dataimport/{competency,aamc_pcrs,term}.csv'], 8_000),
  ],
  dictionary: [
    ...csv.dictionary,
    'Identifier',
    'fullStatement',
    'Is Child Of',
    'IsPartOf',
    'replacedBy',
    'smartLevel',
    '1.10',
    '1.1',
    'A.',
    'Domain',
    'Competency',
    'Milestone',
    'Phase 1',
    '__proto__',
    '  ',
    '•',
  ],
  async run(_, path) {
    const { messages } = await readFrameworkFile(path, { name: 'framework.csv' });
    return messages.map(({ found }) => found);
  },
};
