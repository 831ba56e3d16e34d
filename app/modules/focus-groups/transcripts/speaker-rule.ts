import { z } from 'zod';
import type { Passage } from './passage.ts';
import { isCode, isPlainName, labelKind } from './speaker-label.ts';
import { looksOf, markedBy, type SpeakerMark, speakerMarks } from './speaker-mark.ts';

/** More different labels than people in any conversation: then they are no names. */
const mostSpeakers = 500;
const longestLabel = 200;

/**
 * How speakers are told in one file: the mark, and which labels are speakers under which name. Two labels with one name are one person; a label that is not listed
 * stays in the text. `none` for a file that names nobody. A person may change all of it.
 */
export const SpeakerRule = z.object({
  mark: z.enum([...speakerMarks, 'none']),
  speakers: z
    .array(z.object({ label: z.string().min(1).max(longestLabel), name: z.string().trim().min(1).max(longestLabel) }))
    .max(mostSpeakers),
});
export type SpeakerRule = z.infer<typeof SpeakerRule>;

/** A label of the file: how often it stands in front of words, and where first. */
export type LabelFound = { label: string; count: number; line: number; text: string };

/** What speaks for a rule. */
export type SpeakerEvidence = {
  rule: SpeakerRule;
  /** How the mark looks. */
  looks: string;
  /** Passages that begin with a speaker, of all cues or paragraphs of the file. */
  marked: number;
  of: number;
  /** The speakers, in the order in which they first speak. */
  speakers: LabelFound[];
  /** Speakers seen once only: names by the company they keep. */
  once: LabelFound[];
  /** Labels that look like a mark and were left in the text. */
  left: LabelFound[];
};

/** The rule that explains most of a file, and others that explain something, best first; `none` is always among them, in front of marks that are rare. */
export type SpeakerDetection = SpeakerEvidence & { alternatives: SpeakerEvidence[] };

const mostLabels = 5000;
const mostAlternatives = 5;
/** A mark on fewer than one in so many passages would give nearly everything to people who hardly spoke. */
const rarest = 20;
/** Marks with a time: one is enough for a name. */
const timedMarks: ReadonlySet<SpeakerMark> = new Set(['chat', 'stamp', 'clock line', 'rev', 'clock']);
/** Marks that are hardly anything else, so that words that look like no name may be one when they come again. */
const looseMarks: ReadonlySet<SpeakerMark> = new Set([
  'bracket',
  'brace',
  'hash',
  'at',
  'columns',
  'numbered',
  'starred',
  'chat',
  'clock',
  'rev',
]);

/**
 * Finds how a file tells who speaks. A label is a speaker when it names a role, when it is on the `roster`, when it looks like a name and comes twice, or when it
 * looks like a name, or comes twice, and nearly every passage of the file has one.
 */
export function detectSpeakerRule(passages: readonly Passage[], roster: readonly string[] = []): SpeakerDetection {
  const known = new Set(roster.map((name) => name.normalize('NFC').toLowerCase()));
  const of = passages.filter(({ isContinued, text }) => !isContinued && text !== '').length;
  const found = speakerMarks
    .map((mark) => evidenceFor(mark, passages, { known, of }))
    .filter((evidence) => evidence !== null)
    .sort((a, b) => b.marked - a.marked);
  const isTooRare = ({ marked }: SpeakerEvidence) => marked * rarest < of;
  const [common, rare] = [found.filter((each) => !isTooRare(each)), found.filter(isTooRare)];
  const none: SpeakerEvidence = {
    rule: { mark: 'none', speakers: [] },
    looks: 'nobody is named',
    ...{ marked: 0, of, speakers: [], once: [], left: rare.flatMap(({ speakers, left }) => [...speakers, ...left]).slice(0, 20) },
  };
  const all = [...common.slice(0, mostAlternatives), none, ...rare.filter(({ marked }) => marked > 0).slice(0, mostAlternatives)];
  const [best = none, ...alternatives] = all;
  return { ...best, alternatives };
}

