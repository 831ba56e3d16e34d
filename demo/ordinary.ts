import type { SampleActivity, SampleCourse } from './curricula.ts';

// What fills a curriculum beside the few hours that this collaborative looks for. Subjects of any medical school, in words that no keyword finds.
const topics: Readonly<Record<string, readonly string[]>> = {
  heart: [
    'Cardiac cycle',
    'Murmurs',
    'Rhythms on the monitor',
    'Angina',
    'Valve disease',
    'Hypertension',
    'Lipids',
    'Endocarditis',
    'Syncope',
    'Congenital shunts',
    'Aortic disease',
    'Pericardium',
    'Heart failure drugs',
    'Shock',
    'Pacing',
    'Exercise testing',
    'Peripheral arteries',
    'Veins',
  ],
  lung: [
    'Gas exchange',
    'Spirometry',
    'Asthma',
    'Pneumonia',
    'Pulmonary embolism',
    'Interstitial disease',
    'Pleural fluid',
    'Sleep and breathing',
    'Tuberculosis',
    'Chest films',
    'Oxygen',
    'Bronchiectasis',
    'Acute breathlessness',
    'Smoking',
    'Cough',
    'Ventilation',
    'Altitude',
    'Occupational lungs',
  ],
  kidney: [
    'Filtration',
    'Tubules',
    'Acid and base',
    'Sodium',
    'Potassium',
    'Nephritis',
    'Nephrotic states',
    'Stones',
    'Urinary infection',
    'Renal imaging',
    'Diuretics',
    'Water balance',
    'Dialysis',
    'Transplant',
    'Proteinuria',
    'Magnesium',
    'Acute injury',
    'Kidney and drugs',
  ],
  gut: [
    'Swallowing',
    'Reflux',
    'Ulcers',
    'Absorption',
    'Inflammatory bowel',
    'Jaundice',
    'Cirrhosis',
    'Pancreatitis',
    'Bleeding from the gut',
    'Gallstones',
    'Hepatitis',
    'Nutrition',
    'Appendix',
    'Hernias',
    'Constipation',
    'Diarrhoea',
    'Endoscopy',
    'Colon cancer screening',
  ],
  brain: [
    'Spinal pathways',
    'Cranial nerves',
    'Stroke syndromes',
    'Seizures',
    'Headache',
    'Tremor',
    'Neuropathy',
    'Coma examined',
    'Vision',
    'Hearing',
    'Memory',
    'Sleep',
    'Dizziness',
    'Multiple sclerosis',
    'Concussion',
    'Meningitis',
    'Gait and balance',
    'Speech',
  ],
  mind: [
    'Mood',
    'Psychosis',
    'Anxiety',
    'Substance use',
    'Eating disorders',
    'Development',
    'Personality',
    'Attention',
    'Capacity assessed',
    'Trauma-informed interviewing',
    'Medication in psychiatry',
    'Suicide risk',
    'Consultation interviews',
    'Family systems',
    'Somatic symptoms',
    'Crisis teams',
    'Autism',
    'Ageing mind',
  ],
  hormone: [
    'Thyroid',
    'Adrenal',
    'Pituitary',
    'Insulin',
    'Calcium',
    'Growth',
    'Puberty',
    'Contraception',
    'Menopause',
    'Obesity',
    'Diabetes at home',
    'Bone density',
    'Thyroid nodules',
    'Lipodystrophy',
    'Hypoglycaemia',
    'Steroids',
    'Vitamin D',
    'Gender care',
  ],
  blood: [
    'Red cells',
    'Clotting',
    'Transfusion',
    'Leukaemia',
    'Lymph nodes',
    'Immunity',
    'Allergy',
    'Vaccines',
    'HIV',
    'Sepsis bundles',
    'Antibiotics',
    'Parasites',
    'Anaemia',
    'Platelets',
    'Myeloma',
    'Travel',
    'Fungi',
    'Resistance',
  ],
  limb: [
    'Shoulder',
    'Hand',
    'Hip',
    'Knee',
    'Spine',
    'Gait',
    'Fractures',
    'Gout',
    'Rashes',
    'Skin cancer',
    'Wounds',
    'Arthritis',
    'Elbow',
    'Ankle',
    'Low back',
    'Burns',
    'Amputation',
    'Sports injuries',
  ],
  family: [
    'Prenatal visits',
    'Labour',
    'Newborn examination',
    'Well child',
    'Fever in children',
    'Adolescents',
    'Infertility',
    'Pelvic pain',
    'Breast lumps',
    'Prostate',
    'Screening',
    'Home visits',
    'Twins',
    'Feeding',
    'Asthma at school',
    'Menstruation',
    'Vasectomy',
    'Injury prevention',
  ],
  society: [
    'Biostatistics',
    'Study designs',
    'Bias',
    'Reading a trial',
    'Law and medicine',
    'Insurance',
    'Quality improvement',
    'Patient safety',
    'Interpreters',
    'Rural practice',
    'Climate and health',
    'Team huddles',
    'Meta-analysis',
    'Screening statistics',
    'Disability',
    'Immigration',
    'Health systems',
    'Ethics committees',
  ],
  craft: [
    'History taking',
    'Physical examination',
    'Note writing',
    'Order entry',
    'Hand-over',
    'Venepuncture',
    'Suturing',
    'Lumbar puncture',
    'Ultrasound',
    'Electrocardiogram',
    'Radiographs',
    'Oral presentation',
    'Sterile gloves',
    'Catheters',
    'Slit lamp',
    'Blood gases',
    'Wound closure',
    'Discharge letters',
  ],
};

