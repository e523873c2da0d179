import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './section.module.css'

export interface SectionProps {
  readonly title: string
  readonly icon?: ReactNode
  /** What in it differs from the defaults; shown while it is folded. */
  readonly summary?: ReactNode
  /** At the right of the title, e.g. a reset; usable while folded. */
  readonly action?: ReactNode
  readonly defaultOpen?: boolean | undefined
  readonly open?: boolean | undefined
  readonly onOpenChange?: ((open: boolean) => void) | undefined
  /** Keeps what is in it mounted while folded, so that what was typed stays. */
  readonly keepMounted?: boolean | undefined
  readonly children: ReactNode
  readonly className?: string | undefined
}

/** A part of a form that folds. */
export const Section = ({
  title,
  icon,
  summary,
  action,
  defaultOpen = false,
  open,
  onOpenChange,
  keepMounted = false,
  children,
  className,
}: SectionProps) => (
  <Collapsible.Root
    {...{ defaultOpen, open }}
    onOpenChange={(next) => onOpenChange?.(next)}
    className={classNames(styles.section, className)}
  >
    <div className={styles.top}>
      <Collapsible.Trigger className={styles.trigger}>
        <ChevronRight aria-hidden className={styles.chevron} />
        {icon}
        <span className={styles.title}>{title}</span>
        {summary !== undefined && <span className={styles.summary}>{summary}</span>}
      </Collapsible.Trigger>
      {action}
    </div>
    <Collapsible.Panel keepMounted={keepMounted} className={styles.panel}>
      <div className={styles.content}>{children}</div>
    </Collapsible.Panel>
  </Collapsible.Root>
)
