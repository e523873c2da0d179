import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

interface ButtonLook {
  /** `primary` is the one main thing of a view; `quiet` has a hairline, `plain` none. */
  readonly variant?: 'primary' | 'quiet' | 'plain' | 'danger' | undefined
  readonly size?: 'small' | 'medium' | 'large' | undefined
  readonly icon?: ReactNode
  /** Behind the text: a chevron, a count, a `<Kbd>`. */
  readonly trailing?: ReactNode
  /** Shows a spinner over the text, keeps the width, and ignores presses. */
  readonly busy?: boolean | undefined
  /** As wide as its place. */
  readonly wide?: boolean | undefined
}

type PlainButtonProps = ButtonLook &
  ComponentPropsWithRef<'button'> & { readonly href?: undefined; readonly to?: undefined }
type AnchorButtonProps = ButtonLook &
  ComponentPropsWithRef<'a'> & { readonly href: string; readonly to?: undefined }
type LinkButtonProps = ButtonLook &
  Omit<ComponentPropsWithRef<'a'>, 'href' | 'ref'> & { readonly to: string }

export type ButtonProps = PlainButtonProps | AnchorButtonProps | LinkButtonProps

/** A button; an anchor when it has `href` (a file, another site), a link to a view when it has `to`. */
export const Button = ({
  variant = 'quiet',
  size = 'medium',
  icon,
  trailing,
  busy = false,
  wide = false,
  className,
  children,
  ...rest
}: ButtonProps) => {
  const look = classNames(
    styles.button,
    styles[variant],
    styles[size],
    wide && styles.wide,
    busy && styles.busy,
    className,
  )
  const content = (
    <>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      {children !== undefined && <span className={styles.label}>{children}</span>}
      {trailing !== undefined && <span className={styles.icon}>{trailing}</span>}
      {busy && <Spinner className={styles.spinner} />}
    </>
  )
  if (rest.to !== undefined) {
    const { to, ...anchor } = rest
    return (
      <Link {...anchor} href={to} className={look}>
        {content}
      </Link>
    )
  }
  if (rest.href !== undefined) {
    return (
      <a {...rest} className={look}>
        {content}
      </a>
    )
  }
  return (
    <button
      type="button"
      {...rest}
      className={look}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
      {...(busy && { 'aria-busy': true, 'aria-disabled': true })}
    >
      {content}
    </button>
  )
}
