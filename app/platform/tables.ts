// Written by `npm run tables` from the migrated database; a test compares the two.
import type { ColumnType, Generated } from 'kysely';

/** The database's tables as types. */
export interface Tables {
  academicLevel: {
    schoolId: string;
    year: string;
    number: number;
    label: string;
    description: string | null;
    phaseId: string | null;
  };
  activity: {
    schoolId: string;
    id: Generated<string>;
    stableId: Generated<string>;
    year: string;
    sourceId: string;
    title: string;
    description: string | null;
    learnerMinutes: number | null;
    deliveredMinutes: number | null;
    isInterprofessional: Generated<boolean>;
    position: Generated<number>;
    removedAt: Date | null;
    titleFolded: Generated<string>;
    learnerMinutesMost: number | null;
    deliveredMinutesMost: number | null;
    estimateSource: string | null;
    estimateBy: string | null;
    estimatedAt: Date | null;
    cameBy: Generated<'file' | 'hand'>;
    groups: number | null;
    sameAs: string | null;
    fileMinutes: number | null;
    editedAt: Date | null;
    fileTitle: string | null;
    fileText: string | null;
    words: Generated<string>;
  };
  activityKeyword: {
    schoolId: string;
    activityId: string;
    position: number;
    kind: 'keyword' | 'resource';
    term: string;
    source: string | null;
    sourceId: string | null;
  };
  activityMethod: {
    schoolId: string;
    activityId: string;
    position: number;
    kind: 'instruction' | 'assessment';
    code: string;
    name: string | null;
    isPrimary: Generated<boolean>;
    minutes: number | null;
    purpose: 'formative' | 'summative' | null;
  };
  activityObjective: {
    schoolId: string;
    activityId: string;
    objectiveId: string;
  };
  adjudication: {
    studyId: string;
    id: Generated<string>;
    consensusId: string;
    textId: string;
    codeId: string;
    begins: number;
    ends: number;
    decision: 'coder' | 'all' | 'range' | 'none';
    takenFrom: string | null;
    reason: Generated<string>;
    settledBy: string | null;
    withPerson: string | null;
    settledAt: Generated<Date>;
  };
  adjudicationCoding: {
    studyId: string;
    adjudicationId: string;
    codingId: string;
    isResult: boolean;
  };
  agreementTaken: {
    studyId: string;
    consensusId: string;
    figures: ColumnType<unknown, string | null, string | null>;
    takenBy: string | null;
    takenAt: Generated<Date>;
  };
  arrivingFile: {
    schoolId: string;
    id: Generated<string>;
    name: string;
    bytes: number;
    fingerprint: string;
    year: string;
    sentBy: string;
    startedAt: Generated<Date>;
  };
  attendance: {
    studyId: string;
    sessionId: string;
    participantId: string;
    came: boolean | null;
    reason: Generated<string>;
  };
  blindAnswer: {
    schoolId: string;
    hitId: string;
    personId: string;
    answer: 'accepted' | 'rejected';
    competencyId: string | null;
    level: 'introduced' | 'practised' | 'assessed' | null;
    extent: 'mentioned' | 'partly' | 'fully' | null;
    evidence: string | null;
    milestoneIds: Generated<string[]>;
    reason: string | null;
    answeredAt: Generated<Date>;
  };
  calibration: {
    roundId: string;
    wanted: Generated<number>;
    rating: Generated<number>;
    begunAt: Date | null;
    settlingSchoolId: string | null;
  };
  calibrationActivity: {
    id: Generated<string>;
    roundId: string;
    position: number;
    title: string;
    body: string;
    objectives: Generated<string[]>;
    methods: Generated<string[]>;
    minutes: number | null;
    givenBy: string | null;
    agreed: ColumnType<unknown, string | null, string | null> | null;
    agreedReason: string | null;
    agreedBy: string | null;
    agreedAt: Date | null;
  };
  calibrationAnswer: {
    roundId: string;
    rating: number;
    personId: string;
    activityId: string;
    competencyId: string;
    extent: 'none' | 'mentioned' | 'partly' | 'fully';
    level: 'introduced' | 'practised' | 'assessed' | null;
    answeredAt: Generated<Date>;
  };
  calibrationFigure: {
    roundId: string;
    rating: number;
    figures: ColumnType<unknown, string | null, string | null>;
    keptAt: Generated<Date>;
  };
  calibrationTurn: {
    roundId: string;
    rating: number;
    personId: string;
    forSchoolId: string;
    begunAt: Generated<Date>;
    finishedAt: Date | null;
  };
  calibrationWord: {
    id: Generated<string>;
    roundId: string;
    activityId: string;
    personId: string | null;
    saidBy: string;
    words: string;
    saidAt: Generated<Date>;
  };
  checklistAnswer: {
    studyId: string;
    checklist: 'COREQ' | 'SRQR';
    item: string;
    words: string;
    changedBy: string | null;
    changedAt: Generated<Date>;
  };
  code: {
    studyId: string;
    id: Generated<string>;
    parentId: string | null;
    name: string;
    definition: Generated<string>;
    include: Generated<string>;
    exclude: Generated<string>;
    example: Generated<string>;
    colour: Generated<number>;
    position: Generated<number>;
    mergedInto: string | null;
    retiredAt: Date | null;
    madeBy: string | null;
    madeAt: Generated<Date>;
    changedAt: Generated<Date>;
  };
  codebookChange: {
    studyId: string;
    version: number;
    act: 'add' | 'describe' | 'move' | 'merge' | 'split' | 'retire' | 'restore';
    codeId: string;
    intoId: string | null;
    before: ColumnType<unknown, string | null, string | null> | null;
    after: ColumnType<unknown, string | null, string | null> | null;
    reason: string | null;
    madeBy: string | null;
    madeAt: Generated<Date>;
  };
  coding: {
    studyId: string;
    id: Generated<string>;
    roundId: string;
    textId: string;
    codeId: string;
    coderId: string;
    begins: number;
    ends: number;
    memo: Generated<string>;
    codebookVersion: number;
    madeAt: Generated<Date>;
    changedAt: Generated<Date>;
    reworded: Generated<boolean>;
    lookedVersion: number | null;
  };
  codingRound: {
    studyId: string;
    id: Generated<string>;
    title: string;
    kind: 'open' | 'blind' | 'consensus';
    ofRound: string | null;
    seed: string | null;
    codebookVersion: Generated<number>;
    begunBy: string | null;
    begunAt: Generated<Date>;
    openedAt: Date | null;
    closedAt: Date | null;
  };
  codingRoundTurn: {
    studyId: string;
    roundId: string;
    textId: string;
    position: number;
  };
  collaborative: {
    singleton: Generated<boolean>;
    name: string;
    shortName: string;
    mission: string;
    vision: string | null;
    about: string;
    sourceTitle: string | null;
    sourceUrl: string | null;
  };
  collaborativeEvent: {
    id: Generated<string>;
    at: Generated<Date>;
    actor: string;
    personId: string | null;
    verb: string;
    subject: string;
    subjectId: string | null;
    before: ColumnType<unknown, string | null, string | null> | null;
    after: ColumnType<unknown, string | null, string | null> | null;
  };
  collaborativeRole: {
    personId: string;
    role: 'convener' | 'steering-member' | 'auditor';
    grantedAt: Generated<Date>;
  };
  columnMatching: {
    schoolId: string;
    shape: string;
    matching: ColumnType<unknown, string | null, string | null>;
    usedBy: string | null;
    usedAt: Generated<Date>;
  };
  competencyLink: {
    schoolId: string;
    activityId: string;
    competencyId: string;
    level: 'introduced' | 'practised' | 'assessed';
    extent: 'mentioned' | 'partly' | 'fully';
    hitId: string | null;
    linkedBy: string | null;
    linkedAt: Generated<Date>;
    carriedFrom: string | null;
    carriedYear: string | null;
    evidence: string | null;
    milestoneIds: Generated<string[]>;
  };
  competencyLinkMilestone: {
    schoolId: string;
    activityId: string;
    competencyId: string;
    milestoneId: string;
  };
  consent: {
    studyId: string;
    participantId: string;
    id: Generated<string>;
    letterId: string;
    granted: string[];
    givenOn: string;
    notedBy: string | null;
    notedAt: Generated<Date>;
  };
  consentLetter: {
    studyId: string;
    id: Generated<string>;
    siteId: string;
    version: string;
    text: string;
    items: string[];
    onWithdrawal: 'stop' | 'remove' | 'keep analysed';
    writtenBy: string | null;
    writtenAt: Generated<Date>;
  };
  course: {
    schoolId: string;
    id: Generated<string>;
    stableId: Generated<string>;
    year: string;
    sourceId: string;
    title: string;
    description: string | null;
    requirement: 'required' | 'required-in-track' | 'elective' | null;
    isTrack: Generated<boolean>;
    startLevel: number | null;
    endLevel: number | null;
    phaseId: string | null;
    clerkshipModel: string | null;
    durationDays: number | null;
    startsOn: string | null;
    endsOn: string | null;
    seats: number | null;
    enrolled: number | null;
    parentId: string | null;
    position: Generated<number>;
    removedAt: Date | null;
    teaching: 'each' | 'groups' | null;
    groups: number | null;
    cameBy: Generated<'file' | 'hand'>;
    editedAt: Date | null;
  };
  courseDirector: {
    schoolId: string;
    courseStableId: string;
    mail: string;
    name: string;
    namedBy: string | null;
    namedAt: Generated<Date>;
    endedAt: Date | null;
  };
  courseObjective: {
    schoolId: string;
    courseId: string;
    objectiveId: string;
  };
  crossingTurn: {
    studyId: string;
    textId: string;
    position: number;
    speaker: string;
    kind: string;
    participantId: string;
    begins: number;
    ends: number;
    fromMs: number;
    toMs: number;
  };
  curriculumImport: {
    schoolId: string;
    id: Generated<string>;
    fileId: string;
    year: string;
    status: Generated<'matching' | 'checking' | 'checked' | 'rejected' | 'importing' | 'imported' | 'failed' | 'undone'>;
    done: Generated<number>;
    total: Generated<number>;
    report: ColumnType<unknown, string | null, string | null> | null;
    result: ColumnType<unknown, string | null, string | null> | null;
    problem: string | null;
    startedBy: string | null;
    startedAt: Generated<Date>;
    finishedAt: Date | null;
    dropsControlCharacters: Generated<boolean>;
    begins: Generated<number>;
    matching: ColumnType<unknown, string | null, string | null> | null;
    covers: Generated<'year' | 'part'>;
    mergedAt: Date | null;
    undoneBy: string | null;
    undoneAt: Date | null;
    stands: Generated<string>;
    matchedBy: string | null;
    matchedAt: Date | null;
  };
  curriculumImportRow: {
    schoolId: string;
    importId: string;
    position: number;
    kind: string;
    part: ColumnType<unknown, string | null, string | null>;
  };
  curriculumRelease: {
    schoolId: string;
    id: Generated<string>;
    roundId: string;
    year: string;
    number: number;
    reason: string | null;
    snapshot: ColumnType<unknown, string | null, string | null>;
    hash: string;
    withdrawnFigures: Generated<string[]>;
    releasedBy: string | null;
    releasedAt: Generated<Date>;
    withdrawnBy: string | null;
    withdrawnAt: Date | null;
    withdrawnReason: string | null;
  };
  curriculumYear: {
    schoolId: string;
    year: string;
    title: string | null;
    createdAt: Generated<Date>;
  };
  definitionSet: {
    id: string;
    definitions: ColumnType<unknown, string | null, string | null>;
    keptAt: Generated<Date>;
  };
  directorAnswer: {
    schoolId: string;
    courseStableId: string;
    activityId: string;
    competencyId: string;
    answer: 'still' | 'not' | 'missed';
    level: 'introduced' | 'practised' | 'assessed';
    extent: 'mentioned' | 'partly' | 'fully';
    seenLevel: string | null;
    seenExtent: string | null;
    seenSentence: string | null;
    words: string | null;
    answeredBy: string | null;
    answeredAt: Generated<Date>;
    settled: 'removed' | 'kept' | null;
    settledWords: string | null;
    settledBy: string | null;
    settledAt: Date | null;
  };
  directorHours: {
    schoolId: string;
    courseStableId: string;
    activityId: string;
    seenMinutes: number | null;
    minutes: number | null;
    words: string | null;
    answeredBy: string | null;
    answeredAt: Generated<Date>;
  };
  directorQuestion: {
    schoolId: string;
    year: string;
    courseStableId: string;
    mail: string;
    askedBy: string | null;
    askedAt: Generated<Date>;
    dueOn: string;
    mailedAt: Date | null;
    remindedAt: Date | null;
    reminders: Generated<number>;
    words: string | null;
    doneAt: Date | null;
  };
  disclosureMember: {
    poolId: string;
    forSchoolId: string;
    releaseId: string;
    year: string;
    figure: string;
  };
  disclosurePool: {
    id: Generated<string>;
    year: string;
    roundId: string;
    figure: string;
    formedAt: Generated<Date>;
    retiredAt: Date | null;
  };
  framework: {
    id: Generated<string>;
    slug: string;
    title: string;
    creator: string;
    stableId: Generated<string>;
    createdAt: Generated<Date>;
    isSample: Generated<boolean>;
  };
  frameworkAssociation: {
    id: Generated<string>;
    stableId: Generated<string>;
    frameworkVersionId: string;
    type: string;
    originStableId: string;
    destinationStableId: string;
    origin: ColumnType<unknown, string | null, string | null> | null;
    destination: ColumnType<unknown, string | null, string | null> | null;
    position: number | null;
    groupingLink: ColumnType<unknown, string | null, string | null> | null;
    note: string | null;
    extensions: ColumnType<unknown, string | undefined, string>;
    madeBy: string | null;
    changedAt: Generated<Date>;
  };
  frameworkChange: {
    id: Generated<string>;
    frameworkVersionId: string;
    act: string;
    title: string;
    before: ColumnType<unknown, string | null, string | null>;
    after: ColumnType<unknown, string | null, string | null>;
    madeBy: string | null;
    madeAt: Generated<Date>;
    undoneAt: Date | null;
  };
  frameworkItem: {
    id: Generated<string>;
    stableId: Generated<string>;
    frameworkVersionId: string;
    code: string | null;
    shortTitle: string | null;
    text: string;
    publishedText: string | null;
    position: number;
    parentId: string | null;
    kind: Generated<'domain' | 'competency' | 'milestone'>;
    phase: 'pre-clerkship' | 'clerkship' | 'post-clerkship' | null;
    itemType: string | null;
    details: ColumnType<unknown, string | undefined, string>;
    extensions: ColumnType<unknown, string | undefined, string>;
    associationId: Generated<string>;
    changedAt: Generated<Date>;
    title: Generated<string>;
  };
  frameworkVersion: {
    id: Generated<string>;
    frameworkId: string;
    number: string;
    status: 'draft' | 'adopted' | 'superseded';
    adoptedOn: string | null;
    isCurrent: Generated<boolean>;
    sourceTitle: string | null;
    sourceUrl: string | null;
    sourceNote: string | null;
    basedOn: string | null;
    note: string | null;
    document: ColumnType<unknown, string | undefined, string>;
    definitions: ColumnType<unknown, string | undefined, string>;
    rubrics: ColumnType<unknown, string | undefined, string>;
    extensions: ColumnType<unknown, string | undefined, string>;
    messages: ColumnType<unknown, string | undefined, string>;
    createdBy: string | null;
    adoptedBy: string | null;
    createdAt: Generated<Date>;
    adoptedAt: Date | null;
    changedAt: Generated<Date>;
    cameBy: Generated<'file' | 'copy' | 'hand'>;
  };
  groupSession: {
    studyId: string;
    id: Generated<string>;
    siteId: string;
    title: string;
    heldOn: string | null;
    mode: 'in person' | 'video' | 'telephone' | null;
    moderator: Generated<string>;
    protocolNumber: number | null;
    notes: Generated<string>;
    changedAt: Generated<Date>;
  };
  hit: {
    schoolId: string;
    id: Generated<string>;
    activityId: string;
    keywordId: string;
    competencyId: string;
    field: 'title' | 'description' | 'objective' | 'keyword';
    sentence: string;
    matchStart: number;
    matchLength: number;
    places: Generated<number>;
    answer: 'accepted' | 'rejected' | null;
    answeredBy: string | null;
    answeredAt: Date | null;
    reason: string | null;
    foundAt: Generated<Date>;
    position: Generated<number>;
  };
  identifyingPassage: {
    studyId: string;
    id: Generated<string>;
    transcriptId: string;
    siteId: string;
    version: number;
    begins: number;
    ends: number;
    category: string;
    foundBy: string;
    suggestion: string;
    answer: 'replace' | 'keep' | null;
    replacement: string | null;
    answeredBy: string | null;
    answeredAt: Date | null;
  };
  importBefore: {
    schoolId: string;
    importId: string;
    position: number;
    part: string;
    state: ColumnType<unknown, string | null, string | null>;
  };
  importPair: {
    schoolId: string;
    importId: string;
    sourceId: string;
    activityId: string;
    likeness: number;
    why: ColumnType<unknown, string | null, string | null>;
    answer: 'same' | 'different' | null;
    answeredBy: string | null;
    answeredAt: Date | null;
    position: Generated<number>;
  };
  importedCoder: {
    studyId: string;
    guid: string;
    personId: string;
    name: string;
  };
  importedCoding: {
    studyId: string;
    id: string;
    importId: string;
    transcriptId: string;
    siteId: string;
    codeId: string | null;
    coderId: string;
    begins: number;
    ends: number;
    textId: string | null;
    textBegins: number | null;
    textEnds: number | null;
    memo: Generated<string>;
    madeAt: Generated<Date>;
  };
  importedFile: {
    studyId: string;
    id: Generated<string>;
    title: string;
    kind: 'project' | 'codebook';
    origin: string | null;
    hash: string;
    roundId: string | null;
    counts: ColumnType<unknown, string | undefined, string>;
    broughtBy: string | null;
    broughtAt: Generated<Date>;
  };
  importedMemo: {
    studyId: string;
    id: string;
    importId: string;
    transcriptId: string;
    siteId: string;
    codeId: string | null;
    words: string;
    authorId: string;
    madeAt: Generated<Date>;
  };
  integrationBlock: {
    schoolId: string;
    id: Generated<string>;
    year: string;
    sourceId: string;
    title: string;
    description: string | null;
    activitySources: Generated<string[]>;
    courseSources: Generated<string[]>;
    objectiveSources: Generated<string[]>;
  };
  invitation: {
    id: Generated<string>;
    mail: string;
    name: string;
    forSchoolId: string | null;
    role: string;
    invitedBy: string | null;
    invitedAt: Generated<Date>;
    expiresAt: Date;
    acceptedAt: Date | null;
    withdrawnAt: Date | null;
  };
  keyword: {
    id: Generated<string>;
    keywordListId: string;
    phrase: string;
    competencyId: string;
    position: number;
    stableId: Generated<string>;
    synonyms: Generated<string[]>;
    exclusions: Generated<string[]>;
    context: Generated<string[]>;
    changedAt: Generated<Date>;
  };
  keywordList: {
    id: Generated<string>;
    name: string;
    version: number;
    note: string;
    isCurrent: Generated<boolean>;
    slug: string;
    status: Generated<'draft' | 'adopted'>;
    negationBefore: Generated<string[]>;
    negationAfter: Generated<string[]>;
    negationWindow: Generated<number>;
    adoptedAt: Date | null;
    changedAt: Generated<Date>;
  };
  linkDecision: {
    schoolId: string;
    activityId: string;
    fromCompetencyId: string;
    frameworkVersionId: string;
    how: 'unchanged' | 'replaced' | 'chosen' | 'left';
    decidedBy: string | null;
    decidedAt: Generated<Date>;
    toCompetencyIds: Generated<string[]>;
  };
  listedPerson: {
    id: string;
    name: string;
    listedAt: Date;
  };
  lostCoding: {
    studyId: string;
    id: string;
    roundId: string;
    transcriptId: string;
    codeId: string;
    coderId: string;
    lostAt: Generated<Date>;
    toldAt: Date | null;
  };
  mapEdit: {
    schoolId: string;
    id: Generated<string>;
    year: string;
    act: string;
    title: string;
    madeBy: string | null;
    madeAt: Generated<Date>;
    undoneBy: string | null;
    undoneAt: Date | null;
  };
  mapEditRow: {
    schoolId: string;
    editId: string;
    position: number;
    part: 'activity' | 'course' | 'placement' | 'competency_link' | 'hit' | 'activity_method';
    rowId: string;
    before: ColumnType<unknown, string | null, string | null> | null;
    after: ColumnType<unknown, string | null, string | null> | null;
  };
  mappingRound: {
    id: Generated<string>;
    slug: string;
    title: string;
    year: string;
    frameworkVersionId: string;
    keywordListId: string;
    definitions: string;
    note: string | null;
    status: Generated<'draft' | 'open' | 'closed'>;
    isSample: Generated<boolean>;
    createdAt: Generated<Date>;
    openedAt: Date | null;
    closedAt: Date | null;
  };
  objective: {
    schoolId: string;
    id: Generated<string>;
    year: string;
    sourceId: string;
    text: string;
    category: string | null;
    words: Generated<string>;
  };
  objectiveRelation: {
    schoolId: string;
    id: Generated<string>;
    year: string;
    fromSource: string;
    relationship: string;
    toSource: string;
  };
  participant: {
    studyId: string;
    id: Generated<string>;
    siteId: string;
    pseudonym: string;
    state: Generated<'asked' | 'agreed' | 'declined' | 'withdrawn'>;
    reason: Generated<string>;
    traits: ColumnType<unknown, string | undefined, string>;
    askedHow: Generated<string>;
    addedBy: string | null;
    addedAt: Generated<Date>;
    changedAt: Generated<Date>;
  };
  participantAllows: {
    studyId: string;
    participantId: string;
    siteId: string;
    granted: string[];
    withdrawn: string;
    mayQuote: boolean;
    mayCross: boolean;
    takesPart: boolean;
  };
  participantKey: {
    studyId: string;
    participantId: string;
    name: string;
    mail: Generated<string>;
    writtenAt: Generated<Date>;
  };
  person: {
    id: Generated<string>;
    name: string;
    mail: string;
    isSample: Generated<boolean>;
    listedAt: Date | null;
    createdAt: Generated<Date>;
    timeZone: string | null;
    wantsReminders: Generated<boolean>;
  };
  placement: {
    schoolId: string;
    courseId: string;
    activityId: string;
    isRequired: boolean | null;
    startsOn: string | null;
    endsOn: string | null;
    position: Generated<number>;
  };
  printableReading: {
    studyId: string;
    id: string;
  };
  printableTurn: {
    studyId: string;
    textId: string;
    position: number;
    speaker: string;
    kind: string;
    participantId: string;
    begins: number;
    ends: number;
    fromMs: number;
    toMs: number;
  };
  protocolVersion: {
    studyId: string;
    number: number;
    approach: 'immersion' | 'thematic' | 'reliability';
    question: string;
    design: string;
    guide: string;
    reason: string | null;
    writtenBy: string | null;
    writtenAt: Generated<Date>;
  };
  publicVersion: {
    singleton: Generated<boolean>;
    version: Generated<number>;
  };
  quotableTurn: {
    studyId: string;
    textId: string;
    position: number;
    speaker: string;
    kind: string;
    participantId: string;
    begins: number;
    ends: number;
    fromMs: number;
    toMs: number;
  };
  recallActivity: {
    schoolId: string;
    sampleId: string;
    activityId: string;
    position: number;
  };
  recallReading: {
    schoolId: string;
    sampleId: string;
    activityId: string;
    personId: string;
    addresses: string[];
    readAt: Generated<Date>;
  };
  recallSample: {
    schoolId: string;
    id: Generated<string>;
    year: string;
    list: string;
    seed: string;
    unhit: number;
    drawnBy: string | null;
    drawnAt: Generated<Date>;
  };
  releaseChoice: {
    schoolId: string;
    roundId: string;
    figureGroup: 'required' | 'electives' | 'assessment';
    competency: Generated<string>;
    form: 'private' | 'aggregate' | 'named';
  };
  releasedAggregate: {
    roundId: string;
    reader: string;
    forSchoolId: string | null;
    audience: 'collaborative' | 'public' | null;
    epoch: number;
    figures: ColumnType<unknown, string | null, string | null>;
    computedAt: Generated<Date>;
  };
  releasedFigure: {
    roundId: string;
    forSchoolId: string;
    figure: string;
    audience: 'round' | 'collaborative' | 'public';
    number: number;
    cells: ColumnType<unknown, string | null, string | null>;
    methods: Generated<string[]>;
    unanswered: Generated<number>;
  };
  releasedHash: {
    roundId: string;
    forSchoolId: string;
    number: number;
    hash: string;
    releasedAt: Generated<Date>;
    withdrawnAt: Date | null;
  };
  reviewPart: {
    schoolId: string;
    activityId: string;
    personId: string;
    givenBy: string | null;
    givenAt: Generated<Date>;
  };
  reviewSkip: {
    schoolId: string;
    hitId: string;
    personId: string;
    skippedAt: Generated<Date>;
  };
  rosterEntry: {
    studyId: string;
    id: Generated<string>;
    siteId: string;
    kind: 'person' | 'place';
    names: string[];
    pseudonym: string;
    addedBy: string | null;
    addedAt: Generated<Date>;
  };
  roundDone: {
    studyId: string;
    roundId: string;
    coderId: string;
    doneAt: Generated<Date>;
  };
  roundProgress: {
    roundId: string;
    forSchoolId: string;
    step: 'accept' | 'calibrate' | 'bring-in' | 'scan' | 'ask' | 'review' | 'confirm' | 'submit' | 'release';
    state: 'open' | 'done';
    tenths: Generated<number>;
    waitsFor: string | null;
    since: Generated<Date>;
  };
  roundReminder: {
    roundId: string;
    forSchoolId: string;
    step: string;
    personId: string;
    onDay: string;
    sentAt: Generated<Date>;
  };
  roundSchool: {
    roundId: string;
    forSchoolId: string;
    joinedAt: Generated<Date>;
    leftAt: Date | null;
  };
  roundStep: {
    roundId: string;
    step: 'accept' | 'calibrate' | 'bring-in' | 'scan' | 'ask' | 'review' | 'confirm' | 'submit' | 'release';
    dueOn: string | null;
  };
  roundTerms: {
    id: Generated<string>;
    roundId: string;
    version: number;
    reason: string | null;
    proposedBy: string | null;
    proposedAt: Generated<Date>;
  };
  roundTermsFigure: {
    termsId: string;
    figure: 'required' | 'electives' | 'assessment';
    form: 'private' | 'aggregate' | 'named';
    audience: 'round' | 'collaborative' | 'public';
  };
  school: {
    id: Generated<string>;
    slug: string;
    name: string;
    classSize: number | null;
    isMember: Generated<boolean>;
    isSample: Generated<boolean>;
    sourceTitle: string | null;
    sourceUrl: string | null;
    createdAt: Generated<Date>;
  };
  schoolEvent: {
    schoolId: string;
    id: Generated<string>;
    at: Generated<Date>;
    actor: string;
    personId: string | null;
    verb: string;
    subject: string;
    subjectId: string | null;
    before: ColumnType<unknown, string | null, string | null> | null;
    after: ColumnType<unknown, string | null, string | null> | null;
  };
  schoolFile: {
    schoolId: string;
    id: Generated<string>;
    name: string;
    bytes: number;
    sha256: string;
    broughtBy: string | null;
    broughtAt: Generated<Date>;
  };
  schoolFramework: {
    schoolId: string;
    frameworkVersionId: string;
    since: Generated<Date>;
    setBy: string | null;
  };
  schoolPhase: {
    schoolId: string;
    id: Generated<string>;
    name: string;
    position: number;
    mapsTo: 'pre-clerkship' | 'clerkship' | 'post-clerkship';
  };
  schoolRole: {
    schoolId: string;
    personId: string;
    role: 'lead' | 'mapper' | 'faculty' | 'staff' | 'student';
    grantedAt: Generated<Date>;
  };
  session: {
    tokenHash: Buffer;
    personId: string;
    createdAt: Generated<Date>;
    seenAt: Generated<Date>;
    expiresAt: Date;
  };
  sharingEpoch: {
    year: string;
    epoch: Generated<number>;
  };
  signInCode: {
    id: Generated<string>;
    mail: string;
    personId: string | null;
    invitationId: string | null;
    codeHash: Buffer;
    tabHash: Buffer;
    address: string;
    askedAt: Generated<Date>;
    expiresAt: Date;
    tries: Generated<number>;
    usedAt: Date | null;
  };
  signedSites: {
    studyId: string;
    sites: number;
  };
  siteAmendment: {
    studyId: string;
    siteId: string;
    id: Generated<string>;
    number: string;
    what: string;
    approvedOn: string;
    expiresOn: string | null;
    notedBy: string | null;
    notedAt: Generated<Date>;
  };
  siteToName: {
    studyId: string;
    siteId: string;
  };
  standingCoding: {
    studyId: string;
    id: string;
    textId: string;
    codeId: string;
    begins: number;
    ends: number;
  };
  stream: {
    id: Generated<string>;
    position: number;
    years: string;
    title: string;
    summary: string;
    sourceTitle: string;
    sourceUrl: string;
    isCurrent: Generated<boolean>;
  };
  study: {
    id: Generated<string>;
    slug: string;
    title: string;
    isSample: Generated<boolean>;
    originalsUntil: string | null;
    begunBy: string | null;
    begunAt: Generated<Date>;
    closedAt: Date | null;
  };
  studyEvent: {
    studyId: string;
    id: Generated<string>;
    at: Generated<Date>;
    actor: string;
    personId: string | null;
    verb: string;
    subject: string;
    subjectId: string | null;
    before: ColumnType<unknown, string | null, string | null> | null;
    after: ColumnType<unknown, string | null, string | null> | null;
    isTrail: Generated<boolean>;
  };
  studyExport: {
    studyId: string;
    id: Generated<string>;
    kind: string;
    format: string;
    hash: string;
    counts: ColumnType<unknown, string | undefined, string>;
    participants: Generated<string[]>;
    themes: Generated<string[]>;
    madeBy: string | null;
    madeAt: Generated<Date>;
  };
  studyExportCoding: {
    studyId: string;
    exportId: string;
    codingId: string;
  };
  studyMemo: {
    studyId: string;
    id: Generated<string>;
    about: 'study' | 'code' | 'turn';
    codeId: string | null;
    textId: string | null;
    position: number | null;
    roundId: string | null;
    words: string;
    authorId: string;
    madeAt: Generated<Date>;
    changedAt: Generated<Date>;
  };
  studyNote: {
    studyId: string;
    id: Generated<string>;
    kind: 'meeting' | 'memo' | 'reading';
    heldOn: string;
    who: Generated<string>;
    text: string;
    decided: Generated<string>;
    about: ColumnType<unknown, string | undefined, string>;
    minutes: number | null;
    writtenBy: string | null;
    writtenAt: Generated<Date>;
    changedAt: Generated<Date>;
  };
  studyRole: {
    studyId: string;
    personId: string;
    role: 'lead' | 'staff' | 'moderator' | 'coder' | 'reader';
    siteId: string | null;
    givenBy: string | null;
    givenAt: Generated<Date>;
  };
  studySite: {
    studyId: string;
    id: Generated<string>;
    forSchoolId: string;
    determination: 'exempt' | 'expedited' | 'full board' | 'not human subjects research' | null;
    board: Generated<string>;
    leadBoard: Generated<string>;
    reliance: Generated<string>;
    number: Generated<string>;
    approvedOn: string | null;
    expiresOn: string | null;
    changedAt: Generated<Date>;
  };
  submission: {
    schoolId: string;
    id: Generated<string>;
    year: string;
    roundId: string | null;
    words: string | null;
    submittedBy: string | null;
    submittedAt: Generated<Date>;
    takenBackBy: string | null;
    takenBackAt: Date | null;
    reason: string | null;
  };
  termsAnswer: {
    termsId: string;
    forSchoolId: string;
    answer: 'accepted' | 'change';
    words: string | null;
    answeredBy: string | null;
    answeredAt: Generated<Date>;
  };
  theme: {
    studyId: string;
    id: Generated<string>;
    claim: string;
    summary: Generated<string>;
    plain: Generated<string>;
    counterSearch: Generated<string>;
    position: Generated<number>;
    madeBy: string | null;
    madeAt: Generated<Date>;
    changedAt: Generated<Date>;
    setAsideAt: Date | null;
  };
  themeCode: {
    studyId: string;
    themeId: string;
    codeId: string;
    addedBy: string | null;
    addedAt: Generated<Date>;
  };
  themeCompetency: {
    studyId: string;
    themeId: string;
    competencyStableId: string;
    addedBy: string | null;
    addedAt: Generated<Date>;
  };
  themeEvidence: {
    studyId: string;
    themeId: string;
    kind: string;
    byCode: boolean;
    textId: string;
    position: number;
    participantId: string;
    sessionId: string;
    siteId: string;
    mayCross: boolean;
  };
  themeHeard: {
    studyId: string;
    themeId: string;
    siteId: string;
    sessions: string[];
  };
  themeLink: {
    studyId: string;
    id: Generated<string>;
    themeId: string;
    participantId: string;
    tokenHash: string;
    madeBy: string | null;
    madeAt: Generated<Date>;
    expiresAt: Date;
    endedAt: Date | null;
  };
  themeNote: {
    studyId: string;
    themeId: string;
    noteId: string;
    addedBy: string | null;
    addedAt: Generated<Date>;
  };
  themePassage: {
    studyId: string;
    id: Generated<string>;
    themeId: string;
    textId: string;
    begins: number;
    ends: number;
    kind: 'quote' | 'counter' | 'support';
    note: Generated<string>;
    addedBy: string | null;
    addedAt: Generated<Date>;
    reworded: Generated<boolean>;
  };
  themePassageState: {
    studyId: string;
    id: string;
    mayQuote: boolean;
  };
  themeReading: {
    studyId: string;
    id: Generated<string>;
    themeId: string;
    linkId: string;
    participantId: string;
    answer: 'yes' | 'partly' | 'no';
    words: Generated<string>;
    saidAt: Generated<Date>;
  };
  themeShare: {
    studyId: string;
    themeId: string;
    withQuotes: boolean;
    reason: string;
    sharedBy: string | null;
    sharedAt: Generated<Date>;
  };
  themeWords: {
    studyId: string;
    id: string;
    themeId: string;
    kind: string;
    words: string;
  };
  themeWordsToShare: {
    studyId: string;
    id: string;
    themeId: string;
    kind: string;
    words: string;
  };
  transcript: {
    studyId: string;
    id: Generated<string>;
    sessionId: string;
    siteId: string;
    title: string;
    state: Generated<'brought' | 'reviewing' | 'signed'>;
    broughtBy: string | null;
    broughtAt: Generated<Date>;
    erasedAt: Date | null;
  };
  transcriptOriginal: {
    studyId: string;
    transcriptId: string;
    siteId: string;
    version: number;
    fileName: string;
    format: string;
    text: string;
    hash: string;
    turns: ColumnType<unknown, string | null, string | null>;
    messages: ColumnType<unknown, string | undefined, string>;
    change: Generated<'brought' | 'rule' | 'words'>;
    rule: ColumnType<unknown, string | null, string | null> | null;
    edits: ColumnType<unknown, string | undefined, string>;
    source: ColumnType<unknown, string | null, string | null> | null;
    broughtBy: string | null;
    broughtAt: Generated<Date>;
  };
  transcriptSpeaker: {
    studyId: string;
    transcriptId: string;
    siteId: string;
    label: string;
    kind: 'participant' | 'moderator' | 'other';
    participantId: string | null;
  };
  transcriptText: {
    studyId: string;
    id: Generated<string>;
    transcriptId: string;
    siteId: string;
    number: number;
    text: string;
    hash: string;
    edits: ColumnType<unknown, string | undefined, string>;
    madeBy: string | null;
    madeAt: Generated<Date>;
    signedBy: string | null;
    signedAt: Date | null;
    secondBy: string | null;
    residualRisk: string | null;
  };
  transcriptTurn: {
    studyId: string;
    textId: string;
    position: number;
    speaker: string;
    kind: 'participant' | 'moderator' | 'other';
    participantId: string | null;
    begins: number;
    ends: number;
    fromMs: number | null;
    toMs: number | null;
  };
  withdrawal: {
    studyId: string;
    participantId: string;
    withdrawnOn: string;
    promise: 'stop' | 'remove' | 'keep analysed';
    changed: ColumnType<unknown, string | undefined, string>;
    notedBy: string | null;
    notedAt: Generated<Date>;
  };
}
