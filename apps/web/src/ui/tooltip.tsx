import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

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
  <BaseTooltip.Trigger
    delay={450}
    handle={tooltipHandle}
    payload={{ text, shortcut }}
    render={children}
  />
)