/** How a school teaches: the name of a form, its minutes and its methods of the standard vocabulary. */
export type Form = readonly [name: string, minutes: number, methods: string];
/** A lecture of fifty minutes. */
export const lecture: Form = ['Lecture', 50, 'IM013'];
/** A small group with its teacher. */
export const smallGroup: Form = ['Small group', 90, 'IM008'];
/** At the bench. */
export const laboratory: Form = ['Laboratory', 110, 'IM012'];
/** A case that a group works through in a week. */
export const caseOfTheWeek: Form = ['Case', 120, 'IM019'];
/** Teams in one room. */
export const teamBased: Form = ['Team-based session', 100, 'IM026'];
/** With a simulated patient or a task trainer. */
export const simulation: Form = ['Simulation', 75, 'IM025'];
/** On the wards, with the attending. */
export const rounds: Form = ['Teaching round', 60, 'IM029'];
/** Half a day in a clinic. */
export const clinic: Form = ['Clinic', 180, 'IM002'];
/** Alone, with a task. */
export const studyTask: Form = ['Study task', 45, 'IM023'];
/** Short, formative. */
export const quiz: Form = ['Quiz', 30, 'AM004:formative'];
/** Written, summative. */
export const examination: Form = ['Examination', 120, 'AM004:summative'];
/** One station of a practical examination. */
export const skillsStation: Form = ['Skills station', 20, 'AM003:summative'];

/** A course of a plan; `place` goes before every title, so that the same topic is taught again under another name. */
export type CoursePlan = Omit<SampleCourse, 'objectives' | 'activities' | 'weeks'> & {
  readonly weeks?: number;
  readonly subjects: readonly string[];
  readonly forms: readonly Form[];
};

/** The ordinary courses of a plan: every topic of its subjects in every one of its forms. A few stand only since the second year of the sample, a few take longer. */
export function ordinaryCourses(plans: readonly CoursePlan[]): SampleCourse[] {
  return plans.map(({ subjects, forms, weeks = 8, ...course }, at) => ({
    ...course,
    weeks,
    objectives: [],
    activities: subjects.flatMap((subject, s) =>
      topics[subject]!.flatMap((topic, t) =>
        forms.map(([form, minutes, methods], f): SampleActivity => {
          const turn = at * 7 + s * 5 + t * 3 + f;
          return {
            title: `${form}: ${topic}`,
            minutes: turn % 19 === 0 ? minutes + 15 : minutes,
            methods,
            ...(turn % 23 === 0 ? { since: '2025-26' } : {}),
          };
        }),
      ),
    ),
  }));
}
