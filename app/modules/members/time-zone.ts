/** A zone as a list shows it: its IANA name, and the same in words. */
export type ZoneChoice = { readonly value: string; readonly label: string };

/** Every zone that a person can choose, by continent and city. */
export function zoneChoices(): ZoneChoice[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ').replaceAll('/', ', ') }));
}

/** True for the IANA name of a zone that can be chosen. */
export function isZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name);
}

/** The zone in which the workspace says days and times: that of the collaborative's schools. */
export const zone = 'America/New_York';
