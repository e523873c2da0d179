import { Brush, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Spinner } from '../ui/spinner.tsx'
import type { InputPictures } from './input-pictures.ts'
import styles from './mask-row.module.css'
import type { PictureReference } from './picture-reference.ts'
import { PictureThumbnail } from './picture-thumbnail.tsx'

const MaskEditor = lazy(async () => ({
  default: (await import('./mask-editor/mask-editor.tsx')).MaskEditor,
}))

interface MaskRowProps {
  readonly picture: PictureReference
  readonly value: InputPictures
  readonly onChange: (value: InputPictures) => void
  readonly error: string | undefined
}

/** The part of a picture that is painted anew. */
export const MaskRow = ({ picture, value, onChange, error }: MaskRowProps) => {
  const [isOpen, setOpen] = useState(false)
  const { mask, mask_mode: mode, grow_mask, ...rest } = value
  const withMask = (next: PictureReference | undefined): InputPictures => ({
    ...rest,
    ...(grow_mask !== undefined && { grow_mask }),
    ...(next !== undefined && { mask: next }),
  })
  return (
    <div className={styles.row}>
      {mask !== undefined && <PictureThumbnail picture={mask} label="The mask" />}
      <div className={styles.words}>
        <div className={styles.buttons}>
          <Button size="small" icon={<Brush aria-hidden />} onClick={() => setOpen(true)}>
            {mask === undefined ? 'Paint the mask' : 'Edit the mask'}
          </Button>
          {mask !== undefined && (
            <IconButton
              label="Remove the mask"
              size="small"
              icon={<X aria-hidden />}
              onClick={() => onChange(withMask(undefined))}
            />
          )}
        </div>
        {error !== undefined && <p className={styles.error}>{error}</p>}
        {mask !== undefined && (
          <NumberField
            label="Grow the mask"
            help="So that no rim of what was there is left."
            unit="px"
            min={-256}
            max={256}
            placeholder="8"
            value={grow_mask ?? null}
            onChange={(pixels) => {
              const { grow_mask: _grown, ...plain } = value
              onChange(pixels === null ? plain : { ...plain, grow_mask: pixels })
            }}
          />
        )}
      </div>
      {isOpen && (
        <Suspense fallback={<Spinner />}>
          <MaskEditor
            picture={picture}
            mask={mask}
            mode={mode}
            onClose={() => setOpen(false)}
            onDone={(next) => {
              setOpen(false)
              onChange(withMask(next))
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
