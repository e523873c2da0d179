import { FolderUp, Images } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { PictureReference } from './picture-reference.ts'

const GalleryPicker = lazy(async () => ({
  default: (await import('./gallery-picker.tsx')).GalleryPicker,
}))

interface PictureSourcesProps {
  /** What the picture is for; begins the names of the buttons for who does not see where they are. */
  readonly label: string
  readonly several?: boolean | undefined
  readonly busy?: boolean | undefined
  readonly onFiles: (files: readonly File[]) => void
  readonly onPick: (reference: PictureReference) => void
}

/** The two ways to a picture that need no mouse: a file, or the gallery. On phones the file may be a photo taken now. */
export const PictureSources = ({
  label,
  several = false,
  busy = false,
  onFiles,
  onPick,
}: PictureSourcesProps) => {
  const input = useRef<HTMLInputElement>(null)
  const [isPicking, setPicking] = useState(false)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple={several}
        hidden
        aria-label={`${label}: file`}
        onChange={({ currentTarget }) => {
          onFiles(Array.from(currentTarget.files ?? []))
          // So that the same file can be chosen again.
          currentTarget.value = ''
        }}
      />
      <Button
        size="small"
        busy={busy}
        icon={<FolderUp aria-hidden />}
        aria-label={`${label}: choose a file`}
        onClick={() => input.current?.click()}
      >
        Choose a file
      </Button>
      <Button
        size="small"
        icon={<Images aria-hidden />}
        aria-label={`${label}: from the gallery`}
        onClick={() => setPicking(true)}
      >
        Gallery
      </Button>
      {isPicking && (
        <Suspense>
          <GalleryPicker
            onClose={() => setPicking(false)}
            onPick={(reference) => {
              setPicking(false)
              onPick(reference)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
