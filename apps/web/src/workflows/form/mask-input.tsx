import { Brush } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { PictureField, type PictureFieldProps } from '../../pictures/picture-field.tsx'
import type { PictureReference } from '../../pictures/picture-reference.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './form.module.css'

const MaskEditor = lazy(async () => ({
  default: (await import('../../pictures/mask-editor/mask-editor.tsx')).MaskEditor,
}))

export interface MaskInputProps extends PictureFieldProps {
  /** The picture that is painted over. */
  readonly picture: PictureReference | undefined
}

/** Which part of a picture changes: painted over it, or a picture that is white there. */
export const MaskInput = ({ picture, ...field }: MaskInputProps) => {
  const [isOpen, setOpen] = useState(false)
  const { value, onChange } = field
  return (
    <div className={styles.stack}>
      <PictureField {...field} />
      {picture !== undefined && (
        <Button size="small" icon={<Brush aria-hidden />} onClick={() => setOpen(true)}>
          {value === undefined ? 'Paint the mask' : 'Edit the mask'}
        </Button>
      )}
      {isOpen && picture !== undefined && (
        <Suspense fallback={<Spinner />}>
          <MaskEditor
            picture={picture}
            mask={value}
            onClose={() => setOpen(false)}
            onDone={(next) => {
              setOpen(false)
              onChange(next)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
