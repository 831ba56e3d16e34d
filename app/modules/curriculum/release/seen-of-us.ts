import {
  type Audience,
  audiences,
  type FigureGroup,
  figureGroups,
  groupWords,
  type SharingForm,
  type TermsFigures,
} from '../rounds/figure-group.ts';
import { cellsOf, figureName, type SchoolFigure } from './figure.ts';
import { type Choice, formOf } from './snapshot.ts';
import { valueWords } from './written-value.ts';

/** One figure of ours as others would see it: nothing, one of at least four in a mean, or its values under our name. */
export type SeenOfUs = {
  readonly figure: string;
  readonly group: FigureGroup;
  readonly competency: string;
  readonly form: SharingForm;
  readonly values: readonly { readonly cell: string; readonly text: string }[];
  readonly methods: readonly string[];
  readonly unanswered: number;
};

/**
 * What somebody would see of us if we released now. It reads our own figures and choices alone: whether an aggregate appears depends on values of others, and telling
 * that beforehand would let a school try values until it knows theirs.
 */
export function seenOfUs(
  figures: Readonly<Record<string, SchoolFigure>>,
  {
    choices,
    terms,
    competencies,
    eyes,
  }: { choices: readonly Choice[]; terms: TermsFigures; competencies: readonly string[]; eyes: Audience },
): SeenOfUs[] {
  return figureGroups.flatMap((group) =>
    competencies.map((competency) => {
      const figure = figureName(group, competency);
      const own = figures[figure];
      const form = own && reaches(terms[group].audience, eyes) ? formOf(figure, choices, terms) : 'private';
      const isNamed = form === 'named';
      const values = isNamed ? cellsOf[group].map(({ id, name, unit }) => ({ cell: name, text: valueWords(own!.cells[id]!, unit) })) : [];
      return { figure, group, competency, form, values, methods: isNamed ? own!.methods : [], unanswered: isNamed ? own!.unanswered : 0 };
    }),
  );
}

/** Which figures would be seen in a form, a group at a time: "Electives; Assessment, competencies 2 and 3". Empty when none would be. */
export function figuresIn(form: SharingForm, seen: readonly SeenOfUs[]): string {
  return figureGroups
    .flatMap((group) => {
      const own = seen.filter((figure) => figure.group === group);
      const codes = own.filter((figure) => figure.form === form).map(({ competency }) => competency);
      if (codes.length === 0) return [];
      if (codes.length === own.length) return [groupWords[group].name];
      const some = codes.length === 1 ? codes[0] : `${codes.slice(0, -1).join(', ')} and ${codes.at(-1)}`;
      return [`${groupWords[group].name}, ${codes.length === 1 ? 'competency' : 'competencies'} ${some}`];
    })
    .join('; ');
}

/** True when what an audience may see is seen with these eyes: each audience holds those before it. */
export function reaches(audience: Audience, eyes: Audience): boolean {
  return audiences.indexOf(eyes) <= audiences.indexOf(audience);
}

/** Somebody whose eyes we look with: a school of the round, or an audience, with the word for it in an address. */
export type Reader = { readonly slug: string; readonly name: string; readonly eyes: Audience };

/** Everybody who may be looked as: the other schools of the round, then the audiences without a school. */
export function readersOf(others: readonly { readonly slug: string; readonly name: string }[]): Reader[] {
  return [
    ...others.map(({ slug, name }) => ({ slug, name, eyes: 'round' as const })),
    { slug: 'the-collaborative', name: 'The collaborative', eyes: 'collaborative' },
    { slug: 'everybody', name: 'Everybody', eyes: 'public' },
  ];
}

/** The reader that an address asks for; the first where it asks for none that is there. */
export function readerAsked(readers: readonly Reader[], slug: string | undefined): Reader {
  return readers.find((reader) => reader.slug === slug) ?? readers[0]!;
}
