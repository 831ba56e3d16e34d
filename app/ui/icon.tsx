import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Bold,
  BookOpen,
  Calendar,
  CircleAlert,
  CircleCheck,
  Download,
  FileUp,
  Globe,
  GraduationCap,
  Heading,
  House,
  Image,
  Italic,
  Lightbulb,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Mail,
  Map as MapIcon,
  Menu,
  MessageSquare,
  PenLine,
  Search,
  Star,
  TextQuote,
  Users,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';

const icons = {
  alert: CircleAlert,
  back: ArrowLeft,
  bold: Bold,
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
  heading: Heading,
  home: House,
  italic: Italic,
  lessons: Lightbulb,
  library: BookOpen,
  link: Link,
  list: List,
  mail: Mail,
  members: Users,
  menu: Menu,
  numbered: ListOrdered,
  pages: Globe,
  picture: Image,
  practice: PenLine,
  quote: TextQuote,
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
