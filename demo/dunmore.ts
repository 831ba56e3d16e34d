import type { SampleCurriculum } from './curricula.ts';
import { clinic, examination, laboratory, lecture, ordinaryCourses, quiz, rounds, smallGroup } from './ordinary.ts';

/** Dunmore teaches by discipline: two years of lectures and laboratories, two years on the wards, and most of this topic in electives. Invented; no real school teaches this. */
export const dunmore: SampleCurriculum = {
  institution: 'Dunmore Medical College (invented)',
  levels: ['First year', 'Second year', 'Third year', 'Fourth year'],
  courses: [
    {
      title: 'Introduction to Clinical Medicine',
      requirement: 'Required',
      levels: [2, 2],
      weeks: 20,
      objectives: [],
      activities: [
        { title: 'Breaking bad news', minutes: 50, methods: 'IM013', text: 'A lecture on breaking bad news with a stepwise framework.' },
        {
          title: 'Breaking bad news: role play',
          minutes: 90,
          methods: 'IM022',
          text: 'Groups of eight give bad news to each other and stop the scene when they are stuck.',
        },
      ],
    },
    {
      title: 'Pharmacology',
      requirement: 'Required',
      levels: [2, 2],
      weeks: 16,
      objectives: [],
      activities: [
        {
          title: 'Opioids and pain assessment',
          minutes: 50,
          methods: 'IM013',
          text: 'Choice and dose of opioids after a pain assessment in serious illness.',
        },
      ],
    },
    {
      title: 'Medicine Clerkship',
      requirement: 'Required',
      levels: [3, 3],
      weeks: 10,
      objectives: ['Describe the role of palliative care'],
      activities: [
        {
          title: 'What palliative care does',
          minutes: 50,
          methods: 'IM013',
          text: 'A lecture on palliative care and on hospice, with the difference between the two.',
        },
        {
          title: 'Code status at the bedside',
          minutes: 60,
          methods: 'IM029',
          text: 'Attending rounds on code status, one patient each week.',
        },
        {
          title: 'Shelf review: end of life',
          minutes: 45,
          methods: 'IM013 AM004:summative',
          text: 'Review questions on end of life care for the written examination.',
        },
      ],
    },
    {
      title: 'Hospice and Palliative Medicine',
      requirement: 'Optional',
      levels: [4, 4],
      weeks: 4,
      objectives: [],
      activities: [
        { title: 'Inpatient service', minutes: 4800, methods: 'IM003', text: 'The palliative inpatient service, four weeks.' },
        { title: 'Hospice house', minutes: 960, methods: 'IM003', text: 'Four days at the hospice house.' },
      ],
    },
    {
      title: 'Geriatrics Elective',
      requirement: 'Optional',
      levels: [4, 4],
      weeks: 4,
      objectives: [],
      activities: [
        {
          title: 'Advance care planning clinic',
          minutes: 1800,
          methods: 'IM002',
          text: 'Advance care planning with older patients and their families.',
          since: '2025-26',
        },
        { title: 'House calls', minutes: 960, methods: 'IM002', text: 'House calls; what matters most is asked at every visit.' },
      ],
    },
    {
      title: 'Critical Care Track',
      requirement: 'Required In Track',
      levels: [4, 4],
      weeks: 8,
      objectives: [],
      activities: [
        {
          title: 'Family meetings in intensive care',
          minutes: 120,
          methods: 'IM008',
          text: 'Preparing and observing family meetings; goals of care, comfort measures.',
        },
      ],
    },
    ...ordinaryCourses([
      {
        title: 'Anatomy and Structure',
        requirement: 'Required',
        levels: [1, 1],
        subjects: ['limb', 'heart', 'gut'],
        forms: [lecture, laboratory, quiz],
      },
      {
        title: 'Physiology',
        requirement: 'Required',
        levels: [1, 1],
        subjects: ['heart', 'lung', 'kidney', 'hormone'],
        forms: [lecture, laboratory, examination],
      },
      {
        title: 'Pathology',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['heart', 'lung', 'kidney', 'gut', 'blood'],
        forms: [lecture, laboratory],
      },
      {
        title: 'Microbiology and Immunology',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['blood', 'lung'],
        forms: [lecture, laboratory, quiz],
      },
      {
        title: 'Neuroscience and Psychiatry',
        requirement: 'Required',
        levels: [2, 2],
        subjects: ['brain', 'mind'],
        forms: [lecture, smallGroup, examination],
      },
      { title: 'Population Health', requirement: 'Required', levels: [1, 2], subjects: ['society'], forms: [lecture, smallGroup] },
      {
        title: 'Ward Clerkships',
        requirement: 'Required',
        levels: [3, 3],
        subjects: ['heart', 'lung', 'gut', 'mind', 'family', 'limb'],
        forms: [rounds, lecture, smallGroup],
      },
      {
        title: 'Subspecialty Electives',
        requirement: 'Optional',
        levels: [4, 4],
        subjects: ['kidney', 'hormone', 'blood', 'brain', 'craft'],
        forms: [clinic, rounds],
      },
    ]),
  ],
};
