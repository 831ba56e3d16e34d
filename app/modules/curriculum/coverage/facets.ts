import { findTerm, terms } from '../method-vocabulary.ts';
import type { FullActivity, FullLink, Method } from './full-input.ts';

/**
 * What a link says about how its competency is met, as a short name: `linked` (always), `taught`, `assessed`, `level:…`, `extent:…`, `confirmation:…`,
 * `instruction:CODE`, `assessment:CODE`, `purpose:…`. A figure of coverage in full is the set of activities that have a link with one of these.
 */
export type Facet = string;

/**
 * Every facet of a link of an activity. A link assesses when its level says so: the methods of assessment and their purposes are read of those links only,
 * since the activity's examination says nothing of a competency that it only introduces. It teaches unless it only assesses: a link at the level "assessed"
 * in an activity without any method of instruction. Methods of instruction are read of the links that teach.
 */
export function facetsOf(link: FullLink, activity: FullActivity): Facet[] {
  return facetsIn(activity)(link);
}

/** The same for several links of one activity, whose methods are read once. */
export function facetsIn({ methods }: FullActivity): (link: FullLink) => Facet[] {
  const instruction = methods.filter(({ kind }) => kind === 'instruction');
  const assessment = methods.filter(({ kind }) => kind === 'assessment');
  const taught = ['taught', ...new Set(methodFacets(instruction, 'instruction'))];
  const assessed = ['assessed', ...new Set([...methodFacets(assessment, 'assessment'), ...purposesOf(assessment)])];
  return ({ level, extent, confirmation }) => {
    const facets: Facet[] = ['linked', `level:${level}`, `extent:${extent}`, `confirmation:${confirmation}`];
    if (level !== 'assessed' || instruction.length > 0) facets.push(...taught);
    if (level === 'assessed') facets.push(...assessed);
    return facets;
  };
}

function methodFacets(methods: readonly Method[], kind: Method['kind']): Facet[] {
  return methods.length === 0 ? [`${kind}:not-said`] : methods.map(({ code }) => `${kind}:${codeOf(kind, code)}`);
}

const codes = new Set(terms.map(({ code }) => code));

/** The standard code where the file's code or name is one; else its own word. */
function codeOf(kind: Method['kind'], code: string): string {
  return codes.has(code) ? code : (findTerm(kind, code)?.code ?? code);
}

function purposesOf(methods: readonly Method[]): Facet[] {
  return methods.length === 0 ? ['purpose:not-said'] : methods.map(({ purpose }) => `purpose:${purpose ?? 'not-said'}`);
}

const words: Readonly<Record<string, string>> = {
  linked: 'Linked',
  taught: 'Taught',
  assessed: 'Assessed',
  'level:introduced': 'Introduced',
  'level:practised': 'Practised',
  'level:assessed': 'Assessed',
  'extent:mentioned': 'Mentioned',
  'extent:partly': 'Addressed partly',
  'extent:fully': 'Addressed fully',
  'purpose:formative': 'Formative',
  'purpose:summative': 'Summative',
  'purpose:not-said': 'Purpose not said',
  'instruction:not-said': 'Method not said',
  'assessment:not-said': 'Method not said',
  'confirmation:confirmed-fully': 'Confirmed as fully addressed',
  'confirmation:confirmed': 'Confirmed',
  'confirmation:unanswered': 'Asked, no answer in time',
  'confirmation:no-director': 'No course director named',
};

/** A facet for a reader: a standard method by its name, another by the file's own word. */
export function facetWords(facet: Facet): string {
  if (Object.hasOwn(words, facet)) return words[facet]!;
  const [kind, code] = [facet.slice(0, facet.indexOf(':')), facet.slice(facet.indexOf(':') + 1)];
  const term = kind === 'instruction' || kind === 'assessment' ? findTerm(kind, code) : null;
  return term ? `${term.name} (${term.code})` : code || 'Empty';
}
