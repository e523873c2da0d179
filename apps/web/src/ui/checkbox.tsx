import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import styles from './checkbox.module.css'
import { classNames } from './class-names.ts'

export interface CheckboxProps {
  readonly label: string
  readonly hideLabel?: boolean | undefined
  readonly checked: boolean
  /** Some of what it stands for is checked. */
  readonly mixed?: boolean | undefined
  readonly onChange: (checked: boolean) => void
  /** At the end of the line, e.g. a count. */
  readonly trailing?: ReactNode
  readonly disabled?: boolean | undefined
  readonly className?: string | undefined
}

/** A box to tick, with its words. */
export const Checkbox = ({
  label,
  hideLabel = false,
  checked,
  mixed = false,
  onChange,
  trailing,
  disabled = false,
  className,
}: CheckboxProps) => {
  const id = useId()
  return (
    <span className={classNames(styles.line, className)}>
      <BaseCheckbox.Root
        {...{ id, checked, disabled }}
        indeterminate={mixed}
        onCheckedChange={(next) => onChange(next)}
        aria-labelledby={`${id}-label`}
        className={styles.box}
      >
        <BaseCheckbox.Indicator className={styles.mark}>
          {mixed ? <Minus aria-hidden /> : <Check aria-hidden />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <label
        id={`${id}-label`}
        htmlFor={id}
        className={hideLabel ? 'visually-hidden' : styles.label}
      >
        {label}
      </label>
      {trailing !== undefined && <span className={styles.trailing}>{trailing}</span>}
    </span>
  )
}
