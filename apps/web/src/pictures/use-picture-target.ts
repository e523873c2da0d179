import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { mayBePictures, readDropped } from './dropped-pictures.ts'
import type { PictureReference } from './picture-reference.ts'
import type { Uploads } from './use-uploads.ts'

interface PictureTargetProps {
  readonly uploads: Uploads
  readonly onPick: (references: readonly PictureReference[]) => void
}

/** Listeners of a place that takes pictures that are dropped or pasted. */
export function usePictureTarget({ uploads, onPick }: PictureTargetProps) {
  const [isOver, setOver] = useState(false)
  const take = (transfer: DataTransfer): boolean => {
    const dropped = readDropped(transfer)
    if (dropped === undefined) return false
    const { references, files, workflows, refusal } = dropped
    if (references.length > 0) onPick(references)
    uploads.send(files)
    const [workflow] = workflows
    if (refusal !== undefined) uploads.refuse(refusal)
    else if (workflow !== undefined) uploads.refuse(`${workflow.name} is no picture.`)
    return true
  }
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent): void => {
        if (!mayBePictures(event.dataTransfer.types)) return
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      },
      onDragLeave: (event: DragEvent<HTMLElement>): void => {
        const { relatedTarget, currentTarget } = event
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setOver(false)
      },
      onDrop: (event: DragEvent): void => {
        setOver(false)
        if (!take(event.dataTransfer)) return
        event.preventDefault()
        event.stopPropagation()
      },
      onPaste: (event: ClipboardEvent): void => {
        if (!take(event.clipboardData)) return
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}
