import {
  BookImage,
  Images,
  ListOrdered,
  type LucideIcon,
  Server,
  Settings,
  Sparkles,
  Workflow,
} from 'lucide-react'
import { type ComponentType, lazy } from 'react'

export interface View {
  /** One segment, so that relative addresses are right in every view. */
  readonly path: string
  readonly title: string
  readonly icon: LucideIcon
  readonly Component: ComponentType
}

/** The views in the order of the navigation; the code of each is loaded when it is first shown. */
export const views: readonly View[] = [
  {
    path: '/',
    title: 'Create',
    icon: Sparkles,
    Component: lazy(async () => ({
      default: (await import('./create/create-view.tsx')).CreateView,
    })),
  },
  {
    path: '/queue',
    title: 'Queue',
    icon: ListOrdered,
    Component: lazy(async () => ({ default: (await import('./queue/queue-view.tsx')).QueueView })),
  },
  {
    path: '/gallery',
    title: 'Gallery',
    icon: Images,
    Component: lazy(async () => ({
      default: (await import('./gallery/gallery-view.tsx')).GalleryView,
    })),
  },
  {
    path: '/workflows',
    title: 'Workflows',
    icon: Workflow,
    Component: lazy(async () => ({
      default: (await import('./workflows/workflows-view.tsx')).WorkflowsView,
    })),
  },
  {
    path: '/stories',
    title: 'Stories',
    icon: BookImage,
    Component: lazy(async () => ({
      default: (await import('./stories/stories-view.tsx')).StoriesView,
    })),
  },
  {
    path: '/servers',
    title: 'Servers',
    icon: Server,
    Component: lazy(async () => ({
      default: (await import('./servers/servers-view.tsx')).ServersView,
    })),
  },
  {
    path: '/settings',
    title: 'Settings',
    icon: Settings,
    Component: lazy(async () => ({
      default: (await import('./settings/settings-view.tsx')).SettingsView,
    })),
  },
]
