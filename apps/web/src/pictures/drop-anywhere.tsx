import { ImagePlus } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Progress } from '../ui/progress.tsx'
import styles from './drop-anywhere.module.css'
import { type Dropped, mayBePictures, readDropped } from './dropped-pictures.ts'
import type { PictureReference } from './picture-reference.ts'
import { useUploads } from './use-uploads.ts'

export interface DropAnywhereProps {
  /** What dropped pictures are for, e.g. `Drop a picture to start from it`. */
  readonly hint: string
  readonly onPictures: (pictures: readonly PictureReference[]) => void
  /** Files among what was dropped: any `.json` may be a workflow, and pictures may carry one. */
  readonly onFiles: (dropped: Pick<Dropped, 'files' | 'workflows'>) => void
}

/** Whether a paste belongs to the field that it is made in: files go into no text. */
const isText = (transfer: DataTransfer, target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA'].includes(target.tagName)) &&
  transfer.files.length === 0

/** Takes pictures that are dropped anywhere on the page, or pasted, while the view is open. */
export const DropAnywhere = ({ hint, onPictures, onFiles }: DropAnywhereProps) => {
  const uploads = useUploads(onPictures)
  const [isOver, setOver] = useState(false)
  const take = useEffectEvent((transfer: DataTransfer): boolean => {
    const dropped = readDropped(transfer)
    if (dropped === undefined) return false
    if (dropped.references.length > 0) onPictures(dropped.references)
    uploads.send(dropped.files)
    onFiles(dropped)
    if (dropped.refusal !== undefined) uploads.refuse(dropped.refusal)
    return true
  })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    // Each element on the way enters and leaves; what is counted is the page.
    let depth = 0
    const over = (change: number): void => {
      depth = Math.max(0, depth + change)
      setOver(depth > 0)
    }
    const isOurs = (event: DragEvent): boolean =>
      event.dataTransfer !== null && mayBePictures(event.dataTransfer.types)
    const listen = <Name extends keyof WindowEventMap>(
      name: Name,
      listener: (event: WindowEventMap[Name]) => void,
    ): void => addEventListener(name, listener, { signal })
    listen('dragenter', (event) => {
      if (isOurs(event)) over(1)
    })
    listen('dragleave', (event) => {
      if (isOurs(event)) over(-1)
    })
    listen('dragover', (event) => {
      if (isOurs(event)) event.preventDefault()
    })
    // In capture, for a field inside may keep the event to itself.
    addEventListener('drop', () => over(-depth), { signal, capture: true })
    listen('drop', (event) => {
      if (event.defaultPrevented || event.dataTransfer === null) return
      if (take(event.dataTransfer)) event.preventDefault()
    })
    listen('paste', (event) => {
      const { clipboardData, target } = event
      if (event.defaultPrevented || clipboardData === null || isText(clipboardData, target)) return
      if (take(clipboardData)) event.preventDefault()
    })
    return () => controller.abort()
  }, [])

  return (
    <>
      {isOver && (
        <div className={styles.hint}>
          <ImagePlus aria-hidden className={styles.icon} />
          {hint}
        </div>
      )}
      {uploads.progress !== undefined && (
        <Progress label="Sending the picture" value={uploads.progress} />
      )}
      {uploads.problem !== undefined && (
        <ProblemNote problem={uploads.problem} onDismiss={uploads.forget} />
      )}
    </>
  )
}
