import { PictureField } from '../../pictures/picture-field.tsx'
import { PicturesField } from '../../pictures/pictures-field.tsx'
import type { FieldLook } from '../../ui/field.tsx'
import type { FormField } from './form-field.ts'
import { MaskInput } from './mask-input.tsx'
import { MediaInput } from './media-input.tsx'
import { savedFileText, toPicture, toPictures } from './picture-value.ts'
import type { Values } from './values.ts'

export interface FileInputProps extends FieldLook {
  readonly field: FormField
  readonly takes: 'image' | 'mask' | 'video' | 'audio' | 'images'
  readonly value: unknown
  /** All of the form: a mask is painted over its picture. */
  readonly values: Values
  readonly onChange: (value: unknown) => void
}

/** As many as a run may have pictures. */
const mostPictures = 200

/** A mask is of the picture `image`, or of the one of the same ending: `image_2` and `mask_2`. */
const pictureOfMask = (key: string, values: Values) =>
  toPicture(values[key.replace('mask', 'image')]) ?? toPicture(values.image)

/** A picture, mask, video or sound that goes into a workflow. */
export const FileInput = ({ field, takes, value, values, onChange, ...look }: FileInputProps) => {
  const own = {
    ...look,
    help: look.help ?? savedFileText(field.saved, field.isRequired),
    onChange,
  }
  switch (takes) {
    case 'image':
      return <PictureField {...own} value={toPicture(value)} />
    case 'mask':
      return (
        <MaskInput {...own} value={toPicture(value)} picture={pictureOfMask(field.key, values)} />
      )
    case 'images':
      return (
        <PicturesField
          {...own}
          value={toPictures(value)}
          most={mostPictures}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      )
    case 'video':
    case 'audio':
      return <MediaInput {...own} {...{ takes, value }} />
  }
}
