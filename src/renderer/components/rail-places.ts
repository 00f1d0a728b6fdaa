/** Where the rail leads, in order: the work along the road, then what needs watching, then what belongs to IT. */
import {
  CirclePause,
  ClipboardCheck,
  FolderOpen,
  HeartPulse,
  LayoutDashboard,
  PenLine,
  ScrollText,
  Search,
  Send,
  Settings,
  Stamp,
  Users,
  type LucideIcon,
} from 'lucide-react';
import type { WorkSummary } from '../../contract/routes/work.ts';
import type { Role } from '../../contract/vocabulary.ts';
import type { MessageKey } from '../i18n/words.ts';

export interface RailPlace {
  readonly to:
    | '/'
    | '/dossiers'
    | '/describe'
    | '/sign'
    | '/verify'
    | '/send'
    | '/search'
    | '/parked'
    | '/accounts'
    | '/settings'
    | '/audit'
    | '/health';
  readonly label: MessageKey;
  readonly icon: LucideIcon;
  readonly part: 'road' | 'watch' | 'it';
  /** What waits for the person there: how many, and of what. */
  readonly waiting?: (work: WorkSummary) => number;
  readonly counted?: MessageKey;
  /** The number is something that went wrong. */
  readonly alert?: boolean;
  /** Shown only to these; to everybody when left out. */
  readonly roles?: readonly Role[];
}

export const railPlaces: readonly RailPlace[] = [
  { to: '/', label: 'home.title', icon: LayoutDashboard, part: 'road' },
  {
    to: '/dossiers',
    label: 'rail.all',
    icon: FolderOpen,
    part: 'road',
    waiting: ({ dossiers }) => dossiers,
    counted: 'rail.count.dossiers',
  },
  {
    to: '/describe',
    label: 'rail.describe',
    icon: PenLine,
    part: 'road',
    waiting: ({ mine }) => mine.describe + mine.returned,
    counted: 'rail.count.describe',
  },
  { to: '/sign', label: 'rail.sign', icon: Stamp, part: 'road', waiting: ({ mine }) => mine.sign, counted: 'rail.count.sign' },
  {
    to: '/verify',
    label: 'rail.verify',
    icon: ClipboardCheck,
    part: 'road',
    waiting: ({ mine }) => mine.verify,
    counted: 'rail.count.verify',
  },
  {
    to: '/send',
    label: 'rail.queue',
    icon: Send,
    part: 'road',
    waiting: ({ queue }) => queue.waiting + queue.sending,
    counted: 'rail.count.queue',
  },
  { to: '/search', label: 'search.title', icon: Search, part: 'road' },
  {
    to: '/parked',
    label: 'rail.parked',
    icon: CirclePause,
    part: 'watch',
    waiting: (work) => work.waiting.parked,
    counted: 'rail.count.parked',
    alert: true,
  },
  { to: '/accounts', label: 'rail.accounts', icon: Users, part: 'it', roles: ['it'] },
  { to: '/settings', label: 'rail.settings', icon: Settings, part: 'it', roles: ['it'] },
  { to: '/audit', label: 'rail.audit', icon: ScrollText, part: 'it', roles: ['it'] },
  { to: '/health', label: 'rail.health', icon: HeartPulse, part: 'it', roles: ['it'] },
];
