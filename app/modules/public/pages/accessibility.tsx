import { publicHeaders } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';

export const headers = publicHeaders;

export default function Accessibility() {
  return (
    <Page title="Accessibility" lead="Concord is made to be used by everybody, on the computer or phone at hand.">
      <PublicHead
        title="Accessibility"
        description="What Concord does so that everybody can use it, and what to do when something does not work."
      />
      <Section title="What to expect">
        <ul className="prose">
          <li>
            The measure is WCAG 2.2, level AA. Every page is checked by a program at each change, in a real browser, wide and at 320 pixels.
          </li>
          <li>Everything works by keyboard alone. Keys of the review queue stand on its buttons, and can be switched off.</li>
          <li>Every coloured table prints its numbers, and every figure is also a table.</li>
          <li>Public pages need no script. In the workspace, forms work without it too.</li>
          <li>Dark mode, larger text and reduced motion follow your own settings.</li>
        </ul>
      </Section>
      <Section title="What a program cannot check">
        <p className="prose">
          No group of people who use screen readers has tested this release yet. When something stands in your way, tell the coordinator of
          your collaborative what you wanted to do and where you stopped.
        </p>
      </Section>
    </Page>
  );
}
