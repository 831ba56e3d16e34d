import { count } from '#app/ui/count.ts';
import type { ImportStatus } from './schema.ts';

/** What of a year decides what comes next. */
type Year = {
  readonly year: string;
  readonly levelsWithoutPhase: number;
  readonly hits: number;
  readonly openHits: number;
  readonly links: number;
};
type Arrived = { readonly id: string; readonly year: string; readonly file: string; readonly status: ImportStatus };

/** The one thing to do next: why, and where (`to` follows the school's address). */
export type Step = { kind: 'attention' | 'plain'; title: string; text: string; to: string; label: string };

const isUnderWay = { title: 'A file is under way', text: 'You can see how far it is.', label: 'See how far it is' };
/** What is to be done with a file that is neither in nor given up. */
const arrivedSteps: Partial<Record<ImportStatus, Pick<Step, 'title' | 'text' | 'label'>>> = {
  matching: {
    title: 'A file waits for its columns',
    text: 'Say what each of its columns is, then it is read.',
    label: 'Match its columns',
  },
  checking: isUnderWay,
  importing: isUnderWay,
  checked: {
    title: 'A file waits for your decision',
    text: 'Look at what is in it, then bring it in or discard it.',
    label: 'See what is in it',
  },
};

/**
 * The one next step on a school's way from a file to its coverage, for somebody who can do it; years and imports come newest first.
 * A file that waits goes first, then phases, scan, review, what is left to settle (`matters`: how many things of the newest year); at the end stands the coverage.
 */
export function nextStep(
  { years, imports, matters = 0 }: { years: readonly Year[]; imports: readonly Arrived[]; matters?: number },
  can: { bringIn: boolean; review: boolean },
): Step | null {
  const waiting = imports.find(({ status }) => status in arrivedSteps);
  if (waiting && can.bringIn) {
    const { id, file, year, status } = waiting;
    const { title, text, label } = arrivedSteps[status]!;
    return { kind: 'attention', title, text: `${file}, for ${year}. ${text}`, to: `/imports/${id}`, label };
  }
  const [newest] = years;
  if (!newest)
    return can.bringIn
      ? {
          kind: 'plain',
          title: 'No curriculum is in yet',
          text: 'Bring in a file, or paste the titles that you have; you see what is in it before anything is written.',
          to: '/imports/new',
          label: 'Bring in a curriculum',
        }
      : null;
  const { year, levelsWithoutPhase, hits, openHits, links } = newest;
  if (levelsWithoutPhase > 0 && can.bringIn)
    return {
      kind: 'attention',
      title: 'Some levels belong to no phase yet',
      text: `Files know academic levels only. Say once which levels of ${year} make each of your phases; coverage by phase counts on it.`,
      to: `/phases?year=${year}`,
      label: 'Say which levels make your phases',
    };
  if (hits === 0 && links === 0 && can.review)
    return {
      kind: 'plain',
      title: `${year} has not been scanned`,
      text: 'A scan looks for the words of the keyword list in every activity, so that you review what is likely instead of reading everything.',
      to: `/scan?year=${year}`,
      label: 'Go to the keyword scan',
    };
  if (openHits > 0 && can.review)
    return {
      kind: 'plain',
      title: `${count(openHits, 'suggestion waits', 'suggestions wait')} for an answer`,
      text: 'They come one at a time, course by course; you can stop at any moment.',
      to: `/review?year=${year}`,
      label: 'Review the suggestions',
    };
  if (matters > 0 && can.review)
    return {
      kind: 'plain',
      title: `${count(matters, 'thing', 'things')} of ${year} ${matters === 1 ? 'is' : 'are'} left to settle`,
      text: 'What the map does not say yet, with what that means and what to do; what is settled leaves the list by itself.',
      to: `/to-settle?year=${year}`,
      label: 'See what is to settle',
    };
  return {
    kind: 'plain',
    title: `See where ${year} meets the competencies`,
    text: 'Hours by competency and phase, each cell with the list behind it.',
    to: `/coverage?year=${year}`,
    label: 'See the coverage',
  };
}
