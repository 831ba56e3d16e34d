import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RouteConfigEntry } from '@react-router/dev/routes';
import pg from 'pg';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import routes from '../../app/routes.ts';
import { stage } from './stage.ts';

const id = (end: string) => `01900000-0000-7000-8000-0000000000${end}`;
const [site, session, participant, code, round, text] = [id('11'), id('22'), id('33'), id('44'), id('55'), id('66')];
const [transcript, withdrawn, theme] = [id('77'), id('88'), id('99')];
const [item, file, shown, use, arriving] = [id('a1'), id('a2'), id('a3'), id('a4'), id('a5')];
const here = await stage({ DEMO: '1' });
const ids = await ofAshby();

/** The addresses of the framework that every installation begins with. */
function ofFramework(slug: string): Record<string, string> {
  const [document, item] = ['01900000-0000-7000-8000-000000000202', '01900000-0000-7000-8000-000000000221'];
  const files = (pattern: string, path: string, endings: readonly string[]) =>
    endings.map((ending) => [`${pattern}${ending}`, `${path}${ending}`] as const);
  const citing = ['', '.json', '.jsonld', '.csv', '.bib', '.csl.json'];
  return Object.fromEntries([
    ...files('frameworks/:framework', `/frameworks/${slug}`, citing),
    ...files('frameworks/:framework/versions/:number', `/frameworks/${slug}/versions/2018`, citing.slice(0, 4)),
    ...files('frameworks/:framework/compare', `/frameworks/${slug}/compare`, ['', '.csv', '.json']),
    ...files('frameworks/:framework/items/:item', `/frameworks/${slug}/items/${item}`, citing),
    ['ims/case/v1p1/CFDocuments/:document', `/ims/case/v1p1/CFDocuments/${document}`],
    ['ims/case/v1p1/CFPackages/:document', `/ims/case/v1p1/CFPackages/${document}`],
    ['ims/case/v1p1/CFItems/:item', `/ims/case/v1p1/CFItems/${item}`],
    ['ims/case/v1p1/CFItems/:item/associations', `/ims/case/v1p1/CFItems/${item}/associations`],
    ['ims/case/v1p1/CFAssociations/:association', `/ims/case/v1p1/CFAssociations/${item}`],
  ]);
}

/** The addresses of a programme, its people, an offering and an observation. */
function ofFaculty(): Record<string, string> {
  const [programme, offering, person] = [`/w/faculty/programmes/${ids.programme}`, `/w/faculty/offerings/${ids.offering}`, ids.onPath];
  const ofProgramme = ['', '/edit', '/people', '/people.csv', '/people.json'].map((ending) => [
    `w/faculty/programmes/:programme${ending}`,
    programme + ending,
  ]);
  const ofOffering = ['', '/edit', '/enrolment', '/enrolment.csv', '/enrolment.json'].map((ending) => [
    `w/faculty/offerings/:offering${ending}`,
    offering + ending,
  ]);
  return Object.fromEntries([
    ...ofProgramme,
    ...ofOffering,
    ['w/faculty/programmes/:programme/people/:person', `${programme}/people/${person}`],
    ['w/faculty/programmes/:programme/people/:person/observe', `${programme}/people/${person}/observe`],
    ['w/faculty/observations/:observation', `/w/faculty/observations/${ids.observation}`],
  ]);
}

/** The addresses of a student's practice, and of what is told of it: the entry and the share are Kit Navarro's, the ask and the classes Ashby's. */
function ofPractice(): Record<string, string> {
  const [classes, asked] = ['/w/practice/cohorts/ashby', `/w/practice/asks/ashby/${ids.practiceAsk}`];
  const files = ['', '.csv', '.json'] as const;
  return Object.fromEntries([
    ['f/:token', '/f/not-a-token'],
    ['f/:token/send', '/f/not-a-token/send'],
    ['f/confirm/:token', '/f/confirm/not-a-token'],
    ['w/practice/entries/:entry', `/w/practice/entries/${ids.practiceEntry}`],
    ['w/practice/entries/:entry/edit', `/w/practice/entries/${ids.practiceEntry}/edit`],
    ['w/practice/shared/:share', `/w/practice/shared/${ids.practiceShare}`],
    ['w/practice/reports/:year', '/w/practice/reports/2026-27'],
    ...files.map((ending) => [`w/practice/cohorts/:school${ending}`, classes + ending]),
    ...files.map((ending) => [`w/practice/asks/:school/:ask${ending}`, asked + ending]),
  ]);
}

/** The addresses of an item of program content, and of its version, file and picture. */
function ofLibrary(pattern: string, path: string, endings: readonly string[]): Record<string, string> {
  const special: Record<string, string> = { '/arriving/:file': `/arriving/${arriving}`, '/compare': '/compare?from=1' };
  const filled = (ending: string) => special[ending] ?? ending.replace(':number', '1').replace(':file', file).replace(':picture', shown);
  return Object.fromEntries(endings.map((ending) => [`${pattern}${ending}`, `${path}${filled(ending)}`]));
}

