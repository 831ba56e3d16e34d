import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inShort, plain, type Run, styles } from './citation.ts';
import { type PublicationRecord, recordOfCsl } from './record.ts';

/** "Reidy JA, Clark MA" as CSL's names; what has no initials is a body. */
function people(list: string): unknown[] {
  return list.split('; ').map((name) => {
    const [family, given, suffix] = name.split(', ');
    return given === undefined ? { literal: family! } : { family: family!, given, ...(suffix ? { suffix } : {}) };
  });
}
const of = (csl: Record<string, unknown>): PublicationRecord => recordOfCsl(csl)!;
const cited = (style: keyof typeof styles, record: PublicationRecord) => plain(styles[style].cite(record));
const italics = (runs: readonly Run[]) => runs.filter(({ isItalic }) => isItalic).map(({ text }) => text);

const bmc = of({
  type: 'article-journal',
  title:
    'Paving the way for universal medical student training in serious illness communication: the Massachusetts Medical Schools’ Collaborative',
  author: people(
    'Reidy, Jennifer A.; Clark, Melissa A.; Berman, Harris A.; Chan, Stephanie H.; Gawande, Atul A.; Streid, Jocelyn; Vesel, Tamara; Young, Megan E.; Zehm, April; Schaefer, Kristen G.',
  ),
  'container-title': 'BMC Medical Education',
  'container-title-short': 'BMC Med Educ',
  volume: '22',
  issue: '1',
  number: '654',
  issued: { 'date-parts': [[2022, 9, 1]] },
  DOI: '10.1186/s12909-022-03702-2',
  PMID: '36050708',
  PMCID: 'PMC9438111',
});
const jpm = of({
  type: 'article-journal',
  title:
    'A Call to Action: Using Curriculum Mapping at Four Medical Schools in Massachusetts to Advance Serious Illness Communication Training in Undergraduate Medical Education',
  author: people(
    'Reidy, Jennifer A; Chan, Stephanie H; Boelitz, Kris M; Chavez, Melissa; Clark, Melissa A; Epstein, Scott K; Gosline, Anna; Healy, Rose; Livne, Emma; Peirce, Hayden; Schaefer, Kristen G; Streid, Jocelyn; Vesel, Tamara; Young, Megan E; Zehm, April; Garg, Priya S',
  ),
  'container-title': 'Journal of Palliative Medicine',
  'container-title-short': 'J Palliat Med',
  volume: 27,
  issue: 1,
  page: '39-46',
  issued: { 'date-parts': [[2024, 1]] },
  DOI: '10.1089/jpm.2022.0562',
  PMID: '37976143',
});

// Published text: repository of UMass Chan, handles 20.500.14038/51298 and 52965, which name all authors; ours the first six.
test('the collaborative’s papers are cited as PubMed does', () => {
  assert.equal(
    cited('vancouver', bmc),
    'Reidy JA, Clark MA, Berman HA, Chan SH, Gawande AA, Streid J, et al. Paving the way for universal medical student training in serious illness communication: the Massachusetts Medical Schools’ Collaborative. BMC Med Educ. 2022 Sep 1;22(1):654. doi: 10.1186/s12909-022-03702-2. PMID: 36050708; PMCID: PMC9438111.',
  );
  assert.equal(
    cited('vancouver', jpm),
    'Reidy JA, Chan SH, Boelitz KM, Chavez M, Clark MA, Epstein SK, et al. A Call to Action: Using Curriculum Mapping at Four Medical Schools in Massachusetts to Advance Serious Illness Communication Training in Undergraduate Medical Education. J Palliat Med. 2024 Jan;27(1):39-46. doi: 10.1089/jpm.2022.0562. PMID: 37976143.',
  );
});
test('the same papers in AMA and APA', () => {
  assert.equal(
    cited('ama', jpm),
    'Reidy JA, Chan SH, Boelitz KM, et al. A Call to Action: Using Curriculum Mapping at Four Medical Schools in Massachusetts to Advance Serious Illness Communication Training in Undergraduate Medical Education. J Palliat Med. 2024;27(1):39-46. doi:10.1089/jpm.2022.0562',
  );
  assert.equal(cited('ama', bmc).slice(-71), 'Collaborative. BMC Med Educ. 2022;22(1):654. doi:10.1186/s12909-022-03702-2'.slice(-71));
  assert.match(cited('apa', bmc), /^Reidy, J\. A\., Clark, M\. A\., .*, Zehm, A\., & Schaefer, K\. G\. \(2022\)\. Paving/);
  assert.match(
    cited('apa', bmc),
    /Collaborative\. BMC Medical Education, 22\(1\), Article 654\. https:\/\/doi\.org\/10\.1186\/s12909-022-03702-2$/,
  );
  assert.equal(plain(inShort(bmc)), 'Reidy JA, Clark MA, Berman HA, et al. BMC Med Educ. 2022;22(1):654.');
  assert.deepEqual(italics(styles.apa.cite(jpm)), ['Journal of Palliative Medicine, 27']);
  assert.deepEqual(italics(styles.ama.cite(jpm)), ['J Palliat Med.']);
});

