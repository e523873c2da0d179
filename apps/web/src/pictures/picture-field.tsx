import { ImagePlus, X } from 'lucide-react'
import { classNames } from '../ui/class-names.ts'
import { Field, type FieldLook } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Progress } from '../ui/progress.tsx'
import styles from './picture-field.module.css'
import type { PictureReference } from './picture-reference.ts'
import { PictureSources } from './picture-sources.tsx'
import { PictureThumbnail } from './picture-thumbnail.tsx'
import { usePictureTarget } from './use-picture-target.ts'
import { useUploads } from './use-uploads.ts'

export interface PictureFieldProps extends FieldLook {
  readonly value: PictureReference | undefined
  readonly onChange: (value: PictureReference | undefined) => void
}

/** One picture: dropped, pasted, chosen as a file or picked from the gallery. */
export const PictureField = ({ value, onChange, ...look }: PictureFieldProps) => {
  const uploads = useUploads(([first]) => onChange(first))
  const { isOver, handlers } = usePictureTarget({
    uploads,
    onPick: ([first]) => onChange(first),
  })
  return (
    <Field {...look} labels="group">
      {({ labelId, described }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the label is the field's
        <div
          role="group"
          aria-labelledby={labelId}
          aria-describedby={described['aria-describedby']}
          className={classNames(styles.field, isOver && styles.over)}
          {...handlers}
        >
          {value === undefined ? (
            <ImagePlus aria-hidden className={styles.icon} />
          ) : (
            <PictureThumbnail picture={value} label={look.label} />
          )}
          <div className={styles.words}>
            <div className={styles.sources}>
              <PictureSources
                label={look.label}
                busy={uploads.progress !== undefined}
                onFiles={uploads.send}
                onPick={onChange}
              />
              {value !== undefined && (
                <IconButton
                  label={`${look.label}: remove`}
                  size="small"
                  icon={<X aria-hidden />}
                  onClick={() => onChange(undefined)}
                />
              )}
            </div>
            {uploads.progress !== undefined && (
              <Progress label={`${look.label}: sending`} value={uploads.progress} />
            )}
            {uploads.problem !== undefined && (
              <ProblemNote problem={uploads.problem} onDismiss={uploads.forget} />
            )}
          </div>
        </div>
      )}
    </Field>
  )
}