/** Every address with a parameter, filled with what belongs to Ashby. A new address without a case here fails the first test. */
const cases: Record<string, string> = {
  'competencies/:code': '/competencies/1',
  ...ofFramework('serious-illness-communication'),
  'publications/:publication': '/publications/reidy-2024-call',
  'publications/:publication.bib': '/publications/reidy-2024-call.bib',
  'publications/:publication.ris': '/publications/reidy-2024-call.ris',
  'publications/:publication.csl.json': '/publications/reidy-2024-call.csl.json',
  'w/pages/publications/:publication': '/w/pages/publications/reidy-2024-call',
  'lessons/:lesson': `/lessons/${ids.lessonSlug}`,
  'lessons/:lesson.csv': `/lessons/${ids.lessonSlug}.csv`,
  'lessons/:lesson.json': `/lessons/${ids.lessonSlug}.json`,
  'lessons/:lesson.csl.json': `/lessons/${ids.lessonSlug}.csl.json`,
  'lessons/:lesson.bib': `/lessons/${ids.lessonSlug}.bib`,
  'w/lessons/read/:lesson': `/w/lessons/read/${ids.lessonSlug}`,
  'w/lessons/:school': '/w/lessons/ashby',
  'w/lessons/:school.csv': '/w/lessons/ashby.csv',
  'w/lessons/:school.json': '/w/lessons/ashby.json',
  'w/lessons/:school/new': '/w/lessons/ashby/new',
  'w/lessons/:school/new/keep': '/w/lessons/ashby/new/keep',
  'w/lessons/:school/review/:edition': `/w/lessons/ashby/review/${ids.edition}`,
  'w/lessons/:school/:lesson': `/w/lessons/ashby/${ids.lesson}`,
  'w/lessons/:school/:lesson/edit': `/w/lessons/ashby/${ids.lesson}/edit`,
  'w/lessons/:school/:lesson/edit/keep': `/w/lessons/ashby/${ids.lesson}/edit/keep`,
  'pages/:page': `/pages/${ids.page}`,
  'updates/:update': `/updates/${ids.update}`,
  'updates/confirm/:token': '/updates/confirm/not-a-token',
  'updates/leave/:token': '/updates/leave/not-a-token',
  'files/pictures/:picture': `/files/pictures/${shown}`,
  'w/pages/:page': `/w/pages/${ids.sitePage}`,
  'w/pages/:page/look': `/w/pages/${ids.sitePage}/look`,
  'w/pages/:page/history': `/w/pages/${ids.sitePage}/history`,
  ...ofLibrary('library/:item', '/library/an-item', [
    ...['', '/versions/:number', '/compare', '.csl.json', '.json', '.bib', '.ris', '/files/:file', '/pictures/:picture', '/package.zip'],
  ]),
  'w/library/:school': '/w/library/ashby',
  'w/library/:school.csv': '/w/library/ashby.csv',
  'w/library/:school.json': '/w/library/ashby.json',
  'w/library/:school/new': '/w/library/ashby/new',
  'w/library/:school/uses.csv': '/w/library/ashby/uses.csv',
  'w/library/:school/uses.json': '/w/library/ashby/uses.json',
  'w/library/:school/uses/:use': `/w/library/ashby/uses/${use}`,
  ...ofLibrary('w/library/:school/:item', '/w/library/ashby/an-item', [
    ...['', '/edit', '/files', '/check', '/use', '/compare', '/versions/:number', '/files/:file', '/pictures/:picture', '/package.zip'],
    ...['/arriving', '/arriving/:file', '/reach.csv', '/reach.json'],
  ]),
  'faculty/:offering': `/faculty/${ids.offering}`,
  ...ofFaculty(),
  ...ofPractice(),
  'forum/:event': `/forum/${ids.event}`,
  'forum/:event.ics': `/forum/${ids.event}.ics`,
  'forum/:event/files/:file': `/forum/${ids.event}/files/${shown}`,
  'forum/series/:series': `/forum/series/${ids.series}`,
  'forum/series/:series.ics': `/forum/series/${ids.series}.ics`,
  'forum/speakers/:speaker': `/forum/speakers/${ids.speaker}`,
  'forum/speakers/:speaker/picture.webp': `/forum/speakers/${ids.speaker}/picture.webp`,
  'speaker/:token/picture.webp': '/speaker/not-a-token/picture.webp',
  'speaker/:token': '/speaker/not-a-token',
  'w/forum/series/:series': `/w/forum/series/${ids.series}`,
  'w/forum/series/:series/plan': `/w/forum/series/${ids.series}/plan`,
  'w/forum/speakers/:speaker/picture.webp': `/w/forum/speakers/${ids.speaker}/picture.webp`,
  'w/forum/speakers/:speaker': `/w/forum/speakers/${ids.speaker}`,
  'w/forum/:event': `/w/forum/${ids.event}`,
  'w/forum/:event/edit': `/w/forum/${ids.event}/edit`,
  'w/forum/:event/questions': `/w/forum/${ids.event}/questions`,
  'w/forum/:event/questions.csv': `/w/forum/${ids.event}/questions.csv`,
  'w/forum/:event/questions.json': `/w/forum/${ids.event}/questions.json`,
  'w/forum/:event/recap': `/w/forum/${ids.event}/recap`,
  'occasions/:occasion/register': `/occasions/${ids.occasion}/register`,
  'places/:token': '/places/not-a-token',
  'places/:token/attendance': '/places/not-a-token/attendance',
  'places/:token/evaluation': '/places/not-a-token/evaluation',
  'places/:token/questions': '/places/not-a-token/questions',
  'places/:token/calendar.ics': '/places/not-a-token/calendar.ics',
  'certificates/:code': '/certificates/not-a-code',
  'certificates/:code.pdf': '/certificates/not-a-code.pdf',
  'certificates/:code.jwt': '/certificates/not-a-code.jwt',
  'certificates/:code.json': '/certificates/not-a-code.json',
  'badges/keys/:key': '/badges/keys/not-a-key',
  'badges/achievements/:achievement': '/badges/achievements/not-an-id',
  'room/:code?': '/room/AAAAAAAA',
  'w/occasions/:occasion/room': `/w/occasions/${ids.occasion}/room`,
  'w/occasions/:occasion/room.json': `/w/occasions/${ids.occasion}/room.json`,
  'w/occasions/:occasion/credit': `/w/occasions/${ids.occasion}/credit`,
  'w/occasions/:occasion/credit.csv': `/w/occasions/${ids.occasion}/credit.csv`,
  'w/occasions/:occasion/places': `/w/occasions/${ids.occasion}/places`,
  'w/occasions/:occasion/places.csv': `/w/occasions/${ids.occasion}/places.csv`,
  'w/occasions/:occasion/places.json': `/w/occasions/${ids.occasion}/places.json`,
  'w/occasions/:occasion/attendance': `/w/occasions/${ids.occasion}/attendance`,
  'w/occasions/:occasion/attendance.csv': `/w/occasions/${ids.occasion}/attendance.csv`,
  'w/occasions/:occasion/attendance.json': `/w/occasions/${ids.occasion}/attendance.json`,
  'w/occasions/:occasion/attendance/uncertain': `/w/occasions/${ids.occasion}/attendance/uncertain`,
  'w/occasions/:occasion/attendance/uncertain.csv': `/w/occasions/${ids.occasion}/attendance/uncertain.csv`,
  'w/occasions/:occasion/attendance/uncertain.json': `/w/occasions/${ids.occasion}/attendance/uncertain.json`,
  'w/occasions/:occasion/certificates': `/w/occasions/${ids.occasion}/certificates`,
  'w/occasions/:occasion/certificates.csv': `/w/occasions/${ids.occasion}/certificates.csv`,
  'w/occasions/:occasion/certificates.json': `/w/occasions/${ids.occasion}/certificates.json`,
  'w/occasions/:occasion/evaluation': `/w/occasions/${ids.occasion}/evaluation`,
  'w/occasions/:occasion/evaluation.csv': `/w/occasions/${ids.occasion}/evaluation.csv`,
  'w/occasions/:occasion/evaluation.json': `/w/occasions/${ids.occasion}/evaluation.json`,
  'theme/:token': '/theme/not-a-token',
  'perspective/:token': '/perspective/not-a-token',
  'perspective/:token/keep': '/perspective/not-a-token/keep',
  'perspective/:token/read': '/perspective/not-a-token/read',
  'perspective/:token/stop': '/perspective/not-a-token/stop',
  'w/perspectives/:round': '/w/perspectives/what-we-begin-with',
  'w/perspectives/:round.csv': '/w/perspectives/what-we-begin-with.csv',
  'w/perspectives/:round.json': '/w/perspectives/what-we-begin-with.json',
  'w/perspectives/:round/edit': '/w/perspectives/what-we-begin-with/edit',
  'w/perspectives/:round/answer': '/w/perspectives/what-we-begin-with/answer',
  'w/perspectives/:round/answer/keep': '/w/perspectives/what-we-begin-with/answer/keep',
  'w/perspectives/:round/guests': '/w/perspectives/what-we-begin-with/guests',
  'w/perspectives/:round/guests.csv': '/w/perspectives/what-we-begin-with/guests.csv',
  'w/perspectives/:round/guests.json': '/w/perspectives/what-we-begin-with/guests.json',
  'w/perspectives/:round/notes': '/w/perspectives/what-we-begin-with/notes',
  'w/perspectives/:round/read': '/w/perspectives/what-we-begin-with/read',
  'w/perspectives/:round/read.csv': '/w/perspectives/what-we-begin-with/read.csv',
  'w/perspectives/:round/read.json': '/w/perspectives/what-we-begin-with/read.json',
  'w/perspectives/:round/points': '/w/perspectives/what-we-begin-with/points',
  'w/perspectives/:round/points.csv': '/w/perspectives/what-we-begin-with/points.csv',
  'w/perspectives/:round/points.json': '/w/perspectives/what-we-begin-with/points.json',
  'w/perspectives/:round/points/:point': `/w/perspectives/what-we-begin-with/points/${theme}`,
  'w/perspectives/goal/:number': '/w/perspectives/goal/1',
  'w/perspectives/goal/:number.csv': '/w/perspectives/goal/1.csv',
  'w/perspectives/goal/:number.json': '/w/perspectives/goal/1.json',
  'w/perspectives/goal/:number/sentences/:sentence': '/w/perspectives/goal/1/sentences/new',
  'invitation/:invitation': `/invitation/${ids.invitation}`,
  'w/competencies/crosswalks/:from/:to': '/w/competencies/crosswalks/serious-illness-communication/another',
  'w/competencies/crosswalks/:from/:to.csv': '/w/competencies/crosswalks/serious-illness-communication/another.csv',
  'w/competencies/crosswalks/:from/:to.json': '/w/competencies/crosswalks/serious-illness-communication/another.json',
  'w/competencies/:framework/:version/edit': '/w/competencies/serious-illness-communication/2018/edit',
  'w/competencies/:framework/:version/edit/state': '/w/competencies/serious-illness-communication/2018/edit/state',
  'w/competencies/:framework/:version/about': '/w/competencies/serious-illness-communication/2018/about',
  'w/competencies/:framework/:version/adopt': '/w/competencies/serious-illness-communication/2018/adopt',
  'w/competencies/:framework/compare': '/w/competencies/serious-illness-communication/compare',
  'w/competencies/:framework/compare.csv': '/w/competencies/serious-illness-communication/compare.csv',
  'w/competencies/:framework/compare.json': '/w/competencies/serious-illness-communication/compare.json',
  'w/members/:school': '/w/members/ashby',
  'w/members/:school/people.csv': '/w/members/ashby/people.csv',
  'w/members/:school/people.json': '/w/members/ashby/people.json',
  'w/curriculum/rounds/:round': '/w/curriculum/rounds/a-case',
  'w/curriculum/rounds/:round.csv': '/w/curriculum/rounds/a-case.csv',
  'w/curriculum/rounds/:round.json': '/w/curriculum/rounds/a-case.json',
  'w/curriculum/rounds/:round/terms': '/w/curriculum/rounds/a-case/terms',
  'w/curriculum/rounds/:round/edit': '/w/curriculum/rounds/a-case/edit',
  'w/curriculum/rounds/:round/releases': '/w/curriculum/rounds/a-case/releases',
  'w/curriculum/rounds/:round/releases.csv': '/w/curriculum/rounds/a-case/releases.csv',
  'w/curriculum/rounds/:round/releases.json': '/w/curriculum/rounds/a-case/releases.json',
  'w/curriculum/rounds/:round/compare': '/w/curriculum/rounds/a-case/compare',
  'w/curriculum/rounds/:round/compare.csv': '/w/curriculum/rounds/a-case/compare.csv',
  'w/curriculum/rounds/:round/compare.json': '/w/curriculum/rounds/a-case/compare.json',
  'w/curriculum/rounds/:round/compare.svg': '/w/curriculum/rounds/a-case/compare.svg',
  'w/curriculum/rounds/:round/calibration': '/w/curriculum/rounds/a-case/calibration',
  'w/curriculum/rounds/:round/calibration.csv': '/w/curriculum/rounds/a-case/calibration.csv',
  'w/curriculum/rounds/:round/calibration.json': '/w/curriculum/rounds/a-case/calibration.json',
  'w/curriculum/keywords/:list/:version': '/w/curriculum/keywords/concord-starter-list/1',
  'w/curriculum/keywords/:list/:version.csv': '/w/curriculum/keywords/concord-starter-list/1.csv',
  'w/curriculum/keywords/:list/:version.json': '/w/curriculum/keywords/concord-starter-list/1.json',
  'w/curriculum/keywords/:list/:version/about': '/w/curriculum/keywords/concord-starter-list/1/about',
  'w/curriculum/keywords/:list/:version/words/several': '/w/curriculum/keywords/concord-starter-list/1/words/several',
  'w/curriculum/keywords/:list/:version/compare': '/w/curriculum/keywords/concord-starter-list/1/compare',
  'w/curriculum/keywords/:list/:version/compare.csv': '/w/curriculum/keywords/concord-starter-list/1/compare.csv',
  'w/curriculum/keywords/:list/:version/compare.json': '/w/curriculum/keywords/concord-starter-list/1/compare.json',
  'w/curriculum/keywords/:list/:version/try': '/w/curriculum/keywords/concord-starter-list/1/try',
  'w/curriculum/keywords/:list/:version/words/:keyword': '/w/curriculum/keywords/concord-starter-list/1/words/new',
  'w/curriculum/:school': '/w/curriculum/ashby',
  'w/curriculum/:school/arriving': '/w/curriculum/ashby/arriving',
  'w/curriculum/:school/arriving/:file': `/w/curriculum/ashby/arriving/${ids.arriving}`,
  'w/curriculum/:school/imports/new': '/w/curriculum/ashby/imports/new',
  'w/curriculum/:school/imports/:import': `/w/curriculum/ashby/imports/${ids.import}`,
  'w/curriculum/:school/imports/:import/progress': `/w/curriculum/ashby/imports/${ids.import}/progress`,
  'w/curriculum/:school/imports/:import/columns': `${await pastedTitles()}/columns`,
  'w/curriculum/:school/imports/:import/pairs': `/w/curriculum/ashby/imports/${ids.import}/pairs`,
  'w/curriculum/:school/imports/:import/changes': `/w/curriculum/ashby/imports/${ids.import}/changes`,
  'w/curriculum/:school/imports/:import/messages.csv': `/w/curriculum/ashby/imports/${ids.import}/messages.csv`,
  'w/curriculum/:school/imports/:import/messages.json': `/w/curriculum/ashby/imports/${ids.import}/messages.json`,
  'w/curriculum/:school/phases': '/w/curriculum/ashby/phases',
  'w/curriculum/:school/activities': '/w/curriculum/ashby/activities',
  'w/curriculum/:school/activities.csv': '/w/curriculum/ashby/activities.csv',
  'w/curriculum/:school/activities.json': '/w/curriculum/ashby/activities.json',
  'w/curriculum/:school/activities/change': '/w/curriculum/ashby/activities/change?all=yes',
  'w/curriculum/:school/activities/new': '/w/curriculum/ashby/activities/new',
  'w/curriculum/:school/activities/:activity': `/w/curriculum/ashby/activities/${ids.activity}`,
  'w/curriculum/:school/activities/:activity/edit': `/w/curriculum/ashby/activities/${ids.activity}/edit`,
  'w/curriculum/:school/courses/:course/edit': `/w/curriculum/ashby/courses/${ids.course}/edit`,
  'w/curriculum/:school/courses': '/w/curriculum/ashby/courses',
  'w/curriculum/:school/courses.csv': '/w/curriculum/ashby/courses.csv',
  'w/curriculum/:school/courses.json': '/w/curriculum/ashby/courses.json',
  'w/curriculum/:school/courses/:course': `/w/curriculum/ashby/courses/${ids.course}`,
  'w/curriculum/:school/to-settle': '/w/curriculum/ashby/to-settle',
  'w/curriculum/:school/to-settle.csv': '/w/curriculum/ashby/to-settle.csv',
  'w/curriculum/:school/to-settle.json': '/w/curriculum/ashby/to-settle.json',
  'w/curriculum/:school/duplicates': '/w/curriculum/ashby/duplicates',
  'w/curriculum/:school/changes': '/w/curriculum/ashby/changes',
  'w/curriculum/:school/changes/:change': `/w/curriculum/ashby/changes/${ids.edit}`,
  'w/curriculum/:school/teaching': '/w/curriculum/ashby/teaching',
  'w/curriculum/:school/groups': '/w/curriculum/ashby/groups',
  'w/curriculum/:school/scan': '/w/curriculum/ashby/scan',
  'w/curriculum/:school/scan.csv': '/w/curriculum/ashby/scan.csv',
  'w/curriculum/:school/scan.json': '/w/curriculum/ashby/scan.json',
  'w/curriculum/:school/scan/try': '/w/curriculum/ashby/scan/try',
  'w/curriculum/:school/scan/try.csv': '/w/curriculum/ashby/scan/try.csv',
  'w/curriculum/:school/scan/try.json': '/w/curriculum/ashby/scan/try.json',
  'w/curriculum/:school/review': `/w/curriculum/ashby/review?hit=${ids.hit}`,
  'w/curriculum/:school/review/list': '/w/curriculum/ashby/review/list',
  'w/curriculum/:school/review/list.csv': '/w/curriculum/ashby/review/list.csv',
  'w/curriculum/:school/review/list.json': '/w/curriculum/ashby/review/list.json',
  'w/curriculum/:school/review/map': '/w/curriculum/ashby/review/map',
  'w/curriculum/:school/review/split': '/w/curriculum/ashby/review/split',
  'w/curriculum/:school/recall': '/w/curriculum/ashby/recall',
  'w/curriculum/:school/recall.csv': '/w/curriculum/ashby/recall.csv',
  'w/curriculum/:school/recall.json': '/w/curriculum/ashby/recall.json',
  'w/curriculum/:school/calibrate': '/w/curriculum/ashby/calibrate',
  'w/curriculum/:school/calibrate.csv': '/w/curriculum/ashby/calibrate.csv',
  'w/curriculum/:school/calibrate.json': '/w/curriculum/ashby/calibrate.json',
  'w/curriculum/:school/calibrate/offer': '/w/curriculum/ashby/calibrate/offer',
  'w/curriculum/:school/directors': '/w/curriculum/ashby/directors',
  'w/curriculum/:school/directors.csv': '/w/curriculum/ashby/directors.csv',
  'w/curriculum/:school/directors.json': '/w/curriculum/ashby/directors.json',
  'w/curriculum/:school/asked': '/w/curriculum/ashby/asked',
  'w/curriculum/:school/asked/:course': `/w/curriculum/ashby/asked/${ids.directed}`,
  'w/curriculum/:school/submit': '/w/curriculum/ashby/submit',
  'w/curriculum/:school/moving': '/w/curriculum/ashby/moving',
  'w/curriculum/:school/release': '/w/curriculum/ashby/release',
  'w/curriculum/:school/release.csv': '/w/curriculum/ashby/release.csv?round=a-case',
  'w/curriculum/:school/release.json': '/w/curriculum/ashby/release.json?round=a-case',
  'w/curriculum/:school/compare/:round': '/w/curriculum/ashby/compare/a-case',
  'w/curriculum/:school/compare/:round.csv': '/w/curriculum/ashby/compare/a-case.csv',
  'w/curriculum/:school/compare/:round.json': '/w/curriculum/ashby/compare/a-case.json',
  'w/curriculum/:school/compare/:round.svg': '/w/curriculum/ashby/compare/a-case.svg',
  'w/curriculum/:school/coverage': '/w/curriculum/ashby/coverage',
  'w/curriculum/:school/coverage.csv': '/w/curriculum/ashby/coverage.csv',
  'w/curriculum/:school/coverage.json': '/w/curriculum/ashby/coverage.json',
  'w/curriculum/:school/coverage.svg': '/w/curriculum/ashby/coverage.svg?view=gaps',
  'w/curriculum/:school/dean': '/w/curriculum/ashby/dean',
  'w/curriculum/:school/dean.pdf': '/w/curriculum/ashby/dean.pdf',
  'w/curriculum/:school/dean.csv': '/w/curriculum/ashby/dean.csv',
  'w/curriculum/:school/dean.json': '/w/curriculum/ashby/dean.json',
  'w/curriculum/:school/trends': '/w/curriculum/ashby/trends',
  'w/curriculum/:school/trends.csv': '/w/curriculum/ashby/trends.csv',
  'w/curriculum/:school/trends.json': '/w/curriculum/ashby/trends.json',
  'w/curriculum/:school/trends.svg': '/w/curriculum/ashby/trends.svg',
  'w/faculty/facilitators/me/preparations/:preparation': '/w/faculty/facilitators/me/preparations/new',
  'w/faculty/facilitators/:person': `/w/faculty/facilitators/${theme}`,
  'w/faculty/needs/:need': `/w/faculty/needs/${theme}`,
  'w/faculty/needs/:need.csv': `/w/faculty/needs/${theme}.csv`,
  'w/faculty/needs/:need.json': `/w/faculty/needs/${theme}.json`,
  'w/faculty/needs/:need/edit': `/w/faculty/needs/${theme}/edit`,
  'w/faculty/needs/:need/evidence': `/w/faculty/needs/${theme}/evidence`,
  'w/faculty/offerings/:offering/evaluation': `/w/faculty/offerings/${theme}/evaluation`,
  'w/faculty/offerings/:offering/evaluation.csv': `/w/faculty/offerings/${theme}/evaluation.csv`,
  'w/faculty/offerings/:offering/evaluation.json': `/w/faculty/offerings/${theme}/evaluation.json`,
  'w/faculty/capacity/:school': '/w/faculty/capacity/ashby',
  'w/faculty/capacity/:school.csv': '/w/faculty/capacity/ashby.csv',
  'w/faculty/capacity/:school.svg': '/w/faculty/capacity/ashby.svg',
  'w/faculty/capacity/:school/inputs': '/w/faculty/capacity/ashby/inputs',
  'w/focus-groups/:study': '/w/focus-groups/a-study',
  'w/focus-groups/:study/protocol': '/w/focus-groups/a-study/protocol',
  'w/focus-groups/:study/people': '/w/focus-groups/a-study/people',
  'w/focus-groups/:study/sites': '/w/focus-groups/a-study/sites',
  'w/focus-groups/:study/letters': '/w/focus-groups/a-study/letters',
  'w/focus-groups/:study/participants': '/w/focus-groups/a-study/participants',
  'w/focus-groups/:study/participants.csv': '/w/focus-groups/a-study/participants.csv',
  'w/focus-groups/:study/participants.json': '/w/focus-groups/a-study/participants.json',
  'w/focus-groups/:study/sessions': '/w/focus-groups/a-study/sessions',
  'w/focus-groups/:study/sessions.csv': '/w/focus-groups/a-study/sessions.csv',
  'w/focus-groups/:study/sessions.json': '/w/focus-groups/a-study/sessions.json',
  'w/focus-groups/:study/transcripts': '/w/focus-groups/a-study/transcripts',
  'w/focus-groups/:study/transcripts.csv': '/w/focus-groups/a-study/transcripts.csv',
  'w/focus-groups/:study/transcripts.json': '/w/focus-groups/a-study/transcripts.json',
  'w/focus-groups/:study/transcripts/new': '/w/focus-groups/a-study/transcripts/new',
  'w/focus-groups/:study/transcripts/:transcript': `/w/focus-groups/a-study/transcripts/${transcript}`,
  'w/focus-groups/:study/transcripts/:transcript/speakers': `/w/focus-groups/a-study/transcripts/${transcript}/speakers`,
  'w/focus-groups/:study/reports': '/w/focus-groups/a-study/reports',
  'w/focus-groups/:study/reports/saturation': '/w/focus-groups/a-study/reports/saturation',
  'w/focus-groups/:study/reports/codes': '/w/focus-groups/a-study/reports/codes',
  'w/focus-groups/:study/reports/together': '/w/focus-groups/a-study/reports/together',
  'w/focus-groups/:study/reports/talk': '/w/focus-groups/a-study/reports/talk',
  'w/focus-groups/:study/reports/files': '/w/focus-groups/a-study/reports/files',
  'w/focus-groups/:study/reports/files.csv': '/w/focus-groups/a-study/reports/files.csv',
  'w/focus-groups/:study/reports/files.json': '/w/focus-groups/a-study/reports/files.json',
  'w/focus-groups/:study/reports/file': '/w/focus-groups/a-study/reports/file',
  'w/focus-groups/:study/reports/checklists/:checklist': '/w/focus-groups/a-study/reports/checklists/coreq',
  'w/focus-groups/:study/reports/methods': '/w/focus-groups/a-study/reports/methods',
  'w/focus-groups/:study/reports/:report.csv': '/w/focus-groups/a-study/reports/talk.csv',
  'w/focus-groups/:study/reports/:report.json': '/w/focus-groups/a-study/reports/codes.json',
  'w/focus-groups/:study/themes': '/w/focus-groups/a-study/themes',
  'w/focus-groups/:study/themes.csv': '/w/focus-groups/a-study/themes.csv',
  'w/focus-groups/:study/themes.json': '/w/focus-groups/a-study/themes.json',
  'w/focus-groups/:study/themes/new': '/w/focus-groups/a-study/themes/new',
  'w/focus-groups/:study/themes/matrix': '/w/focus-groups/a-study/themes/matrix',
  'w/focus-groups/:study/themes/matrix.csv': '/w/focus-groups/a-study/themes/matrix.csv',
  'w/focus-groups/:study/themes/matrix.json': '/w/focus-groups/a-study/themes/matrix.json',
  'w/focus-groups/:study/themes/:theme': `/w/focus-groups/a-study/themes/${theme}`,
  'w/focus-groups/:study/themes/:theme.csv': `/w/focus-groups/a-study/themes/${theme}.csv`,
  'w/focus-groups/:study/themes/:theme.json': `/w/focus-groups/a-study/themes/${theme}.json`,
  'w/focus-groups/:study/themes/:theme/edit': `/w/focus-groups/a-study/themes/${theme}/edit`,
  'w/focus-groups/:study/themes/:theme/passages': `/w/focus-groups/a-study/themes/${theme}/passages`,
  'w/focus-groups/:study/notebook': '/w/focus-groups/a-study/notebook',
  'w/focus-groups/:study/notebook.csv': '/w/focus-groups/a-study/notebook.csv',
  'w/focus-groups/:study/notebook.json': '/w/focus-groups/a-study/notebook.json',
  'w/focus-groups/:study/trail': '/w/focus-groups/a-study/trail',
  'w/focus-groups/:study/trail.csv': '/w/focus-groups/a-study/trail.csv',
  'w/focus-groups/:study/trail.json': '/w/focus-groups/a-study/trail.json',
  'w/focus-groups/:study/exchange': '/w/focus-groups/a-study/exchange',
  'w/focus-groups/:study/exchange/project.qdpx': '/w/focus-groups/a-study/exchange/project.qdpx',
  'w/focus-groups/:study/exchange/codebook.qdc': '/w/focus-groups/a-study/exchange/codebook.qdc',
  'w/focus-groups/:study/codebook': '/w/focus-groups/a-study/codebook',
  'w/competencies/:framework/items/:item': '/w/competencies/serious-illness-communication/items/01900000-0000-7000-8000-000000000222',
  'w/curriculum/:school/gaps/:competency': '/w/curriculum/ashby/gaps/1',
  'w/focus-groups/:study/codebook.csv': '/w/focus-groups/a-study/codebook.csv',
  'w/focus-groups/:study/codebook.json': '/w/focus-groups/a-study/codebook.json',
  'w/focus-groups/:study/coding': '/w/focus-groups/a-study/coding',
  'w/focus-groups/:study/memos': '/w/focus-groups/a-study/memos',
  'w/focus-groups/:study/memos.csv': '/w/focus-groups/a-study/memos.csv',
  'w/focus-groups/:study/memos.json': '/w/focus-groups/a-study/memos.json',
  'w/focus-groups/:study/search': '/w/focus-groups/a-study/search',
  'w/focus-groups/:study/search.csv': '/w/focus-groups/a-study/search.csv',
  'w/focus-groups/:study/search.json': '/w/focus-groups/a-study/search.json',
  'w/focus-groups/:study/coding/again': '/w/focus-groups/a-study/coding/again',
  'w/focus-groups/:study/codebook/:code': `/w/focus-groups/a-study/codebook/${code}`,
  'w/focus-groups/:study/coding/:round/:text': `/w/focus-groups/a-study/coding/${round}/${text}`,
  'w/focus-groups/:study/coding/:round/:text.json': `/w/focus-groups/a-study/coding/${round}/${text}.json`,
  'w/focus-groups/:study/coding/:round/:text/live': `/w/focus-groups/a-study/coding/${round}/${text}/live`,
  'w/focus-groups/:study/sites/:site': `/w/focus-groups/a-study/sites/${site}`,
  'w/focus-groups/:study/sessions/:session': `/w/focus-groups/a-study/sessions/${session}`,
  'w/focus-groups/:study/participants/:participant': `/w/focus-groups/a-study/participants/${participant}`,
  'w/focus-groups/:study/participants/:participant/removal': `/w/focus-groups/a-study/participants/${withdrawn}/removal`,
  'w/focus-groups/:study/participants/:participant/withdrawal': `/w/focus-groups/a-study/participants/${withdrawn}/withdrawal`,
  'w/focus-groups/:study/participants/:participant/withdrawal.csv': `/w/focus-groups/a-study/participants/${withdrawn}/withdrawal.csv`,
  'w/focus-groups/:study/participants/:participant/withdrawal.json': `/w/focus-groups/a-study/participants/${withdrawn}/withdrawal.json`,
  'w/focus-groups/:study/agreement': '/w/focus-groups/a-study/agreement',
  'w/focus-groups/:study/agreement/:round': `/w/focus-groups/a-study/agreement/${round}`,
  'w/focus-groups/:study/agreement/:round.csv': `/w/focus-groups/a-study/agreement/${round}.csv`,
  'w/focus-groups/:study/agreement/:round.json': `/w/focus-groups/a-study/agreement/${round}.json`,
  'w/focus-groups/:study/agreement/:round/differences': `/w/focus-groups/a-study/agreement/${round}/differences`,
  'w/focus-groups/:study/agreement/:round/settle': `/w/focus-groups/a-study/agreement/${round}/settle`,
  'w/focus-groups/:study/roster': '/w/focus-groups/a-study/roster',
  'w/focus-groups/:study/transcripts/:transcript/deidentify': `/w/focus-groups/a-study/transcripts/${transcript}/deidentify`,
  'w/focus-groups/:study/transcripts/:transcript/deidentify/text': `/w/focus-groups/a-study/transcripts/${transcript}/deidentify/text`,
  'w/focus-groups/:study/transcripts/:transcript/sign': `/w/focus-groups/a-study/transcripts/${transcript}/sign`,
  'w/focus-groups/:study/transcripts/:transcript/read': `/w/focus-groups/a-study/transcripts/${transcript}/read`,
};
/** Public by nature, opened by a secret of its own, or the collaborative's, which no school owns. */
const isOpen = (pattern: string) =>
  !pattern.startsWith('w/') ||
  /^w\/(competencies|focus-groups|perspectives|lessons\/read|pages|forum|occasions|practice\/(entries|shared|reports)|faculty\/(programmes|offerings|observations|facilitators|needs)|curriculum\/(rounds|keywords))\//.test(
    pattern,
  );