// Samples of Formatted References, National Library of Medicine (ICMJE).
test('Vancouver: the samples of the National Library of Medicine', () => {
  const article = (author: string, title: string, rest: Record<string, unknown>) =>
    of({ type: 'article-journal', title, author: people(author), ...rest });
  assert.equal(
    cited(
      'vancouver',
      article('Halpern, Scott D.; Ubel, Peter A.; Caplan, Arthur L.', 'Solid-organ transplantation in HIV-infected patients', {
        'container-title-short': 'N Engl J Med',
        issued: { 'date-parts': [[2002, 7, 25]] },
        volume: '347',
        issue: '4',
        page: '284-287',
      }),
    ),
    'Halpern SD, Ubel PA, Caplan AL. Solid-organ transplantation in HIV-infected patients. N Engl J Med. 2002 Jul 25;347(4):284-7.',
  );
  assert.equal(
    cited(
      'vancouver',
      article(
        'Rose, M E; Huerbin, M B; Melick, J; Marion, D W; Palmer, A M; Schiding, J K; Kochanek, P M; Graham, S H',
        'Regulation of interstitial excitatory amino acid concentrations after cortical contusion injury',
        { 'container-title-short': 'Brain Res', issued: { 'date-parts': [[2002]] }, volume: '935', issue: '1-2', page: '40-46' },
      ),
    ),
    'Rose ME, Huerbin MB, Melick J, Marion DW, Palmer AM, Schiding JK, et al. Regulation of interstitial excitatory amino acid concentrations after cortical contusion injury. Brain Res. 2002;935(1-2):40-6.',
  );
  assert.equal(
    cited(
      'vancouver',
      article(
        'Diabetes Prevention Program Research Group',
        'Hypertension, insulin, and proinsulin in participants with impaired glucose tolerance',
        { 'container-title': 'Hypertension', issued: { 'date-parts': [[2002]] }, volume: '40', issue: '5', page: '679–686' },
      ),
    ),
    'Diabetes Prevention Program Research Group. Hypertension, insulin, and proinsulin in participants with impaired glucose tolerance. Hypertension. 2002;40(5):679-86.',
  );
  assert.equal(
    cited(
      'vancouver',
      of({
        type: 'chapter',
        title: 'Chromosome alterations in human solid tumors',
        author: people('Meltzer, P S; Kallioniemi, A; Trent, J M'),
        editor: people('Vogelstein, B; Kinzler, K W'),
        'container-title': 'The genetic basis of human cancer',
        'publisher-place': 'New York',
        publisher: 'McGraw-Hill',
        issued: { 'date-parts': [[2002]] },
        page: '93-113',
      }),
    ),
    'Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: McGraw-Hill; 2002. p. 93-113.',
  );
});

