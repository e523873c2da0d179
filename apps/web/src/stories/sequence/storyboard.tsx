import { usePreviews } from '../../create/use-previews.ts'
import { FrameCard } from './frame-card.tsx'
import { standingOf } from './frame-standing.ts'
import type { Frame, Sequence } from './sequence-queries.ts'
import styles from './storyboard.module.css'
import { useProgress } from './use-progress.ts'

interface StoryboardProps {
  readonly sequence: Sequence
  readonly toldAt: number
  readonly onOpen: (frame: Frame) => void
  readonly onRedo: (frame: Frame) => void
}

/** All frames in their order, as they are and as they emerge. */
export const Storyboard = ({ sequence, toldAt, onOpen, onRedo }: StoryboardProps) => {
  const progress = useProgress()
  const previews = usePreviews()
  return (
    <ol className={styles.frames} aria-label="Frames">
      {sequence.frames.map((frame) => (
        <li key={frame.frame_number}>
          <FrameCard
            id={sequence.sequence_id}
            frame={frame}
            standing={standingOf(frame, sequence, (id) => progress.get(id))}
            preview={previews.get(frame.redo?.request_id ?? frame.request_id)}
            toldAt={toldAt}
            paused={sequence.paused}
            onOpen={() => onOpen(frame)}
            onRedo={() => onRedo(frame)}
          />
        </li>
      ))}
    </ol>
  )
}
