import {
  Download,
  ExternalLink,
  ImagePlus,
  Keyboard,
  Shuffle,
  SplitSquareHorizontal,
  Tag,
  WandSparkles,
  Workflow,
  ZoomIn,
} from 'lucide-react'
import { toUrl } from '../../api/base.ts'
import type { GalleryImage } from '../../api/types.ts'
import type { MenuItem } from '../../ui/menu-items.tsx'
import type { LightboxAction } from './shortcuts.ts'

/** Everything that can be done with a picture, as a menu. */
export function moreItems(
  picture: GalleryImage,
  download: string,
  onAction: (action: LightboxAction) => void,
): readonly MenuItem[] {
  const isPicture = picture.media_type.startsWith('image/')
  return [
    {
      label: 'Use these settings',
      icon: <WandSparkles aria-hidden />,
      shortcut: 'U',
      onSelect: () => onAction('use'),
    },
    {
      label: 'Vary',
      icon: <Shuffle aria-hidden />,
      shortcut: 'V',
      onSelect: () => onAction('vary'),
    },
    {
      label: 'Upscale',
      icon: <ZoomIn aria-hidden />,
      shortcut: 'X',
      disabled: !isPicture,
      onSelect: () => onAction('upscale'),
    },
    {
      label: 'Use as input',
      icon: <ImagePlus aria-hidden />,
      shortcut: 'P',
      disabled: !isPicture,
      onSelect: () => onAction('input'),
    },
    {
      label: 'Compare with its input',
      icon: <SplitSquareHorizontal aria-hidden />,
      shortcut: 'C',
      disabled: !isPicture,
      onSelect: () => onAction('compare'),
    },
    {
      label: 'Show the workflow',
      icon: <Workflow aria-hidden />,
      shortcut: 'W',
      onSelect: () => onAction('workflow'),
    },
    {
      label: 'Tags …',
      icon: <Tag aria-hidden />,
      shortcut: 'T',
      separated: true,
      onSelect: () => onAction('tags'),
    },
    {
      label: 'Download',
      icon: <Download aria-hidden />,
      shortcut: 'D',
      href: download,
      download: true,
    },
    {
      label: 'Open the file',
      icon: <ExternalLink aria-hidden />,
      href: toUrl(picture.image_url),
    },
    {
      label: 'Shortcuts',
      icon: <Keyboard aria-hidden />,
      shortcut: '?',
      separated: true,
      onSelect: () => onAction('help'),
    },
  ]
}
