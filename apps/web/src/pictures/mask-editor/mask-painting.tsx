import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { type Problem, problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import type { PictureReference } from '../picture-reference.ts'
import { uploadPicture } from '../upload.ts'
import styles from './mask-editor.module.css'
import { exportMask } from './mask-pixels.ts'
import { type MaskShortcut, shortcutOf } from './mask-shortcut.ts'
import { MaskStage } from './mask-stage.tsx'
import { brushLimits, steppedBrush } from './mask-step.ts'
import type { MaskBrush, MaskTool } from './mask-tool.ts'
import { MaskTools } from './mask-tools.tsx'
import type { Size } from './mask-view.ts'
import { useMaskCanvas } from './use-mask-canvas.ts'

interface MaskPaintingProps {
  readonly address: string
  readonly picture: Size
  readonly existing: CanvasRenderingContext2D | undefined
  readonly onDone: (mask: PictureReference | undefined) => void
  readonly onCancel: () => void
}

/** Whether a key belongs to the text that is being typed. */
const isTyped = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'radio'

/** A mask while it is painted, and its way to Darkroom. */
export const MaskPainting = ({
  address,
  picture,
  existing,
  onDone,
  onCancel,
}: MaskPaintingProps) => {
  const canvas = useMaskCanvas(picture, existing)
  const limits = brushLimits(picture)
  const [brush, setBrush] = useState<MaskBrush>(() => ({
    tool: 'brush',
    size: Math.round(Math.max(picture.width, picture.height) / 14),
  }))
  const [feather, setFeather] = useState(0)
  const [opacity, setOpacity] = useState(0.6)
  const [progress, setProgress] = useState<number>()
  const [problem, setProblem] = useState<Problem>()
  const sending = useRef<AbortController>(undefined)
  useEffect(() => () => sending.current?.abort(), [])

  const stepBrush = (direction: 1 | -1): void =>
    setBrush((now) => ({ ...now, size: steppedBrush(now.size, direction, limits) }))

  const save = async (): Promise<void> => {
    const context = canvas.context()
    if (context === undefined) return
    const controller = new AbortController()
    const { signal } = controller
    sending.current = controller
    setProblem(undefined)
    setProgress(0)
    try {
      const png = await exportMask(context, { picture, feather })
      if (png === undefined) return onDone(undefined)
      const { reference } = await uploadPicture(png, { signal, onProgress: setProgress })
      onDone(reference)
    } catch (cause) {
      if (signal.aborted) return
      setProblem(problemOf(cause))
      setProgress(undefined)
    }
  }

  const setTool = (tool: MaskTool): void => setBrush((now) => ({ ...now, tool }))
  const actions: Readonly<Record<MaskShortcut, () => void>> = {
    undo: canvas.undo,
    redo: canvas.redo,
    smaller: () => stepBrush(-1),
    larger: () => stepBrush(1),
    brush: () => setTool('brush'),
    eraser: () => setTool('eraser'),
    invert: () => canvas.add({ kind: 'invert' }),
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const shortcut = isTyped(event) ? undefined : shortcutOf(event)
    if (shortcut === undefined) return
    event.preventDefault()
    actions[shortcut]()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of all that is in it, each of which has a button
    <div className={styles.painting} onKeyDown={onKeyDown}>
      <MaskTools
        {...{ canvas, brush, limits, feather, opacity }}
        onBrush={(change) => setBrush((now) => ({ ...now, ...change }))}
        onFeather={setFeather}
        onOpacity={setOpacity}
      />
      <MaskStage
        {...{ address, picture, canvas, brush, opacity, feather }}
        onStepBrush={stepBrush}
      />
      {problem !== undefined && <ProblemNote problem={problem} retry={() => void save()} />}
      {progress !== undefined && <Progress label="Keeping the mask" value={progress} />}
      <div className={styles.actions}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" busy={progress !== undefined} onClick={() => void save()}>
          Use the mask
        </Button>
      </div>
    </div>
  )
}