function patterns(entries: readonly RouteConfigEntry[], above = ''): string[] {
  return entries.flatMap(({ path, children }) => {
    const full = [above, path].filter(Boolean).join('/');
    return [...(path || !children ? [full] : []), ...patterns(children ?? [], full)];
  });
}
const addresses = [...new Set(patterns(await routes))].filter((pattern) => pattern.includes(':'));
// Where a file arrives in pieces nothing is read; the tests of its commands say who may send.
const schoolOwned = Object.entries(cases).filter(([pattern]) => !isOpen(pattern) && !pattern.includes(':item/arriving'));

async function ofAshby(): Promise<Record<string, string>> {
  const { config } = await startEmbedded(here.dataDir);
  const client = new pg.Client({ ...config, database: 'concord' });
  await client.connect();
  const { rows } = await client.query(`
    with ashby as (select id from school where slug = 'ashby'),
      edited as (insert into map_edit (school_id, year, act, title) select id, '2025-26', 'edit', 'A change' from ashby returning id),
      invited as (insert into invitation (mail, name, role, expires_at) values ('guest@sample.example', 'Guest', 'auditor', now() + interval '1 day') returning id),
      directed as (insert into course_director (school_id, course_stable_id, mail, name)
        select c.school_id, c.stable_id, p.mail, p.name from ashby join course c on c.school_id = ashby.id join school_role r on r.school_id = ashby.id and r.role = 'lead'
        join person p on p.id = r.person_id where c.removed_at is null limit 1 returning course_stable_id),
      arriving as (insert into arriving_file (school_id, name, bytes, fingerprint, year, sent_by)
        select ashby.id, 'a.xml', 1, repeat('0', 64), '2025-26', r.person_id from ashby join school_role r on r.school_id = ashby.id and r.role = 'lead' limit 1 returning id),
      round as (insert into mapping_round (slug, title, year, framework_version_id, keyword_list_id, definitions, status, opened_at, is_sample)
        select 'a-case', 'A case', '2025-26', (select id from framework_version where is_current), (select id from keyword_list where is_current), 'x', 'open', now(), true returning id),
      terms as (insert into round_terms (round_id, version) select id, 1 from round),
      joined as (insert into round_school (round_id, for_school_id) select round.id, ashby.id from round, ashby)
    select (select id from invited) as invitation, (select id from edited) as edit, (select course_stable_id from directed) as directed, (select id from arriving) as arriving, (select i.id from curriculum_import i, ashby where school_id = ashby.id limit 1) as import,
      (select a.id from activity a, ashby where school_id = ashby.id limit 1) as activity, (select c.id from course c, ashby where school_id = ashby.id limit 1) as course,
      (select h.id from hit h, ashby where school_id = ashby.id limit 1) as hit,
      (select l.id from lesson l, ashby where school_id = ashby.id order by begun_at limit 1) as lesson, (select l.slug from lesson l, ashby where school_id = ashby.id order by begun_at limit 1) as "lessonSlug",
      (select id from lesson_edition where state = 'asked' limit 1) as edition,
      (select slug from forum_event where for_school_id is null and published_at is not null and occasion_id is not null order by slug limit 1) as event,
      (select slug from programme where for_school_id is null limit 1) as programme, (select slug from offering where opens_to = 'all' and published_at is not null order by slug limit 1) as offering,
      (select s.person_id from standing s join school_role r on r.person_id = s.person_id join ashby on ashby.id = r.school_id where s.step = 'facilitator' limit 1) as "onPath", (select id from teaching_observation limit 1) as observation,
      (select e.id from practice_entry e join person p on p.id = e.person_id and p.name = 'Kit Navarro' limit 1) as "practiceEntry", (select s.id from practice_share s join person p on p.id = s.person_id and p.name = 'Kit Navarro' limit 1) as "practiceShare",
      (select a.id from practice_ask a join ashby on ashby.id = a.school_id limit 1) as "practiceAsk",
      (select slug from forum_series where published_at is not null order by slug limit 1) as series,
      (select slug from forum_speaker where confirmed_at is not null and declined_at is null order by slug limit 1) as speaker,
      (select slug from site_page where kind = 'page' and published_number is not null order by slug limit 1) as page,
      (select id from site_page where kind = 'page' and published_number is not null order by slug limit 1) as "sitePage",
      (select slug from site_page where kind = 'update' and published_number is not null order by slug limit 1) as update,
      (select id from occasion where by_school_id is null and host_id is null order by starts_at limit 1) as occasion`);
  await ofAStudy(client);
  await ofAnItem(client);
  await client.end();
  return rows[0];
}

