import { type ComponentPropsWithRef, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldLook } from './field.tsx'
import styles from './text-area.module.css'

export interface TextAreaProps
  extends FieldLook,
    Omit<
      ComponentPropsWithRef<'textarea'>,
      'value' | 'onChange' | 'className' | 'id' | 'rows' | 'ref'
    > {
  readonly value: string
  readonly onChange: (value: string) => void
  /** The least height, in lines. */
  readonly minRows?: number | undefined
  /** The height from which on it scrolls, in lines. */
  readonly maxRows?: number | undefined
  /** The element, e.g. to put text at the caret. */
  readonly areaRef?: ((area: HTMLTextAreaElement | null) => void) | undefined
}

const growsByItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

/** Lines of text; the box grows with them. */
export const TextArea = ({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  value,
  onChange,
  minRows = 3,
  maxRows = 12,
  areaRef,
  ...area
}: TextAreaProps) => {
  const element = useRef<HTMLTextAreaElement | null>(null)
  useLayoutEffect(() => {
    if (growsByItself || element.current === null) return
    element.current.style.blockSize = 'auto'
    element.current.style.blockSize = `${element.current.scrollHeight + 2}px`
  }, [value])
  return (
    <Field {...{ label, hideLabel, help, error, action, className }}>
      {({ id, described }) => (
        <textarea
          {...area}
          {...described}
          id={id}
          ref={(node) => {
            element.current = node
            areaRef?.(node)
          }}
          rows={minRows}
          className={classNames(control.control, styles.area)}
          style={{ '--min-rows': minRows, '--max-rows': maxRows }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
