import { Switch } from '@base-ui/react/switch'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'
import styles from './switch-field.module.css'

export interface SwitchFieldProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly help?: ReactNode
  readonly error?: string | undefined
  readonly disabled?: boolean | undefined
  readonly className?: string | undefined
}

/** Something that is on or off at once; its label at the left, the switch at the right. */
export const SwitchField = ({
  label,
  checked,
  onChange,
  help,
  error,
  disabled = false,
  className,
}: SwitchFieldProps) => {
  const id = useId()
  const detail = error ?? help
  return (
    <div className={classNames(styles.field, className)}>
      <div className={styles.words}>
        <label id={`${id}-label`} htmlFor={id} className={styles.label}>
          {label}
        </label>
        {detail !== undefined && (
          <p id={`${id}-detail`} className={error === undefined ? styles.help : styles.error}>
            {detail}
          </p>
        )}
      </div>
      <Switch.Root
        {...{ id, checked, disabled }}
        onCheckedChange={(next) => onChange(next)}
        aria-labelledby={`${id}-label`}
        aria-describedby={detail === undefined ? undefined : `${id}-detail`}
        aria-invalid={error === undefined ? undefined : true}
        className={styles.switch}
      >
        <Switch.Thumb className={styles.thumb} />
      </Switch.Root>
    </div>
  )
}
