import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { Spinner } from './spinner.tsx'
import { tooltipHandle } from './tooltip.tsx'

export interface IconButtonProps
  extends Omit<ComponentPropsWithRef<'button'>, 'aria-label' | 'children'> {
  /** The name of the button and the text of its tooltip. */
  readonly label: string
  readonly icon: ReactNode
  /** Makes it a toggle: said as `aria-pressed`. */
  readonly pressed?: boolean | undefined
  /** Shown in the tooltip, e.g. `F` or `Ctrl+Z`. */
  readonly shortcut?: string | undefined
  /** `overlay` lies over pictures, of whatever brightness. */
  readonly variant?: 'plain' | 'quiet' | 'danger' | 'overlay' | undefined
  readonly size?: 'small' | 'medium' | undefined
  readonly busy?: boolean | undefined
  /** False where the icon says enough, e.g. the cross of a dialog. */
  readonly tooltip?: boolean | undefined
  /** Makes it an anchor: a file to open or, with `download`, to keep. */
  readonly href?: string | undefined
  readonly download?: boolean | string | undefined
}

/** A button of one icon, with its name in a tooltip. */
export const IconButton = ({
  label,
  icon,
  pressed,
  shortcut,
  variant = 'plain',
  size = 'medium',
  busy = false,
  href,
  download,
  tooltip = true,
  disabled = false,
  className,
  ...rest
}: IconButtonProps) => (
  <BaseTooltip.Trigger
    render={
      href === undefined ? (
        <button type="button" disabled={disabled} />
      ) : (
        <a {...{ href, download }}>{icon}</a>
      )
    }
    {...rest}
    handle={tooltipHandle}
    delay={450}
    disabled={disabled || !tooltip}
    payload={{ text: label, shortcut }}
    aria-label={label}
    aria-pressed={pressed}
    onClick={busy ? undefined : rest.onClick}
    {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
    className={classNames(styles.button, styles[variant], styles[size], className)}
  >
    {busy ? <Spinner /> : icon}
  </BaseTooltip.Trigger>
)
