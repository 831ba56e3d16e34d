import type { Level } from '../link.ts';
import { findTerm } from '../method-vocabulary.ts';

type Method = { readonly kind: 'instruction' | 'assessment'; readonly code: string; readonly name: string | null };

/** Methods in which a student does it: clinical experience, small group, preceptorship, role play, simulation, ward rounds. */
const practice = new Set(['IM002', 'IM003', 'IM008', 'IM018', 'IM022', 'IM025', 'IM029']);
const practiceWords = /simulat|role.?play|small.group|standardi[sz]ed patient|bedside|clerkship|clinical (?:experience|skills)|ward round/i;

/** How far an activity probably goes, from its methods: assessed where something is assessed, practised where students do it, else introduced. A proposal, never an answer. */
export function proposedLevel(methods: readonly Method[]): Level {
  if (methods.some(({ kind }) => kind === 'assessment')) return 'assessed';
  return methods.some(isPractice) ? 'practised' : 'introduced';
}

function isPractice({ code, name }: Method): boolean {
  const term = findTerm('instruction', code) ?? (name === null ? null : findTerm('instruction', name));
  return term ? practice.has(term.code) : practiceWords.test(name ?? code);
}
