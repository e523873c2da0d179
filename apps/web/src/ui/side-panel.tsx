import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import styles from './side-panel.module.css'

export interface SidePanelProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  /** Buttons at the top, before the cross. */
  readonly actions?: ReactNode
  /** Stays at the bottom. */
  readonly footer?: ReactNode
  /** False leaves the page beside it usable. */
  readonly modal?: boolean | undefined
  readonly side?: 'start' | 'end' | undefined
  readonly className?: string | undefined
}

/** A panel that slides in at a side, over the page; on small screens as wide as the screen. */
export const SidePanel = ({
  open,
  onClose,
  title,
  children,
  actions,
  footer,
  modal = true,
  side = 'end',
  className,
}: SidePanelProps) => (
  <BaseDialog.Root
    open={open}
    modal={modal}
    disablePointerDismissal={!modal}
    onOpenChange={(next) => {
      if (!next) onClose()
    }}
  >
    <BaseDialog.Portal>
      {modal && <BaseDialog.Backdrop className={styles.backdrop} />}
      <BaseDialog.Popup className={classNames(styles.panel, styles[side], className)}>
        <header className={styles.header}>
          <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
          <span className={styles.actions}>
            {actions}
            <BaseDialog.Close
              render={
                <IconButton tooltip={false} label="Close" icon={<X aria-hidden />} size="small" />
              }
            />
          </span>
        </header>
        <div className={styles.body}>{children}</div>
        {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
      </BaseDialog.Popup>
    </BaseDialog.Portal>
  </BaseDialog.Root>
)
