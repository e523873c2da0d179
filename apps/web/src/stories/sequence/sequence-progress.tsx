import { RotateCw } from 'lucide-react'
import { retryGroup } from '../../queue/actions.ts'
import { useAction } from '../../queue/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import styles from './sequence-page.module.css'
import type { Sequence } from './sequence-queries.ts'
import { countWords, isOpen, outlookOf } from './sequence-words.ts'

const lackWords = (failed: number, cancelled: number): string =>
  [
    failed > 0 && `${failed === 1 ? '1 frame' : `${failed} frames`} failed`,
    cancelled > 0 && `${cancelled === 1 ? '1 frame was' : `${cancelled} frames were`} not made`,
  ]
    .filter(Boolean)
    .join(', ')

const anewWords = (count: number): string =>
  count === 0 ? '' : `${count === 1 ? '1 frame is' : `${count} frames are`} made anew`

/** How far the whole is, and the way on when something of it is lacking. */
export const SequenceProgress = ({ sequence }: { readonly sequence: Sequence }) => {
  const action = useAction('groups')
  const { sequence_id: id, paused, frames, completed_frames: done, total_frames: total } = sequence
  const lacking = frames.filter(({ image }) => image === undefined)
  const failed = lacking.filter(({ status }) => status === 'error').length
  const cancelled = lacking.filter(({ status }) => status === 'cancelled').length
  const outlook = outlookOf(sequence)
  const anew = frames.filter(({ redo }) => redo !== undefined && isOpen(redo)).length
  return (
    <div className={styles.progress}>
      {isOpen(sequence) && (
        <>
          {done < total && (
            <Progress
              label="The whole story"
              value={done / Math.max(1, total)}
              valueText={countWords(sequence)}
            />
          )}
          <p className={styles.outlook}>
            {[done < total && countWords(sequence), anewWords(anew), outlook]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      )}
      {failed + cancelled > 0 && (
        <div className={styles.lacking}>
          <p>{lackWords(failed, cancelled)}.</p>
          <Button
            size="small"
            icon={<RotateCw aria-hidden />}
            busy={action.busy}
            disabled={paused}
            onClick={() =>
              action.run(() => retryGroup({ kind: 'sequence', id }), 'They are in the queue again')
            }
          >
            {failed > 0 ? 'Try again' : 'Make them'}
          </Button>
        </div>
      )}
    </div>
  )
}
