import { mostDates } from './schema.ts';

/** What the fields of an offering are called, in their order, for a summary of mistakes. */
export const offeringLabels = {
  title: 'Title',
  school: 'Held by',
  opensTo: 'For whom',
  description: 'What to know about it',
  timeZone: 'Time zone',
  capacity: 'Places',
  closesDay: 'Last day to enrol',
  preparationMinutes: 'Preparation, minutes for each person',
  preparation: 'What the preparation is',
  leader: 'Led by',
};
const dateLabels = {
  day: 'Day',
  time: 'Begins at',
  minutes: 'Minutes',
  words: 'What happens on this date',
  place: 'Place',
  link: 'Link to join',
  linkWords: 'What to know about the link',
};
/** A field of a date. */
export type DateField = keyof typeof dateLabels;

/** What a field of a date is called beside it. */
export function dateLabel(name: DateField): string {
  return dateLabels[name];
}

/** All of them, for a summary of mistakes. */
export const allOfferingLabels: Readonly<Record<string, string>> = {
  ...offeringLabels,
  ...Object.fromEntries(
    Array.from({ length: mostDates }, (_, at) =>
      Object.entries(dateLabels).map(([name, label]) => [`date.${at}.${name}`, `Date ${at + 1}, ${label.toLowerCase()}`]),
    ).flat(),
  ),
};

/** How many rows for dates a form shows: those that are written, and one more; three for a new offering. */
export function dateRows(values: Readonly<Record<string, string>>): number {
  const written = Object.entries(values).flatMap(([name, said]) =>
    /^date\.\d+\.(?:day|words|place|link)$/.test(name) && said !== '' ? [Number(name.split('.')[1]) + 1] : [],
  );
  return Math.min(mostDates, Math.max(2, ...written) + 1);
}
