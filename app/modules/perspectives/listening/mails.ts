/** What a mail of a round says. `link` opens the round for its receiver, `stop` ends its mails. */
export type RoundMail = {
  readonly to: string;
  readonly name: string;
  readonly title: string;
  readonly why: string;
  /** In words; null: the round has no last day. */
  readonly lastDay: string | null;
  readonly link: string;
  readonly stop: string;
  readonly isGuest: boolean;
  /** Who invited a guest, while they have an account here; a member is asked by the round. */
  readonly by: string | null;
};

/** The mail that asks, or asks again. It tells nobody's answer and never who has answered. */
export function askMail({ to, name, title, why, lastDay, link, stop, isGuest, by }: RoundMail, kind: 'ask' | 'remind') {
  const asks = by ? `${by} would like to hear you` : 'You are asked for what you think';
  return {
    to,
    subject: kind === 'ask' ? `We would like to hear you: ${title}` : `Still open for your words: ${title}`,
    text: `Dear ${name},

${kind === 'ask' ? asks : 'You can still say what you think'}: ${title}.
${why ? `\n${why}\n` : ''}
A few prompts, a few minutes, on a phone too. You choose for each answer whether others read it with your name, with your role only, or whether it is only counted. What you begin is kept until you go on.${lastDay ? ` The last day is ${lastDay}.` : ''}

    ${link}

${isGuest ? 'There you ask for a code, which comes to this email address. The link is for you alone.\n\n' : ''}No more mails about this round, whatever you decide:

    ${stop}
`,
    unsubscribe: stop,
  };
}

/** A guest's link once more, because whoever keeps the round sends it again; the one before opens nothing any more. */
export function linkMail({ to, name, title, link, stop, by }: Omit<RoundMail, 'why' | 'lastDay' | 'isGuest'>) {
  return {
    to,
    subject: `Your link: ${title}`,
    text: `Dear ${name},

Here is your link to what ${by ?? 'the collaborative'} would like to hear from you: ${title}. The one that you had before opens nothing any more; what you said or began is still there.

    ${link}

There you ask for a code, which comes to this email address. The link is for you alone.

No more mails about this round, whatever you decide:

    ${stop}
`,
    unsubscribe: stop,
  };
}

/** Tells somebody that an interviewer wrote down what they said: nobody else reads it before they have. */
export function noteMail({ to, name, title, link, isGuest }: Omit<RoundMail, 'why' | 'lastDay' | 'stop' | 'by'>) {
  return {
    to,
    subject: `Is this what you said? ${title}`,
    text: `Dear ${name},

Somebody who listened to you wrote down what you said. Read it, correct it if you like, and say whether it may be used. Until you do, nobody else reads it.

    ${link}
${isGuest ? '\nThere you ask for a code, which comes to this email address.\n' : ''}`,
  };
}

/** Tells somebody who answered that the goal is adopted, once, and where they read what became of their words. */
export function adoptedMail({
  to,
  name,
  title,
  link,
  isGuest,
  sentences,
}: Omit<RoundMail, 'why' | 'lastDay' | 'stop' | 'by'> & { sentences: readonly string[] }) {
  return {
    to,
    subject: `What became of your answers: ${title}`,
    text: `Dear ${name},

You said what you think, and the schools have adopted a shared goal that rests on it:

${sentences.map((words) => `    ${words}`).join('\n')}

Here you read what became of each of your answers: where it stands in the goal, or why it does not.

    ${link}
${isGuest ? '\nThere you ask for a code, which comes to this email address.\n' : ''}
This is the only mail about it.
`,
  };
}

/** What the mail to a lead says of a version that is before the schools. */
type Proposed = {
  readonly to: string;
  readonly name: string;
  /** The listening round that it rests on. */
  readonly title: string;
  readonly number: number;
  /** The schools that this lead speaks for. */
  readonly schools: readonly string[];
  readonly link: string;
};

/** Tells a lead that a version of the goal waits for the word of their school. */
export function proposedMail({ to, name, title, number, schools, link }: Proposed) {
  return {
    to,
    subject: `A shared goal waits for your school’s word: version ${number}`,
    text: `Dear ${name},

Version ${number} of the shared goal is before the schools. It was drafted from what members and guests said in “${title}”, and each sentence names what it rests on.

Read it with your colleagues, and say for ${schools.join(' and ')} whether you endorse it, can live with it, or cannot, and why:

    ${link}

Until it is adopted you can change your word at any time. This is the only mail about it.
`,
  };
}
