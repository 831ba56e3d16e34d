import type { InventoryBlock, InventoryKeyword, InventoryMethod, Message } from './inventory.ts';
import type { Levels } from './stated-levels.ts';

/** What the cells of one row say, before it is clear whose row it is. Null is not said. */
export type RowDraft = {
  id: string;
  title: string;
  texts: string[];
  objectives: string[];
  minutes: number | null;
  most: number | null;
  deliveredMinutes: number | null;
  deliveredMost: number | null;
  groups: number | null;
  day: string | null;
  startDay: string | null;
  endDay: string | null;
  /** Minutes since midnight. */
  startTime: number | null;
  endTime: number | null;
  course: string;
  courseId: string;
  levels: Levels | null;
  /** The level as written, and the name of the phase. */
  levelName: string;
  phase: string;
  requirement: InventoryBlock['requirement'];
  courseRequirement: InventoryBlock['requirement'];
  methods: Pick<InventoryMethod, 'kind' | 'code' | 'name'>[];
  purpose: InventoryMethod['purpose'];
  keywords: InventoryKeyword[];
  resources: string[];
  seats: number | null;
  enrolled: number | null;
  isInterprofessional: boolean;
  estimateSource: string | null;
};

/** A message about a cell whose row is not known yet; `field` names what of the activity (or of its course) it is about. */
export type Fault = Omit<Message, 'line' | 'about'> & { readonly field: string; readonly isOfCourse?: boolean };

/** A row that says nothing. */
export function emptyDraft(): RowDraft {
  return {
    id: '',
    title: '',
    texts: [],
    objectives: [],
    minutes: null,
    most: null,
    deliveredMinutes: null,
    deliveredMost: null,
    groups: null,
    day: null,
    startDay: null,
    endDay: null,
    startTime: null,
    endTime: null,
    course: '',
    courseId: '',
    levels: null,
    levelName: '',
    phase: '',
    requirement: null,
    courseRequirement: null,
    methods: [],
    purpose: null,
    keywords: [],
    resources: [],
    seats: null,
    enrolled: null,
    isInterprofessional: false,
    estimateSource: null,
  };
}
