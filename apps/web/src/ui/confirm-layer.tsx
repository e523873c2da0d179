import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import type { ConfirmProps } from './confirm.tsx'
import styles from './dialog.module.css'
import { type Problem, problemOf } from './problem.ts'
import { ProblemNote } from './problem-note.tsx'

/** What `Confirm` is once it was opened. */
export const ConfirmLayer = ({
  open,
  onClose,
  title,
  detail,
  confirmLabel,
  danger = false,
  onConfirm,
}: ConfirmProps) => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const close = () => {
    setProblem(undefined)
    onClose()
  }
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      close()
    } catch (cause) {
      setProblem(problemOf(cause))
    } finally {
      setBusy(false)
    }
  }
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!(next || busy)) close()
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Viewport className={styles.viewport}>
          <AlertDialog.Popup className={classNames(styles.popup, styles.small)}>
            <header className={styles.header}>
              <div className={styles.words}>
                <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
                <AlertDialog.Description className={styles.description} render={<div />}>
                  {detail}
                </AlertDialog.Description>
              </div>
            </header>
            {problem !== undefined && (
              <div className={styles.body}>
                <ProblemNote problem={problem} />
              </div>
            )}
            <footer className={styles.actions}>
              <AlertDialog.Close render={<Button>Cancel</Button>} />
              <Button
                variant={danger ? 'danger' : 'primary'}
                busy={busy}
                onClick={() => void confirm()}
              >
                {confirmLabel}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
