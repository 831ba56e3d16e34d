import { forbidden } from '#app/platform/problem.ts';
import { removeWholeSample } from '../demo/removal.ts';
import type { Command } from './command.ts';

/** Removes the sample; only the operator may. */
export const command: Command = {
  usage: 'demo remove',
  takes: 0,
  async run({ actor }) {
    if ((await actor()).kind !== 'operator') throw forbidden('remove the sample');
    const document = await removeWholeSample();
    return { document, lines: [`${document.schools} schools and ${document.people} people of the sample are gone. Published facts stay.`] };
  },
};