/** A study that Rena Okafor leads, of which nobody else knows. */
async function ofAStudy(client: pg.Client): Promise<void> {
  await client.query(`insert into study (slug, title, begun_by) select 'a-study', 'A study', id from person where name = 'Rena Okafor'`);
  const study = `(select id from study where slug = 'a-study')`;
  await client.query(
    `insert into protocol_version (study_id, number, approach, question, design, guide) values (${study}, 1, 'reliability', 'What?', '', '')`,
  );
  await client.query(
    `insert into study_site (study_id, id, for_school_id, approved_on) values (${study}, '${site}', (select id from school where slug = 'ashby'), '2020-01-01')`,
  );
  await client.query(
    `insert into group_session (study_id, id, site_id, title, protocol_number) values (${study}, '${session}', '${site}', 'Group 1', 1)`,
  );
  await client.query(`insert into participant (study_id, id, site_id, pseudonym) values (${study}, '${participant}', '${site}', 'Willow')`);
  await client.query(
    `insert into participant (study_id, id, site_id, pseudonym, state) values (${study}, '${withdrawn}', '${site}', 'Rowan', 'withdrawn')`,
  );
  await client.query(
    `insert into withdrawal (study_id, participant_id, withdrawn_on, promise) values (${study}, '${withdrawn}', '2026-01-01', 'remove')`,
  );
  await client.query(`insert into theme (study_id, id, claim) values (${study}, '${theme}', 'Silence is learnt')`);
  await client.query(`insert into code (study_id, id, name) values (${study}, '${code}', 'Silence')`);
  await client.query(`insert into coding_round (study_id, id, title, kind) values (${study}, '${round}', 'Round 1', 'open')`);
  await client.query(
    `insert into transcript (study_id, id, session_id, site_id, title) values (${study}, '${transcript}', '${session}', '${site}', 'Group 1')`,
  );
  await client.query(
    `insert into transcript_original (study_id, transcript_id, site_id, version, file_name, format, text, hash, turns) values (${study}, '${transcript}', '${site}', 1, 'a.vtt', 'vtt', 'Hm', '', '[]')`,
  );
  await client.query(`insert into transcript_text (study_id, id, transcript_id, site_id, number, text, hash, signed_at, residual_risk)
    values (${study}, '${text}', '${transcript}', '${site}', 1, 'Words', 'x', now(), 'Low')`);
}