// Reference examples of apastyle.apa.org (7th edition).
test('APA: articles with pages and with a number, a book, a chapter, a page on the web', () => {
  assert.equal(
    cited(
      'apa',
      of({
        type: 'article-journal',
        title: 'Emotions in storybooks: A comparison of storybooks that represent ethnic and racial groups in the United States',
        author: people('Grady, J. S.; Her, M.; Moreno, G.; Perez, C.; Yelinek, J.'),
        'container-title': 'Psychology of Popular Media Culture',
        volume: '8',
        issue: '3',
        page: '207-217',
        issued: { 'date-parts': [[2019]] },
        DOI: '10.1037/ppm0000185',
      }),
    ),
    'Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in storybooks: A comparison of storybooks that represent ethnic and racial groups in the United States. Psychology of Popular Media Culture, 8(3), 207–217. https://doi.org/10.1037/ppm0000185',
  );
  assert.equal(
    cited(
      'apa',
      of({
        type: 'article-journal',
        title: 'Teaching medicine with the help of “Dr. House”',
        author: people('Jerrentrup, A.; Mueller, T.; Glowalla, U.; Herder, M.; Henrichs, N.; Neubauer, A.; Schaefer, J. R.'),
        'container-title': 'PLoS ONE',
        volume: '13',
        issue: '3',
        number: 'e0193972',
        issued: { 'date-parts': [[2018]] },
        DOI: 'https://doi.org/10.1371/journal.pone.0193972',
      }),
    ),
    'Jerrentrup, A., Mueller, T., Glowalla, U., Herder, M., Henrichs, N., Neubauer, A., & Schaefer, J. R. (2018). Teaching medicine with the help of “Dr. House.” PLoS ONE, 13(3), Article e0193972. https://doi.org/10.1371/journal.pone.0193972',
  );
  assert.equal(
    cited(
      'apa',
      of({
        type: 'book',
        title: 'Behave: The biology of humans at our best and worst',
        author: people('Sapolsky, R. M.'),
        publisher: 'Penguin Books',
        issued: { 'date-parts': [[2017]] },
      }),
    ),
    'Sapolsky, R. M. (2017). Behave: The biology of humans at our best and worst. Penguin Books.',
  );
  assert.equal(
    cited(
      'apa',
      of({
        type: 'chapter',
        title: 'Culinary arts: Talent and its development',
        author: people('Aron, L.; Botella, M.; Lubart, T.'),
        editor: people('Subotnik, R. F.; Olszewski-Kubilius, P.; Worrell, F. C.'),
        'container-title': 'The psychology of high performance: Developing human potential into domain-specific talent',
        page: '345-359',
        publisher: 'American Psychological Association',
        issued: { 'date-parts': [[2019]] },
        DOI: '10.1037/0000120-016',
      }),
    ),
    'Aron, L., Botella, M., & Lubart, T. (2019). Culinary arts: Talent and its development. In R. F. Subotnik, P. Olszewski-Kubilius, & F. C. Worrell (Eds.), The psychology of high performance: Developing human potential into domain-specific talent (pp. 345–359). American Psychological Association. https://doi.org/10.1037/0000120-016',
  );
  assert.equal(
    cited(
      'apa',
      of({
        type: 'webpage',
        title: 'Why some people with anxiety love watching horror movies',
        author: people('Bologna, C.'),
        publisher: 'HuffPost',
        issued: { 'date-parts': [[2019, 10, 31]] },
        URL: 'https://www.huffpost.com/entry/anxiety-love-watching-horror-movies',
      }),
    ),
    'Bologna, C. (2019, October 31). Why some people with anxiety love watching horror movies. HuffPost. https://www.huffpost.com/entry/anxiety-love-watching-horror-movies',
  );
});
test('APA: of more than twenty authors the first nineteen and the last; two; none; a suffix; no date', () => {
  const many = Array.from({ length: 22 }, (_, at) => `Name${at + 1}, A.`).join('; ');
  const article = (author: string) => of({ type: 'book', title: 'A title', ...(author ? { author: people(author) } : {}) });
  assert.match(cited('apa', article(many)), /Name19, A\., \. \. \. Name22, A\. \(n\.d\.\)\. A title\.$/);
  assert.match(cited('apa', article('One, A.; Two, Jean-Paul')), /^One, A\., & Two, J\.-P\. /);
  assert.equal(cited('apa', article('')), 'A title. (n.d.).');
  assert.match(cited('apa', article('Evans, A. C., Jr.')), /^Evans, A\. C\., Jr\. \(n/);
});

// AMA Manual of Style, 11th edition: 3.7 (authors), 3.11 (journals), 3.12 (books), 3.15 (electronic).
test('AMA: up to six authors all of them, of more three; a chapter; a page on the web', () => {
  assert.equal(
    cited(
      'ama',
      of({
        type: 'article-journal',
        title: 'Utility of Framingham Coronary Heart Disease risk score for predicting cardiac risk after stroke',
        author: people('Towfighi, A; Markovic, D; Ovbiagele, B'),
        'container-title': 'Stroke',
        volume: '43',
        issue: '11',
        page: '2942-2947',
        issued: { 'date-parts': [[2012]] },
        DOI: '10.1161/STROKEAHA.112.668319',
      }),
    ),
    'Towfighi A, Markovic D, Ovbiagele B. Utility of Framingham Coronary Heart Disease risk score for predicting cardiac risk after stroke. Stroke. 2012;43(11):2942-2947. doi:10.1161/STROKEAHA.112.668319',
  );
  assert.equal(
    cited(
      'ama',
      of({
        type: 'chapter',
        title: 'Fractures of acetabulum and pelvis',
        author: people('Guyton, J L; Crockarell, J R'),
        editor: people('Canale, S T'),
        'container-title': 'Campbell’s Operative Orthopaedics',
        publisher: 'Mosby',
        issued: { 'date-parts': [[2003]] },
        page: '2939-2984',
      }),
    ),
    'Guyton JL, Crockarell JR. Fractures of acetabulum and pelvis. In: Canale ST, ed. Campbell’s Operative Orthopaedics. Mosby; 2003:2939-2984.',
  );
  assert.equal(
    cited(
      'ama',
      of({
        type: 'webpage',
        title: 'Zika travel information',
        publisher: 'Centers for Disease Control and Prevention',
        issued: { 'date-parts': [[2016, 1, 26]] },
        URL: 'https://wwwnc.cdc.gov/travel/page/zika-travel-information',
      }),
    ),
    'Zika travel information. Centers for Disease Control and Prevention. January 26, 2016. https://wwwnc.cdc.gov/travel/page/zika-travel-information',
  );
});

// APA 7, 10.2 (example 20 and its kin); ICMJE, samples 17 and 21; AMA 11, 3.12.
test('which edition of a book was meant stands behind its title, of a chapter behind that of its book; the first is not said', () => {
  const book = (edition: string) =>
    of({
      type: 'book',
      title: 'Medical microbiology',
      author: people('Murray, P. R.; Rosenthal, K. S.; Kobayashi, G. S.; Pfaller, M. A.'),
      'publisher-place': 'St. Louis',
      publisher: 'Mosby',
      edition,
      issued: { 'date-parts': [[2002]] },
    });
  assert.equal(
    cited('vancouver', book('4')),
    'Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. St. Louis: Mosby; 2002.',
  );
  assert.equal(
    cited('ama', book('4th ed.')),
    'Murray PR, Rosenthal KS, Kobayashi GS, Pfaller MA. Medical microbiology. 4th ed. Mosby; 2002.',
  );
  assert.equal(
    cited('apa', book('4th edition')),
    'Murray, P. R., Rosenthal, K. S., Kobayashi, G. S., & Pfaller, M. A. (2002). Medical microbiology (4th ed.). Mosby.',
  );
  const chapter = of({
    type: 'chapter',
    title: 'Fractures of acetabulum and pelvis',
    author: people('Guyton, J L; Crockarell, J R'),
    editor: people('Canale, S T'),
    'container-title': 'Campbell’s Operative Orthopaedics',
    publisher: 'Mosby',
    edition: '10',
    issued: { 'date-parts': [[2003]] },
    page: '2939-2984',
  });
  assert.match(cited('ama', chapter), / Campbell’s Operative Orthopaedics\. 10th ed\. Mosby; 2003:2939-2984\.$/);
  assert.match(cited('apa', chapter), /, Campbell’s Operative Orthopaedics \(10th ed\., pp\. 2939–2984\)\. Mosby\.$/);
  for (const style of ['ama', 'apa', 'vancouver'] as const) {
    assert.equal(cited(style, book('1st ed.')), cited(style, book('')));
    for (const [said, printed] of [
      ['22', '22nd ed.'],
      ['13', '13th ed.'],
      ['Revised', 'Revised ed.'],
    ] as const)
      assert.ok(cited(style, book(said)).includes(printed), said);
  }
});
