import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BookOpen,
  Calendar,
  CircleAlert,
  CircleCheck,
  Download,
  FileUp,
  GraduationCap,
  House,
  Lightbulb,
  type LucideIcon,
  Mail,
  Map as MapIcon,
  Menu,
  MessageSquare,
  PenLine,
  Search,
  Star,
  Users,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';

const icons = {
  alert: CircleAlert,
  back: ArrowLeft,
  close: X,
  competencies: Star,
  curriculum: MapIcon,
  done: CircleCheck,
  down: ArrowDown,
  download: Download,
  faculty: GraduationCap,
  'focus-groups': MessageSquare,
  forum: Calendar,
  forward: ArrowRight,
  home: House,
  lessons: Lightbulb,
  library: BookOpen,
  mail: Mail,
  members: Users,
  menu: Menu,
  practice: PenLine,
  search: Search,
  up: ArrowUp,
  upload: FileUp,
} satisfies Record<string, LucideIcon>;

/** The names of the icons that Concord uses; the nine nouns of the workspace have their own. */
export type IconName = keyof typeof icons;

/** An icon and the word it stands beside; an icon never stands alone, and is not read out. */
export function Icon({ name, children }: { name: IconName; children: ReactNode }) {
  const Drawing = icons[name];
  return (
    <>
      <Drawing className="icon" aria-hidden="true" focusable="false" />
      {children}
    </>
  );
}
