import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { Dialog, DialogButton } from '#app/ui/dialog.tsx';
import { Section } from '#app/ui/page.tsx';

/** Buttons and choices in every kind and state. */
export function Acts() {
  return (
    <Section title="Acts and choices" id="acts">
      <div className="bar">
        <Button kind="primary">Release to the collaborative</Button>
        <Button>See the list</Button>
        <Button kind="quiet">Undo</Button>
        <Button kind="danger">Withdraw the release</Button>
        <Button disabled>Release to the collaborative</Button>
      </div>
      <div className="bar">
        <ButtonLink kind="primary" href="#acts">
          Read the five competencies
        </ButtonLink>
        <Button type="button">Not this link, because the words only look alike to the keyword list</Button>
        <span className="shows-focus">
          <Button>Has the focus</Button>
        </span>
      </div>
      <div className="bar">
        <Choices
          label="Hours"
          options={[
            { to: '#acts', label: 'Required', isCurrent: true },
            { to: '#type', label: 'Elective' },
            { to: '#forms', label: 'All' },
          ]}
        />
        <Choices
          label="Grade"
          options={[
            { to: '#acts', label: 'Taught' },
            { to: '#type', label: 'Practised' },
            { to: '#forms', label: 'Assessed' },
            { to: '#lists', label: 'Confirmed in full', isCurrent: true },
          ]}
        />
      </div>
    </Section>
  );
}

/** The question before a great act: as a dialog, and as a part of the page. */
export function GreatAct() {
  const acts = (
    <form method="post" action="#dialog">
      <Button kind="primary">Release to the collaborative</Button>
    </form>
  );
  const words = (
    <p>
      Three other schools will see 12 figures by name and 9 in aggregate. You can withdraw them later; what was printed or downloaded stays
      out there.
    </p>
  );
  return (
    <Section title="A question before a great act" id="dialog">
      <DialogButton dialog="release">Release the figures of round 2026</DialogButton>
      <Dialog id="release" title="Release the figures of round 2026?" acts={acts}>
        {words}
      </Dialog>
      <p className="muted">The same question as a part of the page, for an address that asks for it:</p>
      <Dialog id="release-here" title="Release the figures of round 2026?" isSection acts={acts}>
        {words}
      </Dialog>
    </Section>
  );
}
