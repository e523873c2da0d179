import { ImagePlus } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Progress } from '../ui/progress.tsx'
import { hasPictures, type InputPictures, noPictures, withPictures } from './input-pictures.ts'
import styles from './input-pictures-panel.module.css'
import type { PictureModel } from './offered-uses.ts'
import { PictureSources } from './picture-sources.tsx'
import { usePictureTarget } from './use-picture-target.ts'
import { useUploads } from './use-uploads.ts'

const InputPicturesForm = lazy(async () => ({
  default: (await import('./input-pictures-form.tsx')).InputPicturesForm,
}))

export interface InputPicturesPanelProps {
  readonly value: InputPictures
  readonly onChange: (value: InputPictures) => void
  /** What is known of the model that paints, as `GET /api/models/{category}/{filename}` tells it. */
  readonly model?: PictureModel | undefined
  /** What is wrong, by the path of the word, such as `mask` or `control.0.image`. */
  readonly errors?: Readonly<Record<string, string>> | undefined
}

/** The pictures that go into a picture: a quiet line while there are none, and what is done with them. */
export const InputPicturesPanel = ({
  value,
  onChange,
  model,
  errors = {},
}: InputPicturesPanelProps) => {
  const uploads = useUploads((added) => onChange(withPictures(value, added)))
  const { isOver, handlers } = usePictureTarget({
    uploads,
    onPick: (added) => onChange(withPictures(value, added)),
  })
  const isEmpty = !hasPictures(value)
  return (
    <section
      aria-label="Pictures that go in"
      className={classNames(styles.panel, isOver && styles.over)}
      {...handlers}
    >
      {isEmpty ? (
        <div className={styles.line}>
          <ImagePlus aria-hidden className={styles.icon} />
          <span className={styles.words}>Add a picture: drop, paste or</span>
          <PictureSources
            label="Add a picture"
            several
            busy={uploads.progress !== undefined}
            onFiles={uploads.send}
            onPick={(reference) => onChange(withPictures(value, [reference]))}
          />
          <Button
            variant="plain"
            size="small"
            onClick={() => onChange({ control: [{ type: 'canny' }] })}
          >
            ControlNet
          </Button>
        </div>
      ) : (
        <Suspense>
          <InputPicturesForm
            {...{ value, onChange, model, errors, uploads }}
            onClear={() => onChange(noPictures)}
          />
        </Suspense>
      )}
      {uploads.progress !== undefined && (
        <Progress label="Sending the picture" value={uploads.progress} />
      )}
      {uploads.problem !== undefined && (
        <ProblemNote problem={uploads.problem} onDismiss={uploads.forget} />
      )}
    </section>
  )
}
