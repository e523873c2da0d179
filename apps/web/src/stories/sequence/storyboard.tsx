import { FrameCard } from './frame-card.tsx'
import { standingOf } from './frame-standing.ts'
import { picturedFrames, shapeOf } from './pictured-frames.ts'
import type { Frame, Sequence } from './sequence-queries.ts'
import styles from './storyboard.module.css'
import { useFrameLive } from './use-frame-live.ts'

interface StoryboardProps {
  readonly sequence: Sequence
  readonly toldAt: number
  readonly onOpen: (frame: Frame) => void
  readonly onRedo: (frame: Frame) => void
}

/** All frames in their order, as they are and as they emerge. */
export const Storyboard = ({ sequence, toldAt, onOpen, onRedo }: StoryboardProps) => {
  const { progress, previews } = useFrameLive(sequence.frames)
  return (
    <ol
      className={styles.frames}
      aria-label="Frames"
      style={{ '--shape': shapeOf(picturedFrames(sequence.frames)) }}
    >
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
