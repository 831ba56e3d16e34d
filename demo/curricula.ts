import {
  caseOfTheWeek,
  clinic,
  examination,
  laboratory,
  lecture,
  ordinaryCourses,
  quiz,
  rounds,
  simulation,
  smallGroup,
  studyTask,
  teamBased,
} from './ordinary.ts';

// Invented curricula. No real school teaches this; the hours are unlike any published figure.

/** An activity of the sample; minutes are null where the file says none. */
export type SampleActivity = {
  title: string;
  minutes: number | null;
  /** Codes of the standard vocabulary; an assessment code carries `formative` or `summative`. */
  methods: string;
  text?: string;
  isRequired?: boolean;
  /** The first academic year that has it; absent: every year of the sample. */
  since?: string;
};
/** A course of the sample with its activities. */
export type SampleCourse = {
  title: string;
  requirement: 'Required' | 'Required In Track' | 'Optional';
  levels: [number, number];
  weeks: number;
  objectives: string[];
  activities: SampleActivity[];
};
/** What a sample school teaches in its year. */
export type SampleCurriculum = { institution: string; levels: string[]; courses: SampleCourse[] };

function plain(titles: string[], minutes: number, methods = 'IM013'): SampleActivity[] {
  return titles.map((title) => ({ title, minutes, methods }));
}

