import { certifiedSteps, type Step, stepWords } from '../step.ts';

/** Whom a mail about a path goes to, and of which programme it is. */
export type Told = { readonly mail: string; readonly name: string; readonly programme: string };

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const written = ({ mail, name }: Told, subject: string, body: string) => ({
  to: mail,
  subject: oneLine(subject),
  text: `Hello ${name},\n\n${body}\n`,
});

/** Tells somebody that a step of theirs was confirmed, and where their certificate is. */
export function stepMail(told: Told, { step, by, base }: { step: Step; by: string; base: string }) {
  const reached = `${stepWords[step].toLowerCase()} in “${oneLine(told.programme)}”`;
  const certificate = certifiedSteps.includes(step) ? `\n\nYour certificate and its badge:\n\n${base}/w/places` : '';
  return written(
    told,
    `A step is confirmed: ${reached}`,
    `${by} confirmed that you reached a step: ${reached}. What it rests on, and what comes next:\n\n${base}/w/faculty/path${certificate}`,
  );
}

/** Asks somebody to observe another's teaching. */
export function askMail(told: Told, { of, address }: { of: string; address: string }) {
  return written(
    told,
    `Will you observe ${of}’s teaching?`,
    `You are asked to observe ${of}’s teaching for “${oneLine(told.programme)}”. Afterwards, write what you saw, in your own words first:\n\n${address}\n\nThis is the only mail about it. If you want no such mail at all, say so under “You” in Concord.`,
  );
}

/** Tells somebody that what was seen of their teaching is written; the mail says nothing of it. */
export function observedMail(told: Told, { by, address }: { by: string; address: string }) {
  return written(
    told,
    'What was seen of your teaching is written',
    `${by} wrote down what they saw of your teaching for “${oneLine(told.programme)}”. You read it first; once you have, it counts:\n\n${address}`,
  );
}
