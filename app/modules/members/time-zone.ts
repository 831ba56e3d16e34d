import { isoDayIn } from '#app/ui/date.ts';

/** A zone as a list shows it: its IANA name, and the same in words. */
export type ZoneChoice = { readonly value: string; readonly label: string };

/** Places as they are called today; the names of zones keep what they were called once. */
const today: Readonly<Record<string, string>> = {
  Asmera: 'Asmara',
  Calcutta: 'Kolkata',
  Enderbury: 'Kanton',
  Faeroe: 'Faroe',
  Godthab: 'Nuuk',
  Katmandu: 'Kathmandu',
  Kiev: 'Kyiv',
  Ponape: 'Pohnpei',
  Rangoon: 'Yangon',
  Saigon: 'Ho Chi Minh City',
  Truk: 'Chuuk',
};

/** A zone in words: "America/Indiana/Knox" as "America, Indiana, Knox". */
export function zoneWords(zone: string): string {
  const parts = zone.split('/').map((part) => today[part] ?? part);
  return parts.join(', ').replaceAll('_', ' ');
}

/** Every zone that a person can choose, by continent and city as they are called today. */
export function zoneChoices(): ZoneChoice[] {
  return Intl.supportedValuesOf('timeZone')
    .map((value) => ({ value, label: zoneWords(value) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}

/** True for the IANA name of a zone that can be chosen. */
export function isZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name);
}

/** The zone in which the workspace says days and times: that of the collaborative's schools. */
export const zone = 'America/New_York';

/** The day (ISO) on which an instant falls for the collaborative's schools: at eight in the evening there, UTC has the next. */
export function dayHere(instant: Date): string {
  return isoDayIn(instant, zone);
}
