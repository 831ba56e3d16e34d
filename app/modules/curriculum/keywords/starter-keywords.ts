// By the code of the competency that a hit proposes. Phrases rather than single words where a word alone means much else ("coping saw").
const phrases: Readonly<Record<string, readonly string[]>> = {
  '1': [
    'goals of care',
    'goal concordant',
    'advance care plan*',
    'advance directive*',
    'health care prox*',
    'serious illness conversation*',
    'illness understanding',
    'patient values',
    'what matters most',
  ],
  '2': ['respond* to emotion*', 'strong emotion*', 'expressed emotion*', 'empath* statement*', 'empath* response*', 'anticipatory grief'],
  '3': [
    'difficult news',
    'bad news',
    'serious news',
    'prognostic awareness',
    'discuss* prognosis',
    'code status',
    'resuscitation preference*',
    'symptom burden',
    'pain assessment*',
    'end of life',
  ],
  '4': ['moral distress', 'compassion fatigue', 'burnout', 'coping strateg*', 'own emotion*', 'managing uncertainty', 'personal reaction*'],
  '5': ['palliative', 'hospice*', 'comfort care', 'comfort measures'],
};

/** The list that an installation starts with; each collaborative agrees on its own. `competency`: the code of the one that a phrase proposes. */
export const starterKeywords = {
  name: 'Concord starter list',
  note: "Written for Concord; it is not the collaborative's published list of 23 keywords, which is not public",
  terms: Object.entries(phrases).flatMap(([competency, list]) => list.map((phrase) => ({ phrase, competency }))),
};
