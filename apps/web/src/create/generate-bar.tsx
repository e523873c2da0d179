import { Sparkles } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { NumberField } from '../ui/number-field.tsx'
import styles from './generate-bar.module.css'
import { limits } from './limits.ts'

interface GenerateBarProps {
  readonly count: number
  readonly onCount: (count: number) => void
  readonly busy: boolean
  readonly onGenerate: () => void
}

const isMac = /mac|iphone|ipad/i.test(navigator.platform)

/** The one main thing, and how often. */
export const GenerateBar = ({ count, onCount, busy, onGenerate }: GenerateBarProps) => (
  <div className={styles.bar}>
    <Button
      variant="primary"
      size="large"
      wide
      busy={busy}
      icon={<Sparkles aria-hidden />}
      trailing={<Kbd keys={isMac ? '⌘+Enter' : 'Ctrl+Enter'} className={styles.key} />}
      onClick={onGenerate}
    >
      Generate
    </Button>
    <NumberField
      label="Number of pictures"
      hideLabel
      className={styles.count}
      value={count}
      onChange={(next) => onCount(next ?? 1)}
      {...limits.count}
    />
  </div>
)
