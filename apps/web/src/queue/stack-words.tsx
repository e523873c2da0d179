import { ChevronDown, ChevronRight, Pause, Play } from 'lucide-react'
import type { QueueStack } from '../api/types.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Progress } from '../ui/progress.tsx'
import { Truncated } from '../ui/truncated.tsx'
import { setGroupPaused } from './actions.ts'
import { inWords } from './duration.ts'
import { Fan } from './fan.tsx'
import styles from './row-words.module.css'
import { useAction } from './use-action.ts'
import { whyOf } from './why.ts'

export interface StackWordsProps {
  readonly stack: QueueStack
  readonly open: boolean
  readonly onOpen: () => void
}

const wordOf = { batch: 'Batch', sequence: 'Story' } as const

const stateOf = (stack: QueueStack): string => {
  if (stack.paused) return 'paused'
  if (stack.status === 'processing') return 'is being made'
  return whyOf({ ...stack, position: stack.next?.position })
}

/** A batch or story in words: how far it is, and what holds it up. */
export const StackWords = ({ stack, open, onOpen }: StackWordsProps) => {
  const action = useAction()
  const { kind, prompt, model, completed, total, failed, paused, thumbnails } = stack
  const name = prompt || model
  const left = stack.estimated_seconds_remaining
  return (
    <div className={styles.row}>
      <Fan thumbnails={thumbnails} />
      <div className={styles.words}>
        <div className={styles.title}>
          <Badge tone="accent">{wordOf[kind]}</Badge>
          <Truncated text={name} />
          {failed > 0 && <Badge tone="danger">{failed} failed</Badge>}
        </div>
        <p className={styles.detail}>
          <span>
            {completed} of {total} · {stateOf(stack)}
          </span>
          {left !== undefined && !paused && <span>about {inWords(left)} left</span>}
        </p>
        <Progress
          label={`Progress of ${name}`}
          value={completed / Math.max(1, total)}
          valueText={`${completed} of ${total}`}
          className={styles.progress}
        />
      </div>
      {kind === 'sequence' && (
        <Button size="small" variant="plain" to={`/stories?sequence=${stack.id}`}>
          Open
        </Button>
      )}
      <IconButton
        label={paused ? `Resume ${name}` : `Pause ${name}`}
        icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
        size="small"
        busy={action.busy}
        onClick={() => action.run(() => setGroupPaused(stack, !paused))}
      />
      <IconButton
        label={open ? `Fold ${name}` : `Show the jobs of ${name}`}
        icon={open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        size="small"
        aria-expanded={open}
        onClick={onOpen}
      />
    </div>
  )
}
