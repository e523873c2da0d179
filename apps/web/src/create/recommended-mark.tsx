import { RotateCcw } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import styles from './recommended-mark.module.css'

interface RecommendedMarkProps {
  /** What the value is of, in small letters. */
  readonly word: string
  /** What the model's family has; undefined when nothing is known. */
  readonly recommended: string | number | undefined
  readonly changed: boolean
  readonly onReset: () => void
}

/** Beside a label: whether the value is the one that suits the model, and the way back to it. */
export const RecommendedMark = ({ word, recommended, changed, onReset }: RecommendedMarkProps) => {
  if (recommended === undefined) return null
  if (!changed) return <span className={styles.mark}>recommended</span>
  return (
    <Button
      variant="plain"
      size="small"
      icon={<RotateCcw aria-hidden />}
      aria-label={`Set ${word} to ${recommended}, as recommended`}
      onClick={onReset}
    >
      {recommended}
    </Button>
  )
}
