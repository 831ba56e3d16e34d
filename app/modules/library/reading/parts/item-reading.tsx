import { partsOf, withAside } from '#app/platform/markdown.ts';
import { CitationFiles } from '#app/ui/citation-files.tsx';
import { count, fileSize, listed } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { ProseParts } from '#app/ui/prose.tsx';
import { zone } from '../../../members/time-zone.ts';
import type { Author } from '../../items/schema.ts';
import { licenceOf } from '../../licences.ts';
import { durationWords, formatWords, groupWords, kindWords, phaseWords, visibilityWords } from '../../words.ts';
import type { Whole } from '../whole-queries.server.ts';

type Props = {
  whole: Whole;
  /** The item's own address, of which files, pictures and versions are parts, and that of other items without their short name. */
  base: string;
  itemBase: string;
  /** Whether it is the page of the version that stands. */
  isStanding: boolean;
};

const brokenWords = 'does not open at present';

/** An item as it is read: warnings, what it is, its files, its words, its source and its past. */
export function ItemReading({ whole, base, itemBase, isStanding }: Props) {
  const { version, files, competencies, cite, versions, broken } = whole;
  return (
    <>
      {whole.stage === 'caution' && isStanding && (
        <Note kind="attention" title="Nobody has reviewed this for more than three and a half years">
          <p>What it says may no longer be right. Its keepers have been told.</p>
        </Note>
      )}
      <ItemFacts whole={whole} />
      {version.elsewhereUrl && (
        <p>
          It lies elsewhere: <a href={version.elsewhereUrl}>{version.elsewhereUrl}</a>
          <Broken isBroken={broken.includes(version.elsewhereUrl)} />
        </p>
      )}
      {files.length > 0 && <Files whole={whole} base={base} isStanding={isStanding} />}
      {version.description && (
        <Section title="Description">
          <ProseParts parts={withAside(partsOf(version.description), new Set(broken), brokenWords)} from={3} />
        </Section>
      )}
      {competencies.length > 0 && (
        <Section title="Competencies">
          <ul className="names">
            {competencies.map(({ code, shortTitle }) => (
              <li key={code}>
                <a href={`/competencies/${code}`}>
                  {code} {shortTitle}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Licence whole={whole} itemBase={itemBase} base={base} />
      {cite && (
        <Section title="Cite as">
          <p className="citation">{cite}</p>
          {base.startsWith('/library/') && <CitationFiles address={base} search={isStanding ? '' : `?version=${version.number}`} />}
        </Section>
      )}
      {whole.adaptations.length > 0 && <Adaptations whole={whole} itemBase={itemBase} />}
      {whole.cited && (
        <p className="no-print">
          <a href={`${base.startsWith('/library/') ? '' : '/w'}/lessons?material=${whole.cited.slug}`}>What schools learned that used it</a>
        </p>
      )}
      <Reviews whole={whole} />
      {(versions.length > 1 || !isStanding) && <Versions whole={whole} base={base} />}
    </>
  );
}

/** Beside a link that leads nowhere any more; its keepers know. */
function Broken({ isBroken }: { isBroken: boolean }) {
  return isBroken && <span className="muted small"> ({brokenWords})</span>;
}

function ItemFacts({ whole: { version, owner } }: Pick<Props, 'whole'>) {
  const { kind, phases, minutes, groupFrom, groupTo, facilitators, format, authors, number, publishedAt, visibility } = version;
  const named = authors.length > 0 ? <Authors authors={authors} /> : null;
  return (
    <Facts
      facts={[
        ['Kind', kindWords[kind]],
        ['Authors', named],
        ['Kept by', owner],
        ['Phase', phases.length > 0 ? listed(phases.map((phase) => phaseWords[phase])) : null],
        ['Duration', durationWords(minutes)],
        ['Group', groupWords(groupFrom, groupTo)],
        ['Facilitators', facilitators === null ? null : facilitators === 0 ? 'none needed' : `${facilitators} for each group`],
        ['Format', format === null ? null : formatWords[format]],
        ['Version', publishedAt ? `${number}, ${dayIn(publishedAt, zone)}` : `${number}, a draft`],
        ['Read by', visibility === 'public' ? null : visibilityWords[visibility]],
      ]}
    />
  );
}

/** Authors in their order, as whoever keeps the item states them. */
function Authors({ authors }: { authors: readonly Author[] }) {
  return (
    <>
      <ol>
        {authors.map(({ name, affiliation, orcid }) => (
          <li key={`${name} ${orcid}`}>
            {name}
            {affiliation && <span className="muted">, {affiliation}</span>}
            {orcid && (
              <>
                , ORCID <a href={`https://orcid.org/${orcid}`}>{orcid}</a>
              </>
            )}
          </li>
        ))}
      </ol>
      <span className="muted small">As whoever keeps the item states it; not verified.</span>
    </>
  );
}

function Files({ whole: { files, version }, base, isStanding }: Pick<Props, 'whole' | 'base' | 'isStanding'>) {
  return (
    <Section title="Files">
      <ul className="item-files">
        {files.map((file) => (
          <li key={file.id}>
            <p>
              {file.isMissing ? (
                `${file.name} (cannot be had at present)`
              ) : (
                <a href={`${base}/files/${file.id}`} download>
                  {file.name}
                </a>
              )}{' '}
              <span className="muted">
                {fileSize(file.bytes)}
                {file.pages !== null && `, ${count(file.pages, 'page', 'pages')}`}
              </span>
            </p>
            {file.thirdPartyWords && <p className="muted small">From others: {file.thirdPartyWords}</p>}
            {file.previews.length > 0 && (
              <p className="previews">
                {file.previews.map((picture, at) => (
                  <img
                    key={picture}
                    src={`${base}/pictures/${picture}`}
                    alt={
                      file.type.startsWith('image/')
                        ? (file.alternative ?? `What ${file.name} shows is not said`)
                        : `Page ${at + 1} of ${file.name}, as a small picture; its text is in the file`
                    }
                    loading="lazy"
                  />
                ))}
              </p>
            )}
          </li>
        ))}
      </ul>
      {files.some(({ isMissing }) => isMissing) || (
        <p className="bar">
          <a href={`${base}/package.zip${isStanding ? '' : `?version=${version.number}`}`} download>
            Everything in one ZIP, with its licence and metadata
          </a>
        </p>
      )}
    </Section>
  );
}

function Licence({ whole: { version, source, owner, broken }, itemBase, base }: Pick<Props, 'whole' | 'itemBase' | 'base'>) {
  const licence = licenceOf(version.licence);
  return (
    <Section title="What you may do with it">
      {licence && (
        <p>
          {licence.deed ? <a href={licence.deed}>{licence.name}</a> : licence.name}. {licence.plain}
        </p>
      )}
      <p className="muted">Rights: {version.licenceHolder ?? (version.authors.map(({ name }) => name).join(', ') || owner)}.</p>
      {source && (
        <>
          <p>
            It adapts{' '}
            {source.item ? (
              <a href={`${itemBase}/${source.item.slug}`}>{source.credit}</a>
            ) : source.url ? (
              <>
                <a href={source.url}>{source.credit}</a>
                <Broken isBroken={broken.includes(source.url)} />
              </>
            ) : (
              source.credit
            )}
            {source.licence && ` Its licence: ${licenceOf(source.licence)!.short}.`}
          </p>
          {version.adaptsChanged && <p>What was changed: {version.adaptsChanged}</p>}
          {source.item && (
            <p className="no-print">
              <a href={`${base}/compare?from=source&to=${version.number}`}>Compare it with its source</a>
            </p>
          )}
        </>
      )}
    </Section>
  );
}

function Adaptations({ whole: { adaptations }, itemBase }: Pick<Props, 'whole' | 'itemBase'>) {
  return (
    <Section title="Adapted by others">
      <ul className="names">
        {adaptations.map(({ slug, title, owner, number }) => (
          <li key={slug}>
            <a href={`${itemBase}/${slug}`}>{title}</a> <span className="muted small">{`${owner}, from version ${number}`}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const outcomeWords = { keep: 'It stays', withdraw: 'It was withdrawn', suggest: 'To its keepers alone' } as const;

function Reviews({ whole: { reviews } }: Pick<Props, 'whole'>) {
  if (reviews.length === 0) return null;
  return (
    <Section title="What reviewers say">
      <ul className="dated">
        {reviews.map(({ id, outcome, words, reviewer, school, reviewedAt, number }) => (
          <li key={id}>
            <span className="eyebrow num">{dayIn(reviewedAt, zone)}</span>
            <div>
              <p>
                {outcomeWords[outcome]}
                {`, version ${number}`}
                {(reviewer ?? school) && ` · ${[reviewer, school].filter(Boolean).join(', ')}`}
              </p>
              <p>{words}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Versions({ whole: { versions }, base }: Pick<Props, 'whole' | 'base'>) {
  const [newest] = versions;
  return (
    <Section title="Versions">
      <ul className="dated">
        {versions.map(({ number, publishedAt, whatChanged }, at) => (
          <li key={number}>
            <span className="eyebrow num">{dayIn(publishedAt, zone)}</span>
            <div>
              <p>
                <a href={`${base}/versions/${number}`}>Version {number}</a>
                {number === newest?.number && ', the one that stands'}
              </p>
              {whatChanged && <p>{whatChanged}</p>}
              {versions[at + 1] && (
                <p className="small no-print">
                  <a
                    href={`${base}/compare?from=${versions[at + 1]!.number}&to=${number}`}
                  >{`Compare with version ${versions[at + 1]!.number}`}</a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
