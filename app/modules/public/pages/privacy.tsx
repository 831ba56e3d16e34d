import { publicHeaders } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';

export const headers = publicHeaders;

export default function Privacy() {
  return (
    <Page title="Privacy" lead="What is stored about you, who sees it, and what is not done at all.">
      <PublicHead title="Privacy" description="What Concord stores about people, who sees it, and what it does not do." />
      <Section title="When you read these pages">
        <p className="prose">
          Nothing is stored about you unless you ask for something. There is no cookie, no counter and no request to any other site.
        </p>
      </Section>
      <Section title="When you ask for updates by mail">
        <p className="prose">
          Your email address is stored once you confirmed it, until you leave; then it is forgotten, and it stands in no record. Nobody here
          sees who receives them, only how many do. Against flooding, a trace of the address and the network that asked is kept for a day,
          from which neither can be read. What is not confirmed within two days is forgotten.
        </p>
      </Section>
      <Section title="When you send a question to the forum">
        <p className="prose">
          It is kept with the name you gave, if any; whoever keeps the event reads it, and everybody once they show it. One that is not
          shown is forgotten when the days are over for which the event keeps names and addresses. Against flooding, a trace of the network
          that sent it is kept until it is decided, from which the network cannot be read.
        </p>
      </Section>
      <Section title="When you sign in">
        <ul className="prose">
          <li>
            One cookie keeps you signed in, for up to twelve hours on a shared computer, or thirty days on a device that you mark as your
            own, or until you sign out. Scripts cannot read it.
          </li>
          <li>Your name, email address and roles are stored, and each act that changes something: who, when, what.</li>
          <li>Against guessing, the network address that asked for a code is kept for about a day.</li>
          <li>
            Colleagues with a role at your school, and the collaborative’s conveners, steering members and auditors, see your name, mail
            address and roles.
          </li>
          <li>Whoever invites you writes your name and email address. The invitation is kept also when you do not accept it.</li>
          <li>You are named on the public members page only when you say so yourself.</li>
        </ul>
      </Section>
      <Section title="What a school teaches">
        <p className="prose">
          A school’s curriculum and figures are seen by that school alone. The database itself keeps this border. No figure goes to another
          school before the school releases it; this version of Concord has no release yet.
        </p>
      </Section>
      <Section title="Never">
        <p className="prose">
          No information about patients belongs here. No student and no school is ranked. Nothing is sold or sent to anybody.
        </p>
      </Section>
    </Page>
  );
}
