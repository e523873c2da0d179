import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import type { DialogProps } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'

/** What `Dialog` is once it was opened. */
export const DialogLayer = ({
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
