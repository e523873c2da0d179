import { ArrowLeft, ArrowRight, X } from 'lucide-react'
import { useAnnounce } from '../ui/announce.tsx'
import { classNames } from '../ui/class-names.ts'
import { Field, type FieldLook } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Progress } from '../ui/progress.tsx'
import fieldStyles from './picture-field.module.css'
import { keyOf, type PictureReference } from './picture-reference.ts'
import { PictureSources } from './picture-sources.tsx'
import { PictureThumbnail } from './picture-thumbnail.tsx'
import styles from './pictures-field.module.css'
import { usePictureTarget } from './use-picture-target.ts'
import { useUploads } from './use-uploads.ts'

export interface PicturesFieldProps extends FieldLook {
  readonly value: readonly PictureReference[]
  readonly onChange: (value: PictureReference[]) => void
  readonly most: number
}

/** Several pictures in an order: the prompt speaks of the first, the second … */
export const PicturesField = ({ value, onChange, most, ...look }: PicturesFieldProps) => {
  const announce = useAnnounce()
  const add = (added: readonly PictureReference[]): void => {
    const all = [...value, ...added]
    if (all.length > most) uploads.refuse(`At most ${most} pictures can go in.`)
    onChange(all.slice(0, most))
  }
  const uploads = useUploads(add)
  const { isOver, handlers } = usePictureTarget({ uploads, onPick: add })
  const swap = (place: number, other: number): void => {
    const one = value[place]
    const two = value[other]
    if (one === undefined || two === undefined) return
    onChange(value.with(place, two).with(other, one))
    announce(`Picture ${place + 1} is now picture ${other + 1}.`)
  }
  return (
    <Field {...look} labels="group">
      {({ labelId, described }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the label is the field's
        <div
          role="group"
          aria-labelledby={labelId}
          aria-describedby={described['aria-describedby']}
          className={classNames(fieldStyles.field, styles.field, isOver && fieldStyles.over)}
          {...handlers}
        >
          <ol className={styles.list}>
            {value.map((picture, place) => (
              <li key={`${place} ${keyOf(picture)}`} className={styles.item}>
                <PictureThumbnail picture={picture} label={`Picture ${place + 1}`} />
                <div className={styles.actions}>
                  <IconButton
                    label={`Picture ${place + 1}: earlier`}
                    size="small"
                    icon={<ArrowLeft aria-hidden />}
                    disabled={place === 0}
                    onClick={() => swap(place, place - 1)}
                  />
                  <IconButton
                    label={`Picture ${place + 1}: remove`}
                    size="small"
                    icon={<X aria-hidden />}
                    onClick={() => onChange(value.toSpliced(place, 1))}
                  />
                  <IconButton
                    label={`Picture ${place + 1}: later`}
                    size="small"
                    icon={<ArrowRight aria-hidden />}
                    disabled={place === value.length - 1}
                    onClick={() => swap(place, place + 1)}
                  />
                </div>
              </li>
            ))}
          </ol>
          {value.length < most && (
            <div className={fieldStyles.sources}>
              <PictureSources
                label={look.label}
                several
                busy={uploads.progress !== undefined}
                onFiles={uploads.send}
                onPick={(reference) => add([reference])}
              />
            </div>
          )}
          {uploads.progress !== undefined && (
            <Progress label={`${look.label}: sending`} value={uploads.progress} />
          )}
          {uploads.problem !== undefined && (
            <ProblemNote problem={uploads.problem} onDismiss={uploads.forget} />
          )}
        </div>
      )}
    </Field>
  )
}
