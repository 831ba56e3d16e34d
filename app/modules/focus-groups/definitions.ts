import { agreementDefinitions } from './agreement/definitions.ts';
import { reportDefinitions } from './reports/definitions.ts';
import { studyDefinitions } from './study/definitions.ts';

/** Every figure of the focus-groups module. Screens, exports and `docs/definitions.md` show these words. */
export const focusGroupDefinitions = [...studyDefinitions, ...agreementDefinitions, ...reportDefinitions] as const;

/** The ids of the focus-groups module's figures. */
export type FocusGroupFigure = (typeof focusGroupDefinitions)[number]['id'];