/** The curriculum of Ashby, which is fictional. */
export const ashby: SampleCurriculum = {
  institution: 'Ashby School of Medicine (invented)',
  levels: ['Year 1', 'Year 2', 'Year 3', 'Year 4'],
  courses: [
    {
      title: 'Becoming a Doctor 1',
      requirement: 'Required',
      levels: [1, 1],
      weeks: 32,
      objectives: ['Explore a patient’s understanding of illness with open questions', 'Describe the philosophy of palliative care'],
      activities: [
        {
          title: 'First conversations: what matters to you?',
          minutes: 120,
          methods: 'IM008 IM022',
          text: 'In groups of six, students ask a simulated patient what matters most and listen for patient values that were not said aloud.',
        },
        {
          title: 'What is palliative care, and what is it not?',
          minutes: 60,
          methods: 'IM013',
          text: 'A lecture on the philosophy and role of palliative care, with the difference between hospice and palliative care.',
        },
        {
          title: 'Reflection: a loss of my own',
          minutes: 60,
          methods: 'IM020',
          text: 'Students write about their own emotions when someone was seriously ill, and read only what they wish to share.',
        },
        ...plain(['Taking a history', 'The physical examination, head to toe', 'Interviewing through an interpreter'], 120, 'IM008'),
        {
          title: 'Choosing someone to speak for me',
          minutes: 60,
          methods: 'IM030',
          text: 'Students fill in an advance directive for themselves and name a health care proxy, then talk about how it felt.',
        },
      ],
    },
    {
      title: 'Heart, Lung and Kidney',
      requirement: 'Required',
      levels: [1, 1],
      weeks: 12,
      objectives: ['Explain the course of advanced heart failure'],
      activities: [
        {
          title: 'Living with advanced heart failure',
          minutes: 60,
          methods: 'IM013 IM031',
          text: 'A patient and a daughter speak about hopes and worries; the class notes signs of prognostic awareness and of anticipatory grief.',
        },
        ...plain(
          ['The cardiac cycle', 'Heart sounds', 'Gas exchange', 'Acid and base', 'Glomerular filtration', 'Diuretics', 'Arrhythmias'],
          60,
        ),
        ...plain(['Kidney case 1', 'Kidney case 2'], 90, 'IM001'),
        // One row for each small group, as some systems export them; whether that is so nobody has said yet.
        ...plain(['Breathless: a case', 'Breathless: a case', 'Breathless: a case'], 90, 'IM001'),
      ],
    },
    {
      title: 'Mind, Brain and Behaviour',
      requirement: 'Required',
      levels: [2, 2],
      weeks: 10,
      objectives: ['Recognise strong emotions and respond to them'],
      activities: [
        {
          title: 'When feelings fill the room',
          minutes: 120,
          methods: 'IM025 IM022 AM003:formative',
          text: 'Simulated encounters with strong emotions: anger, fear, anticipatory grief. Students use empathic statements, name the emotion and wait before they inform.',
        },
        {
          title: 'Delirium at the end of life',
          minutes: 45,
          methods: 'IM013',
          text: 'Signs, causes and treatment at the end of life; comfort measures, what families see and what they ask.',
        },
        ...plain(['Stroke syndromes', 'Movement disorders', 'Depression', 'Psychosis', 'Pain pathways'], 60),
      ],
    },
    {
      title: 'Bridge to the Wards',
      requirement: 'Required',
      levels: [2, 3],
      weeks: 3,
      objectives: ['Begin a conversation about serious news with a framework'],
      activities: [
        {
          title: 'Sharing serious news: a framework and first practice',
          minutes: 180,
          methods: 'IM025 AM003:formative',
          text: 'Breaking bad news with a stepwise framework. Every student delivers serious news once to a standardised patient, responds to emotion, and is debriefed.',
        },
        ...plain(['Writing orders', 'Handing over'], 90, 'IM030'),
        ...plain(['Sterile technique', 'Sterile technique', 'Sterile technique', 'Sterile technique'], 90, 'IM030'),
      ],
    },
    {
      title: 'Internal Medicine Clerkship',
      requirement: 'Required',
      levels: [3, 3],
      weeks: 8,
      objectives: ['Take part in a goals of care conversation under supervision', 'Assess prognostic awareness'],
      activities: [
        {
          title: 'Sitting with silence: simulated family meeting',
          minutes: 120,
          methods: 'IM025 AM002:formative',
          text: 'Students practise naming what they see and waiting, then answer the family’s questions about what comes next. Faculty respond to emotion with the learner before turning to goals of care.',
        },
        {
          title: 'Code status: the conversation behind the order',
          minutes: 60,
          methods: 'IM008',
          text: 'Small groups discuss resuscitation preferences and how to ask about them without a menu, starting from what matters most.',
        },
        {
          title: 'Rounds with the palliative care team',
          minutes: null,
          methods: 'IM003',
          text: 'One morning at the bedside with the palliative care consult team: symptom burden, goals of care. Hours differ between sites.',
        },
        {
          title: 'After the code: a debrief',
          minutes: 45,
          methods: 'IM020',
          text: 'A guided debriefing after a hard day: own emotions, moral distress, and coping strategies that are named and shared.',
        },
        ...plain(['Chest pain', 'Sepsis', 'Anaemia', 'Diabetes at the bedside', 'Discharge summaries'], 60, 'IM008'),
      ],
    },
    {
      title: 'Surgery Clerkship',
      requirement: 'Required',
      levels: [3, 3],
      weeks: 8,
      objectives: [],
      activities: [
        {
          title: 'When the scan is bad',
          minutes: 60,
          methods: 'IM001',
          text: 'A case in three acts: an unexpected finding, sharing the bad news, and planning what is next with the family.',
        },
        {
          title: 'Should we operate? Best case, worst case',
          minutes: 90,
          methods: 'IM008',
          text: 'Drawing the best case and the worst case with an older patient so that treatment is goal-concordant; how to discuss prognosis with a range.',
        },
        ...plain(['Acute abdomen', 'Trauma survey', 'Wound healing', 'Fluids after surgery'], 60),
      ],
    },
    {
      title: 'Clerkship Year Assessment',
      requirement: 'Required',
      levels: [3, 3],
      weeks: 1,
      objectives: [],
      activities: [
        {
          title: 'OSCE station 4: the result',
          minutes: 30,
          methods: 'AM003:summative',
          text: 'Share difficult news with a standardised patient and respond to emotion; rated on a checklist with a passing standard.',
        },
        { title: 'OSCE station 7: shortness of breath', minutes: 30, methods: 'AM003:summative' },
      ],
    },
    {
      title: 'Palliative Medicine Elective',
      requirement: 'Optional',
      levels: [4, 4],
      weeks: 4,
      objectives: ['Differentiate hospice from palliative care', 'Lead part of a family meeting'],
      activities: [
        {
          title: 'Consult service',
          minutes: 4800,
          methods: 'IM003',
          text: 'Four weeks with the palliative care consult service: symptom burden, goals of care, family meetings, and a weekly hour on burnout and coping strategies.',
        },
        { title: 'Home hospice visits', minutes: 480, methods: 'IM002', text: 'Two days of hospice home visits with a nurse.' },
        {
          title: 'Family meeting, observed',
          minutes: 60,
          methods: 'AM002:formative',
          text: 'The student leads the opening of a family meeting, explores illness understanding and receives narrative feedback.',
        },
      ],
    },
    {
      title: 'Intensive Care Selective',
      requirement: 'Required In Track',
      levels: [4, 4],
      weeks: 4,
      objectives: [],
      activities: [
        {
          title: 'Withdrawing a ventilator: what is said and done',
          minutes: 60,
          methods: 'IM008',
          text: 'End-of-life care in the intensive care unit: comfort care, code status, and the words that families remember.',
        },
        ...plain(['Ventilator basics', 'Shock', 'Sedation'], 60),
      ],
    },
    {
      title: 'Capstone: Ready for Residency',
      requirement: 'Required',
      levels: [4, 4],
      weeks: 2,
      objectives: [],
      activities: [
        {
          title: 'A phone call at night',
          minutes: 60,
          methods: 'IM025',
          text: 'Giving serious news to a relative by telephone, in pairs, with time for one’s own emotions afterwards.',
        },
        ...plain(['Cross-cover pages', 'Licences and logistics'], 60, 'IM030'),
      ],
    },
  ],
};

