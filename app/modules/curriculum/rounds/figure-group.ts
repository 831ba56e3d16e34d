/** The figures that can be shared are three groups, independent of each other: no figure of one follows from those of another. */
export const figureGroups = ['required', 'electives', 'assessment'] as const;
export type FigureGroup = (typeof figureGroups)[number];

/** How open a school may at most be with a group, from closed to open. */
export const sharingForms = ['private', 'aggregate', 'named'] as const;
export type SharingForm = (typeof sharingForms)[number];

/** To whom, from few to everybody; each holds those before it. */
export const audiences = ['round', 'collaborative', 'public'] as const;
export type Audience = (typeof audiences)[number];

/** What the terms say of one group. */
export type GroupTerms = { readonly form: SharingForm; readonly audience: Audience };
/** What the terms say of every group. */
export type TermsFigures = Readonly<Record<FigureGroup, GroupTerms>>;

/** A group as people meet it: its name, what it holds, and the definitions of what it holds. */
export const groupWords: Readonly<Record<FigureGroup, { readonly name: string; readonly holds: string }>> = {
  required: {
    name: 'Required teaching',
    holds:
      'For each competency: attributed learner hours in required and in-track teaching by shared phase, methods of instruction, and whether it is introduced and practised.',
  },
  electives: {
    name: 'Electives',
    holds: 'For each competency: the hours that electives offer, and their seats against the size of a class.',
  },
  assessment: {
    name: 'Assessment',
    holds: 'For each competency: whether it is assessed formatively and summatively, and by which methods of assessment.',
  },
};

/** A form as people meet it. */
export const formWords: Readonly<Record<SharingForm, { readonly name: string; readonly means: string }>> = {
  private: { name: 'Private', means: 'nobody outside the school sees it, in no form' },
  aggregate: { name: 'In aggregate', means: 'it stands in means and ranges of at least three other schools, which name nobody' },
  named: { name: 'Named', means: 'a school that chooses so shows its own figure under its name' },
};

/** An audience as people meet it. */
export const audienceWords: Readonly<Record<Audience, { readonly name: string; readonly who: string }>> = {
  round: { name: 'The round', who: 'those who work at the schools of this round' },
  collaborative: {
    name: 'The collaborative',
    who: 'those who work at any school of the collaborative, and its convener and steering members',
  },
  public: { name: 'Everybody', who: 'everybody, on the public pages' },
};

/** True when a school may choose this form under these terms: at most as open as they say. */
export function isWithin(form: SharingForm, terms: GroupTerms): boolean {
  return sharingForms.indexOf(form) <= sharingForms.indexOf(terms.form);
}

/** Terms of the groups from rows such as the database keeps; a group without a row is private. */
export function figuresOf(rows: ReadonlyArray<{ figure: FigureGroup } & GroupTerms>): TermsFigures {
  const of = (group: FigureGroup): GroupTerms => {
    const row = rows.find(({ figure }) => figure === group);
    return row ? { form: row.form, audience: row.audience } : { form: 'private', audience: 'round' };
  };
  return { required: of('required'), electives: of('electives'), assessment: of('assessment') };
}

/** The groups of which two versions of terms say another thing, with both words. */
export function changedGroups(before: TermsFigures, after: TermsFigures) {
  return figureGroups
    .filter((group) => before[group].form !== after[group].form || before[group].audience !== after[group].audience)
    .map((group) => ({ group, before: before[group], after: after[group] }));
}
