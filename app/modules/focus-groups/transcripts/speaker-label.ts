/** How much a label looks like somebody: a role that speaks for itself, a name or a code that has to come twice, or nobody. */
export type LabelKind = 'role' | 'name' | 'other' | 'nobody';

/** Words in front of a colon that begin a remark, a heading or a line about the recording. */
const remarks = new Set(
  `note notes nb ps ok okay remark remarks reminder warning caution tip update edit example examples question questions answer answers summary conclusion
  first second third finally also however therefore because so and but or yes no well right now then here there today
  date time day place location venue room title topic subject theme agenda recording recorded duration length file filename language version page
  transcript transcription transcribed transcriber session interview meeting group week day year month step case item table figure option goal point round phase stage level rule chapter section part appendix attachment source link url http https mailto
  phone tel fax email mail web website attendees present participants moderators speakers facilitators objective objectives aim aims start end begin total re fw fwd cc`.split(
    /\s+/,
  ),
);
/** What transcribers put in brackets that nobody is called. */
const noises =
  /^(?:inaudible|unintelligible|unclear|indistinct|crosstalk|cross talk|overlap|overlapping|laugh|laughs|laughing|laughter|chuckle|chuckles|pause|long pause|silence|music|applause|cough|coughs|sigh|sighs|vocalsound|gap|disfmarker|noise|background noise|foreign|foreign language|phone rings?|end|sic|redacted|name removed|break)\b/i;
const role =
  /^(?:(?:unknown|unidentified|male|female|new) )?(?:speaker|participant|student|interviewer|interviewee|moderator|co-?moderator|facilitator|co-?facilitator|respondent|researcher|host|observer|note[- ]?taker|resident|faculty|person|guest|teacher|patient|trainee|learner|unknown|multiple speakers|all|several|group)(?:[ -]?#?\d{1,3}| [A-Z])?(?: ?\([^()]{1,30}\))?$/i;
const code = /^(?:\p{L}{1,5}[-_. ]?\d{1,4}(?:[-_. ]\p{L}{0,4}\d{0,4}){0,3}|\p{Lu}{1,4})$/u;
const sentence =
  /^(?:i|we|he|she|they|you|it|who|what|how|why|when|where|which|that|this|these|those|there|to|of|for|in|on|as|if|my|our|like|just)\b/i;
const particle = /^(?:von|van|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|zu|af|y|e|and|&)$/i;

/** What a label looks like. Clock times, sentences, remarks and noises are nobody. */
export function labelKind(label: string): LabelKind {
  if (label.length > 60 || !/\p{L}/u.test(label) || /[!?;"“”„…[\]{}<>|=*\\]|\.\.|https?/.test(label)) return 'nobody';
  const folded = label.toLowerCase();
  if (remarks.has(folded) || noises.test(label)) return 'nobody';
  if (role.test(label)) return 'role';
  const words = label
    .replace(/\([^()]*\)/g, ' ')
    .trim()
    .split(/\s+/);
  if (words.length > 7 || remarks.has(words[0]?.toLowerCase() ?? '') || (label.match(/,/g)?.length ?? 0) > 1) return 'nobody';
  return code.test(label) || words.every(isNameWord) ? 'name' : 'other';
}

/** With a capital at the front or inside (`iPhone`), a number, a letter without capitals (`李`), or a small word within names. */
function isNameWord(word: string, at: number): boolean {
  return /^['’(]?[\p{Lu}\p{Lt}\p{Lo}\d#]/u.test(word) || /^\p{Ll}\p{Lu}/u.test(word) || (at > 0 && particle.test(word));
}

/** A code such as `P3`, `FG2-P3` or `I`, that stands for somebody. */
export function isCode(label: string): boolean {
  return code.test(label) && labelKind(label) === 'name';
}

/** Up to three words in small letters that may be what somebody is called (`nurse`, `3rd year`), not the beginning of a sentence. */
export function isPlainName(label: string): boolean {
  return labelKind(label) === 'other' && label.split(' ').length <= 3 && !sentence.test(label);
}
