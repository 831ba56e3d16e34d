import type { FieldError } from '#app/platform/form.ts';

/** What the phases of every school are mapped to, so that schools can be compared. */
export const sharedPhases = ['pre-clerkship', 'clerkship', 'post-clerkship'] as const;
export type SharedPhase = (typeof sharedPhases)[number];

/** A phase as its school keeps it; `id` null is a new one. The list's order is the phases' order. */
export type Phase = { readonly id: string | null; readonly name: string; readonly mapsTo: SharedPhase };
/** A row of the phase form as it was typed. */
export type PhaseRow = {
  readonly id: string;
  readonly position: string;
  readonly name: string;
  readonly mapsTo: string;
  readonly isRemoved: boolean;
};
/** The phases of a sent form, or its mistakes with the rows as typed. */
export type PhasesRead =
  | { readonly ok: true; readonly phases: Phase[] }
  | { readonly ok: false; readonly errors: FieldError[]; readonly rows: PhaseRow[] };

const mostPhases = 12;
/** More rows than any form of ours has are not looked at: each is sought among all fields, and a form may have very many. */
const mostRows = 50;

/** The name of a field of the phase form's n-th row. */
export function phaseField(part: 'id' | 'position' | 'name' | 'maps-to' | 'remove', row: number): string {
  return `phase-${part}-${row}`;
}

/** The rows of a sent phase form, in the order of their numbers; rows that are empty and new are left out. Every mistake has its field. */
export function readPhases(form: FormData): PhasesRead {
  const rows = typedRows(form);
  const errors: FieldError[] = [];
  const kept = rows.flatMap((row, at) => (row.isRemoved || (row.id === '' && row.name === '') ? [] : [{ ...row, at }]));
  const names = new Set<string>();
  for (const { position, name, mapsTo, at } of kept) {
    if (!/^\d{1,3}$/.test(position)) errors.push({ field: phaseField('position', at), message: 'Write a whole number for the order' });
    if (name === '') errors.push({ field: phaseField('name', at), message: 'Write a name, or tick Remove' });
    else if (name.length > 60) errors.push({ field: phaseField('name', at), message: 'At most 60 characters' });
    else if (names.has(name.toLowerCase())) errors.push({ field: phaseField('name', at), message: `Two phases are called ${name}` });
    names.add(name.toLowerCase());
    if (!sharedPhases.some((each) => each === mapsTo))
      errors.push({ field: phaseField('maps-to', at), message: 'Choose one of the three shared phases' });
  }
  if (kept.length === 0) errors.push({ field: '', message: 'Keep at least one phase' });
  if (kept.length > mostPhases) errors.push({ field: '', message: `Keep at most ${mostPhases} phases` });
  if (errors.length) return { ok: false, errors, rows };
  const phases = kept
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map(({ id, name, mapsTo }) => ({ id: id || null, name, mapsTo: mapsTo as SharedPhase }));
  return { ok: true, phases };
}

/** Of two rows with one number, the one that was moved there gets the place and the other makes room. */
function placeOf({ position, at }: { position: string; at: number }): number {
  const place = Number(position);
  return place + Math.sign(place - (at + 1)) / 2;
}

function typedRows(form: FormData): PhaseRow[] {
  const typed = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const rows: PhaseRow[] = [];
  for (let at = 0; at < mostRows && form.has(phaseField('name', at)); at++) {
    rows.push({
      id: typed(phaseField('id', at)),
      position: typed(phaseField('position', at)),
      name: typed(phaseField('name', at)),
      mapsTo: typed(phaseField('maps-to', at)),
      isRemoved: form.has(phaseField('remove', at)),
    });
  }
  return rows;
}

/** The rows of the phase form: as they were sent (field by field), or the phases that stand and an empty row to add one. */
export function rowsOf(phases: readonly Phase[], sent?: Readonly<Record<string, string>>): PhaseRow[] {
  if (sent) {
    const form = new FormData();
    for (const [name, value] of Object.entries(sent)) form.set(name, value);
    return typedRows(form);
  }
  const standing = phases.map(({ id, name, mapsTo }, at) => ({ id: id ?? '', position: String(at + 1), name, mapsTo, isRemoved: false }));
  return [...standing, { id: '', position: String(phases.length + 1), name: '', mapsTo: sharedPhases[2], isRemoved: false }];
}
