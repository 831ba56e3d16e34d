import { index, layout, prefix, type RouteConfig, route } from '@react-router/dev/routes';

/** Every address of the product, on one screen. */
export default [
  layout('modules/public/pages/public.tsx', [
    index('modules/public/pages/home.tsx'),
    route('work', 'modules/public/pages/work.tsx'),
    route('members', 'modules/public/pages/members.tsx'),
    route('competencies', 'modules/thread/pages/competencies.tsx'),
    route('competencies/:code', 'modules/thread/pages/competency.tsx'),
    route('definitions', 'modules/public/pages/definitions.tsx'),
    route('accessibility', 'modules/public/pages/accessibility.tsx'),
    route('privacy', 'modules/public/pages/privacy.tsx'),
    route('look', 'modules/public/pages/look.tsx'),
    route('sign-in', 'modules/members/sign-in/pages/sign-in.tsx'),
    route('invitation/:invitation', 'modules/members/sign-in/pages/invitation.tsx'),
  ]),
  route('sign-out', 'modules/members/sign-in/pages/sign-out.ts'),
  layout('modules/thread/pages/workspace.tsx', [
    route('home', 'modules/thread/pages/home.tsx'),
    ...prefix('w', [
      ...prefix('members', [
        index('modules/members/pages/people.tsx'),
        route('profile', 'modules/members/pages/profile.tsx'),
        route('me', 'modules/members/pages/me.tsx'),
        route('record', 'modules/members/pages/record.tsx'),
        route(':school', 'modules/members/pages/school.tsx'),
      ]),
      route('competencies', 'modules/competencies/pages/framework.tsx'),
      ...prefix('curriculum', [
        index('modules/curriculum/pages/schools.tsx'),
        ...prefix(':school', [
          index('modules/curriculum/intake/pages/overview.tsx'),
          route('imports/new', 'modules/curriculum/intake/pages/new-import.tsx'),
          route('imports/:import', 'modules/curriculum/intake/pages/import.tsx'),
          route('imports/:import/progress', 'modules/curriculum/intake/pages/import-progress.ts'),
          route('imports/:import/messages.csv', 'modules/curriculum/intake/pages/messages-csv.ts'),
          route('imports/:import/messages.json', 'modules/curriculum/intake/pages/messages-json.ts'),
          route('phases', 'modules/curriculum/activities/pages/phases.tsx'),
          route('activities', 'modules/curriculum/activities/pages/activities.tsx'),
          route('activities.csv', 'modules/curriculum/activities/pages/activities-csv.ts'),
          route('activities.json', 'modules/curriculum/activities/pages/activities-json.ts'),
          route('activities/:activity', 'modules/curriculum/activities/pages/activity.tsx'),
          route('courses', 'modules/curriculum/activities/pages/courses.tsx'),
          route('courses.csv', 'modules/curriculum/activities/pages/courses-csv.ts'),
          route('courses.json', 'modules/curriculum/activities/pages/courses-json.ts'),
          route('courses/:course', 'modules/curriculum/activities/pages/course.tsx'),
          route('scan', 'modules/curriculum/scan/pages/scan.tsx'),
          route('review', 'modules/curriculum/review/pages/review.tsx'),
          route('coverage', 'modules/curriculum/coverage/pages/coverage.tsx'),
          route('coverage.csv', 'modules/curriculum/coverage/pages/coverage-csv.ts'),
          route('coverage.json', 'modules/curriculum/coverage/pages/coverage-json.ts'),
        ]),
      ]),
    ]),
  ]),
] satisfies RouteConfig;
