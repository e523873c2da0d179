import { Layers, Play } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { Problem } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { type Axis, axesProblem, countOf, countText } from '../batch/several.ts'
import styles from './run-panel.module.css'

export interface RunActionsProps {
  readonly axes: readonly Axis[]
  readonly seedChoice:
    | { readonly isSame: boolean; readonly choose: (isSame: boolean) => void }
    | undefined
  readonly problem: Problem | undefined
  readonly isSending: boolean
}

/** The end of the form: how many runs it makes, and the button. */
export const RunActions = ({ axes, seedChoice, problem, isSending }: RunActionsProps) => {
  const isBatch = axes.length > 0
  const lack = axesProblem(axes)
  return (
    <div className={styles.actions}>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {isBatch && seedChoice !== undefined && (
        <Segmented
          label="Seeds"
          size="small"
          value={seedChoice.isSame ? 'same' : 'each'}
          options={[
            { value: 'same', label: 'The same for all' },
            { value: 'each', label: 'A new one each' },
          ]}
          onChange={(value) => seedChoice.choose(value === 'same')}
        />
      )}
      {isBatch && (
        <p className={styles.count} role="status">
          {lack ?? `${countText(axes)} ${countOf(axes) === 1 ? 'run' : 'runs'}`}
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        size="large"
        wide
        icon={isBatch ? <Layers aria-hidden /> : <Play aria-hidden />}
        trailing={<Kbd keys="Ctrl+Enter" className={styles.keys} />}
        busy={isSending}
        disabled={isBatch && lack !== undefined}
      >
        {isBatch && lack === undefined ? `Run ${countOf(axes).toLocaleString('en')}` : 'Run'}
      </Button>
    </div>
  )
}
