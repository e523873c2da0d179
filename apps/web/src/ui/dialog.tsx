import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

export interface DialogProps {
  readonly open: boolean
  /** Escape, the backdrop or the cross asked for it. */
  readonly onClose: () => void
  readonly title: string
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons at the end, the main one last. */
  readonly actions?: ReactNode
  readonly size?: 'small' | 'medium' | 'large' | 'full' | undefined
  /** Where the focus begins; else the first thing that takes it. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined
  /** Keeps a press outside from closing it, e.g. where something was typed. */
  readonly keepOnPressOutside?: boolean | undefined
  readonly className?: string | undefined
}

/** A modal dialog; on small screens a sheet as large as the screen, unless `small`. */
export const Dialog = ({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  size = 'medium',
  initialFocus,
  keepOnPressOutside = false,
  className,
}: DialogProps) => (
  <BaseDialog.Root
    open={open}
    disablePointerDismissal={keepOnPressOutside}
    onOpenChange={(next) => {
      if (!next) onClose()
    }}
  >
    <BaseDialog.Portal>
      <BaseDialog.Backdrop className={styles.backdrop} />
      <BaseDialog.Viewport className={styles.viewport}>
        <BaseDialog.Popup
          initialFocus={initialFocus}
          className={classNames(styles.popup, styles[size], className)}
        >
          <header className={styles.header}>
            <div className={styles.words}>
              <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
              {description !== undefined && (
                <BaseDialog.Description className={styles.description}>
                  {description}
                </BaseDialog.Description>
              )}
            </div>
          </header>
          {children !== undefined && <div className={styles.body}>{children}</div>}
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
          {/* Last, so that the focus begins with what the dialog is about. */}
          <BaseDialog.Close
            className={styles.close}
            render={
              <IconButton tooltip={false} label="Close" icon={<X aria-hidden />} size="small" />
            }
          />
        </BaseDialog.Popup>
      </BaseDialog.Viewport>
    </BaseDialog.Portal>
  </BaseDialog.Root>
)
