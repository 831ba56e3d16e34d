import { type Actor, hasRole } from '#app/platform/actor.ts';
import { type Organised, runsOccasion } from '../../attendance/rules.ts';

/** Who may, as a refusal says it: whom to ask. */
export const whoMayEvaluate = {
  read: 'Whoever works or teaches at a member school, or has a role in the collaborative, may.',
  run: 'Whoever convenes, the lead of the organising school and whoever leads the offering may.',
  report: 'A school’s leads and faculty, and whoever convenes, may.',
} as const;

/** Who enters what a programme elsewhere, or of the past, reported: leads and faculty for their school, whoever convenes for the collaborative. */
export function mayReport(actor: Actor): boolean {
  return actor.school === null ? hasRole(actor, 'convener') : hasRole(actor, 'lead', 'faculty');
}

/** Who asks questions around an offering, reads what was answered, and shows its figures to the collaborative: those who run it. */
export function mayEvaluate(actor: Actor, organised: Organised): boolean {
  return runsOccasion(actor, organised);
}
