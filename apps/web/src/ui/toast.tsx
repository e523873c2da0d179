import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import styles from './toast.module.css'
import { startToasts, toastManager } from './toast-manager.ts'
import type { ToastTone } from './use-toasts.ts'

const icons: Readonly<Record<ToastTone, ReactNode>> = {
  neutral: <Info aria-hidden />,
  success: <CircleCheck aria-hidden />,
  danger: <CircleAlert aria-hidden />,
}

const isTone = (type: string | undefined): type is ToastTone =>
  type !== undefined && Object.hasOwn(icons, type)

const Toasts = () => {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => {
    const tone = isTone(toast.type) ? toast.type : 'neutral'
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        swipeDirection={['down', 'right']}
        className={styles.toast}
      >
        <Toast.Content className={styles.content}>
          <span className={classNames(styles.icon, styles[tone])}>{icons[tone]}</span>
          <div className={styles.words}>
            <Toast.Title className={styles.title} render={<p />} />
            <Toast.Description className={styles.detail} />
          </div>
          {toast.actionProps !== undefined && (
            <Toast.Action render={<Button size="small">{toast.actionProps.children}</Button>} />
          )}
          {/* It can be seen and reached by Tab all the time, so it is told to screen readers all the time. */}
          <Toast.Close
            aria-hidden={false}
            render={
              <IconButton tooltip={false} label="Dismiss" icon={<X aria-hidden />} size="small" />
            }
          />
        </Toast.Content>
      </Toast.Root>
    )
  })
}

/** Where toasts appear; `KitProvider` has it. F6 brings the keyboard there. */
export const ToastLayer = () => {
  useEffect(startToasts, [])
  return (
    <Toast.Provider toastManager={toastManager} limit={3} timeout={6000}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
