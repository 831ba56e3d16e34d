import type { Scope } from '#app/platform/scope.server.ts';
import type { QuoteLine } from '../exchange/quote-table.ts';
import type { Study } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { printableTurns } from '../transcripts/printable-queries.server.ts';
import type { HeardSession } from './heard.ts';
import { counted } from './heard-queries.server.ts';

/** The sessions whose title and site may stand beside a quote: those of sites where at least three participants were heard. */
export async function sessionsToName({ tx }: Scope, study: Study): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('groupSession')
    .innerJoin('siteToName as n', (join) =>
      join.onRef('n.studyId', '=', 'groupSession.studyId').onRef('n.siteId', '=', 'groupSession.siteId'),
    )
    .select('groupSession.id')
    .where('groupSession.studyId', '=', study.id)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** A quote as it is printed, with whose words it is and what made it one. */
export type Quote = QuoteLine & {
  readonly participants: readonly string[];
  readonly codings: readonly string[];
  readonly themeId: string | null;
};

/**
 * The quotes of a study: passages that a theme quotes, and passages of counted codings, each once with its codes. A passage is in it when every turn that it meets may be printed
 * today. Where fewer than three were heard at a site, neither it nor the session is named.
 */
export async function quotes(scope: Scope, study: Study): Promise<Quote[]> {
  const { tx } = scope;
  const { sessions, codings, codes } = await counted(scope, study);
  const heard = { sessions, printable: await printableTurns(scope, study), named: await sessionsToName(scope, study) };
  const { words } = await writingOf(scope, study);
  const placed = await tx
    .selectFrom('themePassage')
    .innerJoin('theme', (join) => join.onRef('theme.studyId', '=', 'themePassage.studyId').onRef('theme.id', '=', 'themePassage.themeId'))
    .select(['themePassage.themeId', 'theme.claim', 'textId', 'begins', 'ends', 'note'])
    .where('themePassage.studyId', '=', study.id)
    .where('kind', '=', 'quote')
    .where('setAsideAt', 'is', null)
    .orderBy('theme.position')
    .orderBy('themePassage.id')
    .execute();
  const nameOf = new Map(codes.map(({ id, name }) => [id, name]));
  const codesOn = ({ textId, begins, ends }: Passage) =>
    codings.filter((coding) => coding.textId === textId && coding.begins < ends && begins < coding.ends);
  const ofThemes = placed.flatMap((passage) => {
    const found = quoteOf(heard, passage);
    if (!found) return [];
    const on = codesOn(passage);
    return [
      {
        ...found,
        theme: passage.claim,
        themeId: passage.themeId,
        codes: namesOf(on, nameOf),
        memo: words(passage.note) || null,
        codings: on.map(({ id }) => id),
      },
    ];
  });
  const byPassage = Map.groupBy(codings, ({ textId, begins, ends }) => `${textId} ${begins} ${ends}`);
  const ofCodings = [...byPassage.values()].flatMap((own) => {
    const found = quoteOf(heard, own[0]!);
    if (!found) return [];
    return [{ ...found, theme: null, themeId: null, codes: namesOf(own, nameOf), memo: null, codings: own.map(({ id }) => id) }];
  });
  return [...ofThemes, ...ofCodings];
}

type Passage = { readonly textId: string; readonly begins: number; readonly ends: number };

function namesOf(codings: readonly { codeId: string }[], nameOf: ReadonlyMap<string, string>): string[] {
  return [...new Set(codings.flatMap(({ codeId }) => nameOf.get(codeId) ?? []))].sort();
}

type Heard = {
  readonly sessions: readonly HeardSession[];
  readonly printable: ReadonlyMap<string, ReadonlySet<number>>;
  readonly named: ReadonlySet<string>;
};

/** The words of a passage and who said them; null when a turn that it meets may not be printed. */
function quoteOf({ sessions, printable, named }: Heard, { textId, begins, ends }: Passage) {
  const session = sessions.find(({ texts }) => texts.some(({ id }) => id === textId));
  const turns = session?.texts.find(({ id }) => id === textId)?.turns.filter((turn) => turn.begins < ends && begins < turn.ends);
  if (!session || !turns || turns.length === 0 || !turns.every(({ position }) => printable.get(textId)?.has(position))) return null;
  return {
    text: turns.map((turn) => turn.text.slice(Math.max(0, begins - turn.begins), ends - turn.begins)).join('\n'),
    speaker: [...new Set(turns.map(({ speaker }) => speaker))].join(', '),
    session: named.has(session.id) ? session.title : null,
    site: named.has(session.id) ? session.site : null,
    participants: turns.flatMap(({ participantId }) => participantId ?? []),
  };
}