/** An item that Ashby keeps to itself, with a version that stands and one that is being written. */
async function ofAnItem(client: pg.Client): Promise<void> {
  const ashby = `(select id from school where slug = 'ashby')`;
  await client.query('begin');
  await client.query(
    `insert into library_item (id, slug, for_school_id, title, visibility, published_number) values ('${item}', 'an-item', ${ashby}, 'An item', 'school', 2)`,
  );
  // The files of a version come before it is published, and then stay.
  for (const number of [1, 2, 3]) {
    await client.query(
      `insert into library_version (item_id, number, title, kind, licence) values ('${item}', ${number}, 'An item', 'guide', 'CC-BY-4.0')`,
    );
    await client.query(`insert into library_file (item_id, number, id, position, name, type, extension, bytes, sha256, previews)
      values ('${item}', ${number}, '${file}', 1, 'a.txt', 'text/plain', 'txt', 2, repeat('0', 64), array['${shown}']::uuid[])`);
    if (number < 3)
      await client.query(
        `update library_version set what_changed = 'More', published_at = now() where item_id = '${item}' and number = ${number}`,
      );
  }
  await client.query(`insert into library_adoption (school_id, id, item_id, number, item_title, course, academic_year)
    values (${ashby}, '${use}', '${item}', 1, 'An item', 'Doctoring', '2025-26')`);
  await client.query(`insert into library_arriving (id, item_id, name, bytes, fingerprint, sent_by)
    select '${arriving}', '${item}', 'b.txt', 1, repeat('0', 64), id from person where name = 'Rena Okafor'`);
  await client.query('commit');
  const folder = join(here.dataDir, 'files', item);
  mkdirSync(folder, { recursive: true });
  for (const name of [file, shown]) writeFileSync(join(folder, name), 'Hm');
}

