import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

export interface TooltipContent {
  /** Null shows nothing. */
  readonly text: ReactNode
  readonly shortcut?: string | undefined
}

/** One popup serves all triggers of the page: a grid of thousands of buttons costs no tooltip each. */
export const tooltipHandle = BaseTooltip.createHandle<TooltipContent>()

export interface TooltipProps extends TooltipContent {
  /** A focusable element; it has a name of its own, for touch screens show no tooltips. */
  readonly children: ReactElement
}

/** A word about an element, shown on hover and keyboard focus. */
export const Tooltip = ({ text, shortcut, children }: TooltipProps) => (
  <BaseTooltip.Trigger handle={tooltipHandle} payload={{ text, shortcut }} render={children} />
)

/** The popup of every `Tooltip`; `KitProvider` mounts it once. */
export const TooltipLayer = () => (
  <BaseTooltip.Root handle={tooltipHandle}>
    {({ payload }) =>
      payload?.text != null && (
        <BaseTooltip.Portal>
          <BaseTooltip.Positioner sideOffset={6} collisionPadding={8} className={styles.positioner}>
            <BaseTooltip.Popup className={styles.popup}>
              {payload.text}
              {payload.shortcut !== undefined && <Kbd keys={payload.shortcut} />}
            </BaseTooltip.Popup>
          </BaseTooltip.Positioner>
        </BaseTooltip.Portal>
      )
    }
  </BaseTooltip.Root>
)
