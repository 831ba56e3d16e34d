import type { SampleCurriculum } from './curricula.ts';
import {
  clinic,
  examination,
  laboratory,
  ordinaryCourses,
  quiz,
  rounds,
  simulation,
  smallGroup,
  studyTask,
  teamBased,
} from './ordinary.ts';

/** Eastmoor spirals: the same themes return every year in teams and in simulation, and little of it is elective. Invented; no real school teaches this. */
export const eastmoor: SampleCurriculum = {
  institution: 'Eastmoor School of Medicine (invented)',
  levels: ['M1', 'M2', 'M3', 'M4'],
  courses: [
    {
      title: 'Communication Spiral 1',
      requirement: 'Required',
      levels: [1, 1],
      weeks: 30,
      objectives: ['Listen before speaking'],
      activities: [
        {
          title: 'Listening for values',
          minutes: 60,
          methods: 'IM026',
          text: 'Teams listen to recorded visits for patient values and illness understanding.',
        },
        {
          title: 'Naming feelings',
          minutes: 60,
          methods: 'IM025 AM003:formative',
          text: 'Simulated visits: empathic responses to strong emotions.',
        },
        { title: 'Team and self', minutes: 45, methods: 'IM020', text: 'Own emotions in the team; coping strategies.' },
      ],
    },
    {
      title: 'Communication Spiral 2',
      requirement: 'Required',
      levels: [2, 2],
      weeks: 30,
      objectives: ['Share news with a framework'],
      activities: [
        {
          title: 'Sharing difficult news',
          minutes: 120,
          methods: 'IM025 AM003:formative',
          text: 'Difficult news to a simulated patient; feedback from the patient and a peer.',
        },
        { title: 'Hospice or palliative care?', minutes: 60, methods: 'IM026', text: 'Team cases that tell hospice from palliative care.' },
        {
          title: 'Advance care planning with a neighbour',
          minutes: 60,
          methods: 'IM024',
          text: 'Students hold an advance care planning conversation with an older neighbour.',
          since: '2025-26',
        },
      ],
    },
    {
      title: 'Communication Spiral 3',
      requirement: 'Required',
      levels: [3, 3],
      weeks: 40,
      objectives: ['Hold a goals of care conversation'],
      activities: [
        {
          title: 'Goals of care, observed twice',
          minutes: 180,
          methods: 'IM018 AM002:summative',
          text: 'Two goals of care conversations on the wards, observed and rated on the same checklist.',
        },
        {
          title: 'Prognostic awareness',
          minutes: 60,
          methods: 'IM026',
          text: 'Asking for prognostic awareness; discussing prognosis with a range.',
        },
        {
          title: 'After a death',
          minutes: 60,
          methods: 'IM020',
          text: 'Guided reflection after a patient dies: moral distress, personal reactions.',
        },
        {
          title: 'Resuscitation preferences',
          minutes: 60,
          methods: 'IM025',
          text: 'A simulated night: code status and resuscitation preferences.',
        },
      ],
    },
    {
      title: 'Communication Spiral 4',
      requirement: 'Required',
      levels: [4, 4],
      weeks: 10,
      objectives: [],
      activities: [
        {
          title: 'Serious illness conversation, whole',
          minutes: 120,
          methods: 'IM025 AM003:summative',
          text: 'A whole serious illness conversation with a simulated patient and family; a passing standard.',
        },
        { title: 'Comfort care orders', minutes: 45, methods: 'IM030', text: 'Writing comfort care orders and telling the family.' },
      ],
    },
    {
      title: 'Supportive Care Selective',
      requirement: 'Optional',
      levels: [4, 4],
      weeks: 2,
      objectives: [],
      activities: [
        {
          title: 'Two weeks of supportive care',
          minutes: 2400,
          methods: 'IM003',
          text: 'Palliative and supportive care in a cancer centre.',
        },
      ],
    },
    ...ordinaryCourses([
      {
        title: 'Foundations 1',
        requirement: 'Required',
        levels: [1, 1],
        subjects: ['heart', 'lung', 'craft'],
        forms: [teamBased, simulation, studyTask, quiz],
      },
      {
        title: 'Foundations 2',
        requirement: 'Required',
        levels: [1, 1],
        subjects: ['kidney', 'gut', 'society'],
        forms: [teamBased, laboratory, studyTask],
      },
      {
        title: 'Foundations 3',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['brain', 'mind', 'hormone'],
        forms: [teamBased, simulation, studyTask],
      },
      {
        title: 'Foundations 4',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['blood', 'limb', 'family'],
        forms: [teamBased, laboratory, studyTask],
      },
      {
        title: 'Immersions',
        requirement: 'Required',
        levels: [3, 3],
        subjects: ['heart', 'lung', 'gut', 'brain', 'mind', 'family', 'limb'],
        forms: [clinic, rounds, simulation],
      },
      {
        title: 'Return to Science',
        requirement: 'Required',
        levels: [4, 4],
        subjects: ['kidney', 'hormone', 'blood', 'society'],
        forms: [teamBased, smallGroup, examination],
      },
      {
        title: 'Advanced Clinics',
        requirement: 'Optional',
        levels: [4, 4],
        subjects: ['heart', 'gut', 'limb', 'family'],
        forms: [clinic, rounds],
      },
    ]),
  ],
};
