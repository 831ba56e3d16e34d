import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Choices } from '#app/ui/choices.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { itemAddress } from '../../shelf-name.ts';
import type { Item, Version } from '../queries.server.ts';

const steps = [
  ['edit', 'What it is'],
  ['files', 'Files'],
  ['check', 'Check and publish'],
] as const;
const done: Readonly<Record<string, string>> = {
  begin: 'The draft is begun. Say what it is',
  keep: 'The draft is kept',
  adapt: 'The adaptation is begun, as its source is',
  add: 'The file is here',
  declare: 'What you said of the file is kept',
  remove: 'The file is out',
  answer: 'Your answer is kept',
  'take-back': 'Your answer is taken back',
  look: 'The links are being looked behind',
};

type Props = {
  item: Pick<Item, 'slug' | 'title' | 'publishedNumber'>;
  draft: Pick<Version, 'title' | 'number'>;
  shelf: string;
  here: (typeof steps)[number][0];
  hasErrors?: boolean;
  children: ReactNode;
};

/** One of the three pages on which a draft becomes a version: what it is, its files, the checklist. */
export function DraftPage({ item, draft, shelf, here, hasErrors = false, children }: Props) {
  const base = itemAddress(shelf, item.slug);
  const [, label] = steps.find(([step]) => step === here)!;
  const said = new URLSearchParams(useLocation().search).get('done');
  return (
    <Page
      title={draft.title}
      status={<Tag kind="attention">{`draft of version ${draft.number}`}</Tag>}
      lead="Nobody but its keepers sees this draft until it is published."
      crumbs={[
        { label: 'Library', to: '/w/library' },
        { label: 'Own shelf', to: `/w/library/${shelf}` },
        { label: item.title, to: base },
        { label },
      ]}
    >
      <title>{`${hasErrors ? 'Error: ' : ''}${label} · ${draft.title} · Concord`}</title>
      {!hasErrors && said !== null && Object.hasOwn(done, said) && <Note kind="success" isAnswer title={done[said]!} />}
      <Choices
        label="Steps of the draft"
        options={steps.map(([step, words]) => ({ to: `${base}/${step}`, label: words, isCurrent: step === here }))}
      />
      {children}
    </Page>
  );
}
