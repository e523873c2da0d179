import { X } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { DenoiseField } from './denoise-field.tsx'
import { GuideSections } from './guide-sections.tsx'
import {
  hasPictures,
  type InputPictures,
  mainPicture,
  missingOf,
  mostReferences,
  useOf,
  withImage,
  withoutImage,
  withoutWord,
  withUse,
} from './input-pictures.ts'
import styles from './input-pictures-form.module.css'
import { MaskRow } from './mask-row.tsx'
import type { PictureModel } from './offered-uses.ts'
import { OutpaintField } from './outpaint-field.tsx'
import { PictureSources } from './picture-sources.tsx'
import { PictureThumbnail } from './picture-thumbnail.tsx'
import { PicturesField } from './pictures-field.tsx'
import { UpscaleField } from './upscale-field.tsx'
import { UseChips } from './use-chips.tsx'
import type { Uploads } from './use-uploads.ts'

interface InputPicturesFormProps {
  readonly value: InputPictures
  readonly onChange: (value: InputPictures) => void
  readonly onClear: () => void
  readonly model: PictureModel | undefined
  readonly errors: Readonly<Record<string, string>>
  readonly uploads: Uploads
}

/** What is done with the pictures that are there. */
export const InputPicturesForm = ({
  value,
  onChange,
  onClear,
  model,
  errors: refused,
  uploads,
}: InputPicturesFormProps) => {
  const picture = mainPicture(value)
  const use = useOf(value)
  const errors = { ...missingOf(value), ...refused }
  const { upscale, denoise, references = [] } = value
  const without = (word: keyof InputPictures): InputPictures => withoutWord(value, word)
  const set = (next: InputPictures): void => onChange(hasPictures(next) ? next : {})
  return (
    <div className={styles.form}>
      <div className={styles.top}>
        {picture !== undefined && (
          <PictureThumbnail picture={picture} label="The picture that goes in" size="large" />
        )}
        <div className={styles.sources}>
          <PictureSources
            label={picture === undefined ? 'Add a picture' : 'Replace the picture'}
            busy={uploads.progress !== undefined}
            onFiles={uploads.send}
            onPick={(reference) => onChange(withImage(value, reference))}
          />
          <IconButton
            label={picture === undefined ? 'Remove all pictures' : 'Remove the picture'}
            size="small"
            icon={<X aria-hidden />}
            onClick={() => (picture === undefined ? onClear() : onChange(withoutImage(value)))}
          />
        </div>
      </div>
      {picture !== undefined && (
        <UseChips value={use} model={model} onChange={(next) => onChange(withUse(value, next))} />
      )}
      {use === 'repaint' && picture !== undefined && (
        <MaskRow {...{ picture, value, onChange }} error={errors.mask} />
      )}
      {use === 'extend' && picture !== undefined && (
        <OutpaintField
          picture={picture}
          value={value.outpaint ?? {}}
          onChange={(outpaint) => onChange({ ...value, outpaint })}
          error={errors.outpaint}
        />
      )}
      {use === 'reference' && (
        <PicturesField
          label="Pictures that the prompt speaks of"
          help="Say “the first picture”, “the second picture” in the prompt."
          value={references}
          most={mostReferences}
          onChange={(next) =>
            set(next.length === 0 ? without('references') : { ...value, references: next })
          }
          error={errors.references}
        />
      )}
      {(use === 'change' || use === 'repaint') && (
        <DenoiseField
          value={denoise}
          onChange={(next) =>
            onChange(next === undefined ? without('denoise') : { ...value, denoise: next })
          }
          error={errors.denoise}
        />
      )}
      {use === 'upscale' && (
        <UpscaleField
          value={upscale ?? {}}
          mayOnlyEnlarge
          onChange={(next) => onChange({ ...value, upscale: next })}
          errors={errors}
        />
      )}
      {use !== 'upscale' && <GuideSections {...{ value, model, errors }} onChange={set} />}
    </div>
  )
}
