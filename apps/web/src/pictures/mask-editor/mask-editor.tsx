import { useEffect, useState } from 'react'
import { Dialog } from '../../ui/dialog.tsx'
import { type Problem, problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { addressOf, type PictureReference } from '../picture-reference.ts'
import { usePictureSize } from '../use-picture-size.ts'
import styles from './mask-editor.module.css'
import { MaskPainting } from './mask-painting.tsx'
import { loadMask } from './mask-pixels.ts'
import { workingSize } from './mask-view.ts'

export interface MaskEditorProps {
  readonly picture: PictureReference
  /** A mask that is painted on. */
  readonly mask?: PictureReference | undefined
  readonly mode?: 'white' | 'black' | 'transparent' | undefined
  /** Undefined when nothing is painted any more. The mask is white where the picture is painted anew. */
  readonly onDone: (mask: PictureReference | undefined) => void
  readonly onClose: () => void
}

/** Says which part of a picture is painted anew, by painting over it. */
export const MaskEditor = ({ picture, mask, mode = 'white', onDone, onClose }: MaskEditorProps) => {
  const address = addressOf(picture)?.full
  const maskAddress = mask === undefined ? undefined : addressOf(mask)?.full
  const size = usePictureSize(address)
  const [existing, setExisting] = useState<CanvasRenderingContext2D>()
  const [problem, setProblem] = useState<Problem>()
  const { width, height } = size ?? {}

  useEffect(() => {
    if (maskAddress === undefined || width === undefined || height === undefined) return
    let isGone = false
    loadMask(maskAddress, { size: workingSize({ width, height }), mode }).then(
      (context) => {
        if (!isGone) setExisting(context)
      },
      (cause: unknown) => {
        if (!isGone) setProblem(problemOf(cause))
      },
    )
    return () => {
      isGone = true
    }
  }, [maskAddress, mode, width, height])

  const isReady = maskAddress === undefined || existing !== undefined || problem !== undefined
  return (
    <Dialog
      open
      size="full"
      keepOnPressOutside
      onClose={onClose}
      title="Paint over what is to change"
      className={styles.dialog}
    >
      {address === undefined && (
        <ProblemNote problem={{ detail: 'This picture is not made yet: wait until it is.' }} />
      )}
      {problem !== undefined && <ProblemNote problem={problem} />}
      {address !== undefined &&
        (size === undefined || !isReady ? (
          <Spinner className={styles.wait} />
        ) : (
          <MaskPainting
            address={address}
            picture={size}
            existing={existing}
            onDone={onDone}
            onCancel={onClose}
          />
        ))}
    </Dialog>
  )
}
