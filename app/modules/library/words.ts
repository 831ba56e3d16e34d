import type { Format, ItemKind, Phase, Visibility } from './schema.ts';

/** Kinds of items as pages say them. */
export const kindWords: Readonly<Record<ItemKind, string>> = {
  session: 'Session',
  case: 'Case',
  guide: 'Guide',
  rubric: 'Rubric',
  slides: 'Slides',
  recording: 'Recording',
  handout: 'Handout',
  assessment: 'Assessment',
};
/** Phases as pages say them. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  'pre-clerkship': 'Pre-clerkship',
  clerkship: 'Clerkship',
  'post-clerkship': 'Post-clerkship',
};
/** Formats as pages say them. */
export const formatWords: Readonly<Record<Format, string>> = {
  'in-person': 'In person',
  online: 'Online',
  hybrid: 'In person and online',
  'self-paced': 'At one’s own pace',
};
/** Who may read a version, as pages say it. */
export const visibilityWords: Readonly<Record<Visibility, string>> = {
  school: 'Members of the school',
  collaborative: 'Members of the collaborative',
  public: 'Everybody',
};

/** How many learn together: "6 to 8 learners", "up to 8 learners", "from 6 learners"; null when nobody has said. */
export function groupWords(from: number | null, to: number | null): string | null {
  if (from !== null && to !== null) return from === to ? learners(from) : `${from} to ${learners(to)}`;
  if (to !== null) return `up to ${learners(to)}`;
  return from === null ? null : `from ${learners(from)}`;
}

function learners(number: number): string {
  return `${number.toLocaleString('en')} ${number === 1 ? 'learner' : 'learners'}`;
}

/** Minutes as people say them: "45 minutes", "2 hours", "1 hour 30 minutes"; null when nobody has said. */
export function durationWords(minutes: number | null): string | null {
  if (minutes === null) return null;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 && `${hours} ${hours === 1 ? 'hour' : 'hours'}`, rest > 0 && `${rest} ${rest === 1 ? 'minute' : 'minutes'}`];
  return parts.filter(Boolean).join(' ');
}
