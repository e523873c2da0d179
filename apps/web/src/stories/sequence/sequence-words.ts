import { inWords } from '../../queue/duration.ts'
import { whyOf } from '../../queue/why.ts'
import type { SequenceSummary } from './sequence-queries.ts'

type Standing = Pick<
  SequenceSummary,
  | 'status'
  | 'paused'
  | 'waiting_for'
  | 'waiting_detail'
  | 'total_frames'
  | 'completed_frames'
  | 'failed_frames'
>

export const isOpen = ({ status }: Pick<Standing, 'status'>): boolean =>
  status === 'queued' || status === 'processing'

const frames = (count: number): string => (count === 1 ? '1 frame' : `${count} frames`)

/** How many frames are done. */
export const countWords = ({
  completed_frames: done,
  total_frames: total,
}: Pick<Standing, 'completed_frames' | 'total_frames'>): string =>
  done === total ? frames(total) : `${done} of ${frames(total)}`

/** In what state a sequence is, in a word or two, and with what tone. */
export function stateOf(sequence: Standing): {
  readonly text: string
  readonly tone: 'neutral' | 'accent' | 'warning' | 'danger' | 'success'
} {
  const { status, paused, failed_frames: failed, completed_frames, total_frames } = sequence
  if (isOpen(sequence)) {
    if (paused) return { text: 'Paused', tone: 'warning' }
    return status === 'processing'
      ? { text: 'Being made', tone: 'accent' }
      : { text: 'Waiting', tone: 'neutral' }
  }
  if (failed.length > 0) return { text: `${failed.length} failed`, tone: 'danger' }
  if (status === 'error') return { text: 'Failed', tone: 'danger' }
  if (status === 'cancelled' || completed_frames < total_frames) {
    return { text: 'Cancelled', tone: 'neutral' }
  }
  return { text: 'Done', tone: 'success' }
}

/** What holds up a sequence that waits, or how long it will take; nothing of one that has ended. */
export function outlookOf(
  sequence: Standing & Pick<SequenceSummary, 'estimated_seconds_remaining'>,
): string | undefined {
  if (!isOpen(sequence)) return undefined
  if (sequence.paused) return 'No further frame begins until you resume it.'
  const left = sequence.estimated_seconds_remaining
  if (left !== null) return `about ${inWords(left)} left`
  return sequence.status === 'queued' ? whyOf(sequence) : undefined
}