/** The address of an import whose columns wait to be matched. */
async function pastedTitles(): Promise<string> {
  const body = new FormData();
  body.set('year', '2025-26');
  body.set('cells', 'Hope\nSilence');
  const headers = { cookie: await cookieOf('Rena Okafor'), origin: here.address };
  const sent = await fetch(`${here.address}/w/curriculum/ashby/imports/new`, { method: 'POST', body, headers, redirect: 'manual' });
  return new URL(sent.headers.get('location')!, here.address).pathname;
}
async function cookieOf(name: string): Promise<string> {
  const page = await (await fetch(`${here.address}/sign-in`)).text();
  const person = page.match(new RegExp(`value="([\\w-]{36})"[^>]*>${name}<`))?.[1];
  assert.ok(person, `${name} is in the sample`);
  const entered = await fetch(`${here.address}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ intent: 'sample', person }),
    headers: { origin: here.address },
    redirect: 'manual',
  });
  return entered.headers.get('set-cookie')!.split(';')[0]!;
}
function ask(path: string, cookie: string, method = 'GET') {
  const headers = { cookie, origin: here.address, ...(method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) };
  return fetch(here.address + path, { method, headers, redirect: 'manual', ...(method === 'GET' ? {} : { body: 'intent=x' }) });
}

test('every address with a parameter has a case', () => {
  assert.deepEqual(
    addresses.filter((pattern) => !cases[pattern]),
    [],
  );
  assert.deepEqual(
    Object.keys(cases).filter((pattern) => !addresses.includes(pattern)),
    [],
    'and no case is of an address that is gone',
  );
});
for (const stranger of ['Wei Sandoval', 'Lena Brandt', 'Noah Petrov', 'Ines Marlow', 'Jo Finch']) {
  test(`for ${stranger}, who has no role at Ashby, nothing of Ashby exists, read or written`, async () => {
    const cookie = await cookieOf(stranger);
    for (const [pattern, address] of schoolOwned) {
      if (pattern === 'w/members/:school' && stranger === 'Ines Marlow') continue; // a convener keeps schools; their phases and curricula stay closed
      for (const method of ['GET', 'POST']) {
        const { status } = await ask(address, cookie, method);
        assert.ok(status === 404 || (method === 'POST' && status === 405), `${method} ${pattern} answered ${status}`);
      }
    }
  });
}
test('with Ashby’s ids under the own school’s address nothing of Ashby appears either', async () => {
  const cookie = await cookieOf('Wei Sandoval');
  // A competency's code is the collaborative's, and no school's id.
  // Nor is a lesson of another school that waits to be read by any.
  const ofIds = schoolOwned.filter(
    ([pattern]) => pattern.split(':').length > 2 && !pattern.endsWith('/gaps/:competency') && !pattern.endsWith('/review/:edition'),
  );
  for (const [pattern, address] of ofIds) {
    const { status } = await ask(address.replace('/ashby/', '/brookfield/'), cookie);
    assert.equal(status, 404, pattern);
  }
});
test('a visitor is asked to sign in, and learns nothing', async () => {
  for (const [pattern, address] of schoolOwned) {
    const answer = await ask(address, '');
    assert.equal(answer.status, 302, pattern);
    assert.match(answer.headers.get('location') ?? '', /^\/sign-in\?next=/, pattern);
  }
});
test('a student of Ashby may not see the school’s map', async () => {
  const cookie = await cookieOf('Kit Navarro');
  for (const [pattern, address] of schoolOwned.filter(([pattern]) => pattern.startsWith('w/curriculum/'))) {
    assert.equal((await ask(address, cookie)).status, 403, pattern);
  }
});
test('rounds are read by whoever works at a school, changed by whoever convenes, and no student knows of them', async () => {
  const rounds = Object.entries(cases).filter(([pattern]) => /^w\/curriculum\/rounds\/:round($|\.|\/terms|\/edit)/.test(pattern));
  const [student, lead, convener] = [await cookieOf('Kit Navarro'), await cookieOf('Rena Okafor'), await cookieOf('Ines Marlow')];
  for (const [pattern, address] of rounds) {
    assert.equal((await ask(address, student)).status, 403, pattern);
    assert.equal((await ask(address, lead)).status, pattern.endsWith('/edit') ? 403 : 200, pattern);
    assert.equal((await ask(address, convener)).status, 200, pattern);
  }
});
test('who comes to an occasion is read by whoever runs it, and by nobody else', async () => {
  const [lead, convener] = [await cookieOf('Rena Okafor'), await cookieOf('Ines Marlow')];
  for (const [pattern, address] of Object.entries(cases).filter(([pattern]) => pattern.startsWith('w/occasions/'))) {
    const { status } = await ask(address, lead);
    assert.ok([403, 404].includes(status), `${pattern} answered ${status}`);
    assert.equal((await ask(address, convener)).status, 200, pattern);
  }
});
test('what the collaborative plans and writes is read by the convener and by no student; once public, by everybody', async () => {
  const [convener, student] = [await cookieOf('Ines Marlow'), await cookieOf('Kit Navarro')];
  // No event and no speaker of the sample has a file or a picture.
  for (const [pattern, address] of Object.entries(cases).filter(([pattern]) => !/:file$|picture\.webp$/.test(pattern)))
    if (/^w\/(forum|pages)\//.test(pattern)) {
      assert.equal((await ask(address, convener)).status, 200, pattern);
      assert.equal((await ask(address, student)).status, 403, pattern);
    } else if (/^(forum|pages|updates\/:update|publications|lessons)/.test(pattern)) {
      assert.equal((await ask(address, '')).status, 200, pattern);
    }
});
test('how far somebody is is read by whoever confirms steps and by the own lead; an observation, and who enrolled, by few', async () => {
  const people = Object.entries(cases).filter(
    ([pattern]) => /^w\/faculty\/programmes\/:programme\/people/.test(pattern) && !pattern.endsWith('/observe'),
  );
  const enrolled = Object.entries(cases).filter(([pattern]) => pattern.startsWith('w/faculty/offerings/:offering/enrolment'));
  for (const [name, status] of [
    ['Ines Marlow', 200],
    ['Ada Quill', 200],
    ['Rena Okafor', 200],
    ['Dora Linqvist', 403],
    ['Kit Navarro', 403],
  ] as const) {
    const cookie = await cookieOf(name);
    for (const [pattern, address] of [...people, ...enrolled])
      assert.equal((await ask(address, cookie)).status, status, `${name} ${pattern}`);
    if (status === 403) assert.equal((await ask(cases['w/faculty/observations/:observation']!, cookie)).status, 404, name);
  }
});
test('a student’s entry is theirs alone: for a lead, a convener, an auditor and a classmate it does not exist, read or written', async () => {
  const own = Object.entries(cases).filter(([pattern]) => pattern.startsWith('w/practice/entries/'));
  const kit = await cookieOf('Kit Navarro');
  for (const [pattern, address] of own) assert.equal((await ask(address, kit)).status, 200, pattern);
  for (const stranger of ['Rena Okafor', 'Ines Marlow', 'Jo Finch', 'Noah Petrov']) {
    const cookie = await cookieOf(stranger);
    for (const [pattern, address] of own) {
      assert.equal((await ask(address, cookie)).status, 404, `${stranger} ${pattern}`);
      const { status } = await ask(address, cookie, 'POST');
      assert.ok([400, 404, 405].includes(status), `${stranger} POST ${pattern} answered ${status}`);
    }
  }
  for (const stranger of ['Ines Marlow', 'Wei Sandoval', 'Kit Navarro'])
    assert.equal((await ask(cases['w/practice/shared/:share']!, await cookieOf(stranger))).status, 404, stranger);
});
test('the files of a table are read by whoever reads its page, and by nobody else', async () => {
  const questions = cases['w/forum/:event/questions']!;
  const tables = [questions, '/w/places', '/w/forum/series', '/w/forum/speakers', '/w/pages/publications'];
  for (const name of ['Ines Marlow', 'Rena Okafor', 'Kit Navarro', null]) {
    const cookie = name === null ? '' : await cookieOf(name);
    for (const table of tables) {
      const { status } = await ask(table, cookie);
      if (name === 'Ines Marlow') assert.equal(status, 200, table);
      for (const file of [`${table}.csv`, `${table}.json`]) assert.equal((await ask(file, cookie)).status, status, `${name} ${file}`);
    }
  }
});
test('a study exists for whoever has a role in it, and for nobody else, whatever their role elsewhere', async () => {
  const ofStudy = Object.entries(cases).filter(([pattern]) => pattern.startsWith('w/focus-groups/:study'));
  const lead = await cookieOf('Rena Okafor');
  // Rena leads the study, and her school: what was said as it was said is not hers.
  const isOfOriginals = (pattern: string) => /\/(transcripts\/new|speakers|deidentify|deidentify\/text|sign)$/.test(pattern);
  for (const [pattern, address] of ofStudy) assert.equal((await ask(address, lead)).status, isOfOriginals(pattern) ? 403 : 200, pattern);
  for (const stranger of ['Ines Marlow', 'Wei Sandoval', 'Tomas Lind', 'Kit Navarro', 'Jo Finch']) {
    const cookie = await cookieOf(stranger);
    for (const [pattern, address] of ofStudy) {
      assert.equal((await ask(address, cookie)).status, 404, `${stranger} ${pattern}`);
      const { status } = await ask(address, cookie, 'POST');
      assert.ok([400, 404, 405].includes(status), `${stranger} POST ${pattern} answered ${status}`);
    }
  }
});
test('what members said is read by whoever has a role; the guests of a round, its words and the draft of the goal are changed by few', async () => {
  const ofRounds = Object.entries(cases).filter(([pattern]) => pattern.startsWith('w/perspectives/') && !pattern.endsWith(':point'));
  const isOfFew = (pattern: string) => /\/(edit|guests(\.csv|\.json)?|notes|sentences\/:sentence)$/.test(pattern);
  for (const [name, mayAll] of [
    ['Kit Navarro', false],
    ['Rena Okafor', false],
    ['Ines Marlow', true],
  ] as const) {
    const cookie = await cookieOf(name);
    for (const [pattern, address] of ofRounds)
      assert.equal((await ask(address, cookie)).status, isOfFew(pattern) && !mayAll ? 403 : 200, `${name} ${pattern}`);
  }
});
test('Ashby’s lead sees all of it', async () => {
  const cookie = await cookieOf('Rena Okafor');
  for (const [pattern, address] of schoolOwned) assert.equal((await ask(address, cookie)).status, 200, pattern);
});
test('an address that says another thing was done is no fault', async () => {
  const cookie = await cookieOf('Rena Okafor');
  const pages = Object.entries(cases).filter(
    ([pattern]) => /^w\/(curriculum\/(:school|rounds\/:round)|practice|faculty)/.test(pattern) && !/\.\w+$/.test(pattern),
  );
  const own = ['practice', 'practice/feedback', 'practice/asks', 'practice/goals', 'practice/shares', 'places', 'members/you'].map(
    (each) => [each, `/w/${each}`],
  );
  for (const [pattern, address] of [...pages, ...own] as Array<[string, string]>) {
    const { status } = await ask(`${address}${address.includes('?') ? '&' : '?'}done=__proto__`, cookie);
    assert.ok(status < 500, `${pattern} answered ${status}`);
  }
});
test('an address with a broken id is not found, and no fault', async () => {
  const cookie = await cookieOf('Rena Okafor');
  for (const broken of [
    'imports/1',
    'activities/%00',
    'compare/%00',
    'release?round=%00',
    "courses/'--",
    `activities/${'a'.repeat(5000)}`,
  ]) {
    const { status } = await ask(`/w/curriculum/ashby/${broken}`, cookie);
    assert.ok([400, 404].includes(status), `${broken.slice(0, 40)} answered ${status}`);
  }
  for (const broken of ['%00/1', 'concord-starter-list/one', 'concord-starter-list/-1', 'concord-starter-list/1e400', '__proto__/1'])
    for (const page of ['', '.csv', '.json', '/try', '/compare', '/compare.csv', '/compare.json', '/about', '/words/several', '/words/1']) {
      const { status } = await ask(`/w/curriculum/keywords/${broken}${page}`, cookie);
      assert.ok([400, 403, 404].includes(status), `${broken}${page} answered ${status}`);
    }
  for (const [pattern, address] of Object.entries(cases).filter(
    ([, each]) => each.includes('/w/focus-groups/') && each.includes('01900000'),
  ))
    for (const method of ['GET', 'POST']) {
      const { status } = await ask(address.replace(/01900000-[0-9a-f-]{27}/, 'mistyped'), cookie, method);
      assert.ok([400, 403, 404, 405].includes(status), `${method} ${pattern} answered ${status}`);
    }
});
test('an address with a NUL in it names nothing, whatever it is of', async () => {
  const cookie = await cookieOf('Ines Marlow');
  for (const pattern of addresses)
    for (const method of ['GET', 'POST']) {
      const { status } = await ask(`/${pattern.replaceAll(/:\w+\??/g, '%00')}`, cookie, method);
      assert.ok([400, 403, 404, 405].includes(status), `${method} ${pattern} answered ${status}`);
    }
});