/** The curriculum of Brookfield, which is fictional. */
export const brookfield: SampleCurriculum = {
  institution: 'Brookfield College of Medicine (invented)',
  levels: ['M1', 'M2', 'M3', 'M4'],
  courses: [
    {
      title: 'Doctoring',
      requirement: 'Required',
      levels: [1, 2],
      weeks: 60,
      objectives: ['Explore concerns, values and goals'],
      activities: [
        {
          title: 'Asking before telling',
          minutes: 90,
          methods: 'IM008',
          text: 'Students explore illness understanding and what matters most before they explain.',
        },
        {
          title: 'Bad news, first try',
          minutes: 90,
          methods: 'IM022',
          text: 'Role play of giving bad news with peers, using empathic responses, with time to debrief.',
        },
        ...plain(['Vital signs', 'The difficult history', 'Presenting a patient', 'Consent'], 90, 'IM008'),
      ],
    },
    {
      title: 'Systems',
      requirement: 'Required',
      levels: [1, 2],
      weeks: 50,
      objectives: [],
      activities: [
        { title: 'Opioids without fear', minutes: 60, methods: 'IM013', text: 'Pain assessment and symptom burden in serious illness.' },
        ...plain(['Cells', 'Blood', 'Bones', 'Nerves', 'Hormones', 'Skin'], 60),
      ],
    },
    {
      title: 'Clerkships',
      requirement: 'Required',
      levels: [3, 3],
      weeks: 48,
      objectives: [],
      activities: [
        {
          title: 'Goals of care on the wards',
          minutes: 60,
          methods: 'IM008',
          text: 'A goals of care conversation is prepared, observed and discussed.',
        },
        {
          title: 'My own limits',
          minutes: 45,
          methods: 'IM020',
          text: 'Reflection on one’s own emotions, moral distress and coping strategies after a patient’s death.',
        },
        ...plain(['Grand rounds', 'Night float', 'Radiology rounds'], 60, 'IM005'),
      ],
    },
    {
      title: 'Hospice Elective',
      requirement: 'Optional',
      levels: [4, 4],
      weeks: 2,
      objectives: [],
      activities: [
        {
          title: 'Two weeks at the hospice house',
          minutes: 3600,
          methods: 'IM003',
          text: 'Hospice care day and night: families, symptoms, last conversations.',
        },
      ],
    },
  ],
};

/** The whole of Ashby’s four years: the above and what fills them beside it. */
export const wholeAshby: SampleCurriculum = {
  ...ashby,
  courses: [
    ...ashby.courses,
    ...ordinaryCourses([
      {
        title: 'Body in Balance',
        requirement: 'Required',
        levels: [1, 1],
        subjects: ['heart', 'lung', 'kidney'],
        forms: [lecture, smallGroup, laboratory, quiz],
      },
      {
        title: 'Digestion and Hormones',
        requirement: 'Required',
        levels: [1, 2],
        subjects: ['gut', 'hormone'],
        forms: [lecture, smallGroup, laboratory, quiz],
      },
      {
        title: 'Brain and Mind in Depth',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['brain', 'mind'],
        forms: [lecture, smallGroup, quiz, examination],
      },
      {
        title: 'Blood, Infection and Skin',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['blood', 'limb'],
        forms: [lecture, laboratory, quiz, studyTask],
      },
      {
        title: 'Clinical Skills',
        requirement: 'Required',
        levels: [1, 3],
        subjects: ['craft', 'society'],
        forms: [smallGroup, simulation],
      },
      {
        title: 'Core Clerkship Teaching',
        requirement: 'Required',
        levels: [3, 3],
        subjects: ['heart', 'lung', 'gut', 'brain', 'mind', 'family', 'limb'],
        forms: [rounds, smallGroup, clinic],
      },
      {
        title: 'Specialty Electives',
        requirement: 'Optional',
        levels: [4, 4],
        subjects: ['kidney', 'hormone', 'blood', 'family'],
        forms: [clinic, rounds],
      },
    ]),
  ],
};

/** The whole of Brookfield’s four years: the above and what fills them beside it. */
export const wholeBrookfield: SampleCurriculum = {
  ...brookfield,
  courses: [
    ...brookfield.courses,
    ...ordinaryCourses([
      {
        title: 'Problems of the Week 1',
        requirement: 'Required',
        levels: [1, 1],
        subjects: ['heart', 'lung', 'kidney', 'gut'],
        forms: [caseOfTheWeek, lecture, studyTask, quiz],
      },
      {
        title: 'Problems of the Week 2',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['brain', 'mind', 'hormone', 'blood'],
        forms: [caseOfTheWeek, lecture, studyTask, quiz],
      },
      { title: 'Community Practice', requirement: 'Required', levels: [1, 2], subjects: ['society', 'family'], forms: [clinic, teamBased] },
      {
        title: 'Skills Laboratory',
        requirement: 'Required',
        levels: [1, 2],
        subjects: ['craft', 'limb'],
        forms: [simulation, smallGroup, examination],
      },
      {
        title: 'Hospital Year',
        requirement: 'Required',
        levels: [3, 3],
        subjects: ['heart', 'lung', 'gut', 'mind', 'family', 'limb'],
        forms: [rounds, clinic, smallGroup],
      },
      {
        title: 'Electives',
        requirement: 'Optional',
        levels: [4, 4],
        subjects: ['kidney', 'hormone', 'blood', 'brain'],
        forms: [clinic, rounds],
      },
    ]),
  ],
};
