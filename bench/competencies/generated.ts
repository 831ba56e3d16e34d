const count = { domains: 8, competenciesEach: 50, milestonesEach: 6 } as const;
const verbs = ['Explores', 'Demonstrates', 'Applies', 'Explains', 'Recognises', 'Documents', 'Discusses', 'Reflects on'];
const things = [
  'the values of patients and families',
  'strong emotions',
  'difficult news',
  'prognostic uncertainty',
  'symptoms at the end of life',
  'decisions about treatment',
  'the work of a team',
  'one’s own limits',
];
const phases = ['pre-clerkship', 'clerkship', 'post-clerkship'];

function id(kind: string, at: number): string {
  return `${kind}0000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`;
}

/** Always the same framework of 2,808 items as a CASE 1.1 package: 8 domains, 400 competencies, 2,400 milestones; ids, texts and levels as real ones have them. */
export function generatedPackage(): { CFDocument: object; CFItems: object[]; CFAssociations: object[] } {
  const base = 'https://frameworks.example/ims/case/v1p1';
  const lastChangeDateTime = '2025-01-01T00:00:00Z';
  const document = {
    identifier: id('d', 1),
    uri: `${base}/CFDocuments/${id('d', 1)}`,
    creator: 'An invented faculty',
    title: 'Generated framework',
    lastChangeDateTime,
    version: '1',
    caseVersion: '1.1',
  };
  const items: object[] = [];
  const associations: object[] = [];
  function add(
    parent: string,
    sequence: number,
    item: { fullStatement: string; humanCodingScheme?: string; CFItemType: string; educationLevel?: string[] },
  ): string {
    const identifier = id('a', items.length + 1);
    items.push({ identifier, uri: `${base}/CFItems/${identifier}`, ...item, language: 'en', lastChangeDateTime });
    const link = (to: string) => ({ title: to, identifier: to, uri: `${base}/CFItems/${to}` });
    const place = id('c', items.length);
    associations.push({
      identifier: place,
      uri: `${base}/CFAssociations/${place}`,
      associationType: 'isChildOf',
      originNodeURI: link(identifier),
      destinationNodeURI: link(parent),
      sequenceNumber: sequence,
      lastChangeDateTime,
    });
    return identifier;
  }
  for (let d = 1; d <= count.domains; d++) {
    const domain = add(document.identifier, d, {
      fullStatement: `Domain ${d}: ${things[d - 1]}`,
      humanCodingScheme: String(d),
      CFItemType: 'Domain',
    });
    for (let c = 1; c <= count.competenciesEach; c++) {
      const words = `${verbs[(d + c) % 8]} ${things[c % 8]} in ${things[(c * 3 + d) % 8]} and in ${things[(c + 5) % 8]}, across settings of care`;
      const competency = add(domain, c, { fullStatement: words, humanCodingScheme: `${d}.${c}`, CFItemType: 'Competency' });
      for (let m = 1; m <= count.milestonesEach; m++)
        add(competency, m, {
          fullStatement: `${words}, step ${m}, as expected of a student`,
          CFItemType: 'Milestone',
          educationLevel: [phases[(m - 1) % 3]!],
        });
    }
  }
  return { CFDocument: document, CFItems: items, CFAssociations: associations };
}
