import { useLocation } from 'wouter'
import type { GalleryImage } from '../../api/types.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { downloadUrl } from '../download-url.ts'
import type { PictureActions } from '../use-picture-actions.ts'
import type { LightboxAction } from './shortcuts.ts'
import type { LightboxState } from './use-lightbox.ts'

interface ActionOptions {
  readonly state: LightboxState
  readonly picture: GalleryImage | undefined
  readonly actions: PictureActions
  readonly onClose: () => void
  readonly setHasDetails: (change: (shown: boolean) => boolean) => void
  readonly setOpen: (dialog: 'help' | 'workflow' | 'compare') => void
}

const startDownload = (imageUrl: string): void => {
  const link = document.createElement('a')
  link.href = downloadUrl(imageUrl)
  link.download = ''
  link.click()
}

type Act = () => void

/** What moves the picture, and what shows something besides it. */
const viewActs = ({ state, setHasDetails, setOpen }: ActionOptions) => ({
  next: () => state.stage()?.step(1),
  previous: () => state.stage()?.step(-1),
  first: () => state.stage()?.goTo(0),
  last: () => state.stage()?.goTo(state.total - 1),
  zoomIn: () => state.stage()?.zoom('in'),
  zoomOut: () => state.stage()?.zoom('out'),
  zoom: () => state.stage()?.toggleZoom(),
  panLeft: () => state.stage()?.pan(-1, 0),
  panRight: () => state.stage()?.pan(1, 0),
  panUp: () => state.stage()?.pan(0, -1),
  panDown: () => state.stage()?.pan(0, 1),
  play: () => void state.stage()?.togglePlay(),
  details: () => setHasDetails((shown) => !shown),
  tags: () => setHasDetails(() => true),
  help: () => setOpen('help'),
})

/** What each action of the lightbox does. */
export function useActions(options: ActionOptions): (action: LightboxAction) => void {
  const { state, picture, actions, onClose, setOpen } = options
  const [, navigate] = useLocation()
  const announce = useAnnounce()
  const leaveTo = (address: string) => {
    onClose()
    navigate(address)
  }
  const isPicture = picture?.media_type.startsWith('image/') === true
  const pictureActs = (shown: GalleryImage) => ({
    favourite: () => {
      announce(shown.metadata.favourite === true ? 'No favourite any more' : 'Favourite')
      void actions.favour(shown)
    },
    delete: async () => {
      if (await actions.remove(shown)) state.leave(shown.id)
    },
    download: () => startDownload(shown.image_url),
    use: () => leaveTo(`/?from=${shown.id}`),
    input: () => isPicture && leaveTo(`/?image=${shown.id}`),
    vary: () => void actions.vary(shown),
    upscale: () => isPicture && void actions.upscale(shown),
    workflow: () => setOpen('workflow'),
    compare: () => isPicture && setOpen('compare'),
  })
  return (action) => {
    const acts: Partial<Record<LightboxAction, Act>> = {
      ...viewActs(options),
      ...(picture !== undefined && pictureActs(picture)),
    }
    acts[action]?.()
  }
}
