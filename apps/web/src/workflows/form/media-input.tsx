import { useMutation } from '@tanstack/react-query'
import { FolderOpen, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { toUrl } from '../../api/base.ts'
import { addressOf } from '../../pictures/picture-reference.ts'
import { Button } from '../../ui/button.tsx'
import { Field, type FieldLook } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import styles from './form.module.css'
import { toPicture } from './picture-value.ts'
import { uploadMedia } from './upload-media.ts'

export interface MediaInputProps extends FieldLook {
  readonly takes: 'video' | 'audio'
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly action?: ReactNode
}

const words = { video: 'video', audio: 'sound' } as const

const Player = ({ value, takes, label }: Pick<MediaInputProps, 'value' | 'takes' | 'label'>) => {
  const reference = toPicture(value)
  const address =
    typeof reference === 'object' && 'gallery' in reference
      ? toUrl(`/api/gallery/image/${encodeURIComponent(reference.gallery)}`)
      : reference && addressOf(reference)?.full
  if (address === undefined) return null
  return takes === 'video' ? (
    // biome-ignore lint/a11y/useMediaCaption: it is the person's own.
    <video src={address} controls playsInline aria-label={label} className={styles.media} />
  ) : (
    // biome-ignore lint/a11y/useMediaCaption: it is the person's own.
    <audio src={address} controls aria-label={label} className={styles.media} />
  )
}

/** A video or a sound that goes in: dropped on the field, or chosen as a file. */
export const MediaInput = ({ takes, value, onChange, ...look }: MediaInputProps) => {
  const chooser = useRef<HTMLInputElement>(null)
  const upload = useMutation({
    mutationFn: (file: File) => uploadMedia(file, takes),
    onSuccess: onChange,
  })
  const send = (files: FileList | null) => {
    const [file] = files ?? []
    if (file !== undefined) upload.mutate(file)
  }
  return (
    <Field {...look} labels="group">
      {({ labelId, described }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the label is the field's
        <div
          role="group"
          aria-labelledby={labelId}
          aria-describedby={described['aria-describedby']}
          className={styles.stack}
          onDragOver={(event) => {
            event.preventDefault()
            event.stopPropagation()
          }}
          onDrop={(event) => {
            event.preventDefault()
            event.stopPropagation()
            send(event.dataTransfer.files)
          }}
        >
          <Player {...{ value, takes }} label={look.label} />
          <div className={styles.row}>
            <input
              ref={chooser}
              type="file"
              accept={`${takes}/*`}
              hidden
              onChange={({ currentTarget }) => {
                send(currentTarget.files)
                currentTarget.value = ''
              }}
            />
            <Button
              size="small"
              icon={<FolderOpen aria-hidden />}
              busy={upload.isPending}
              onClick={() => chooser.current?.click()}
            >
              {`Choose a ${words[takes]}…`}
            </Button>
            {value !== undefined && (
              <IconButton
                size="small"
                label={`${look.label}: remove`}
                icon={<X aria-hidden />}
                onClick={() => onChange(undefined)}
              />
            )}
          </div>
          {upload.error !== null && (
            <ProblemNote problem={problemOf(upload.error)} onDismiss={upload.reset} />
          )}
        </div>
      )}
    </Field>
  )
}