function evidenceFor(
  mark: SpeakerMark,
  passages: readonly Passage[],
  { known, of }: { known: ReadonlySet<string>; of: number },
): SpeakerEvidence | null {
  const labels = labelsOf(mark, passages);
  if (labels === null || labels.length === 0) return null;
  const isListed = ({ label }: LabelFound) => known.has(label.toLowerCase());
  const families = familiesOf(labels);
  const certain = labels.filter((each) => isListed(each) || isSpeaker(mark, each) || (families.get(familyOf(each) ?? '') ?? 0) > 1);
  const isCertain = new Set(certain);
  // In small letters ("nurse: …") they are speakers where they are the way in which the file is written.
  const plain = labels.filter((each) => !isCertain.has(each) && each.count > 1 && isPlainName(each.label));
  const sure = total([...certain, ...plain]) >= Math.max(4, of * 0.8) ? [...certain, ...plain] : certain;
  const isSure = new Set(sure);
  const maybe = labels.filter((each) => !isSure.has(each) && each.count === 1 && labelKind(each.label) === 'name');
  const isNearlyAll = total(sure) >= Math.max(3, of / 2) || total([...sure, ...maybe]) >= Math.max(2, of * 0.8);
  const once = isNearlyAll ? maybe : [];
  const taken = new Set([...sure, ...once]);
  const speakers = labels.filter((each) => taken.has(each));
  if (speakers.length > mostSpeakers) return null;
  return {
    rule: { mark, speakers: namesOf(speakers) },
    looks: looksOf(mark),
    marked: total(speakers),
    of,
    speakers,
    once,
    left: labels.filter((each) => !taken.has(each)).slice(0, 20),
  };
}

/** The labels in front of passages, in the order in which they come; null where they are too many to be names. */
function labelsOf(mark: SpeakerMark, passages: readonly Passage[]): LabelFound[] | null {
  const labels = new Map<string, LabelFound>();
  for (const passage of passages) {
    const found = markedBy(mark, passage);
    if (!found) continue;
    const seen = labels.get(found.label);
    if (seen) seen.count += 1;
    else labels.set(found.label, { label: found.label, count: 1, line: passage.line, text: found.text.slice(0, 80) });
    if (labels.size > mostLabels) return null;
  }
  return [...labels.values()];
}

function isSpeaker(mark: SpeakerMark, { label, count }: LabelFound): boolean {
  if (mark === 'voice') return true;
  const kind = labelKind(label);
  if (kind === 'nobody') return false;
  if (kind === 'role') return true;
  if (kind === 'name') return count > 1 || timedMarks.has(mark);
  return count > 1 && looseMarks.has(mark);
}

/** The letters of a code with a number, which others of its kind share: `p#` of `P3`. */
function familyOf({ label }: LabelFound): string | null {
  return /\d/.test(label) && !/^q\d/i.test(label) && isCode(label) ? label.replace(/\d+/g, '#').toLowerCase() : null;
}

/** How many labels there are of each family; P1, P2 and P3 are people also where each speaks once. */
function familiesOf(labels: readonly LabelFound[]): Map<string, number> {
  const families = new Map<string, number>();
  for (const each of labels) {
    const family = familyOf(each);
    if (family !== null) families.set(family, (families.get(family) ?? 0) + 1);
  }
  return families;
}

/** One name for labels that differ in capitals only: the one that comes most often. */
function namesOf(speakers: readonly LabelFound[]): SpeakerRule['speakers'] {
  const best = new Map<string, LabelFound>();
  for (const each of speakers) {
    const folded = each.label.toLowerCase();
    if (each.count > (best.get(folded)?.count ?? 0)) best.set(folded, each);
  }
  return speakers.map(({ label }) => ({ label, name: best.get(label.toLowerCase())?.label ?? label }));
}

function total(labels: readonly LabelFound[]): number {
  return labels.reduce((sum, { count }) => sum + count, 0);
}
