import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldLook } from './field.tsx'
import popup from './popup.module.css'
import styles from './select-field.module.css'

export interface SelectOption<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly detail?: string | undefined
  readonly icon?: ReactNode
  readonly disabled?: boolean | undefined
}

export interface SelectFieldProps<Value extends string> extends FieldLook {
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly options: readonly SelectOption<Value>[]
  /** What counts while nothing is chosen. */
  readonly placeholder?: string | undefined
  readonly disabled?: boolean | undefined
  readonly size?: 'small' | 'medium' | undefined
}

/** One of a few values. For more than about thirty, take `ComboboxField`. */
export const SelectField = <Value extends string>({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  value,
  onChange,
  options,
  placeholder = 'Choose…',
  disabled = false,
  size = 'medium',
}: SelectFieldProps<Value>) => (
  <Field {...{ label, hideLabel, help, error, action, className }} labels="group">
    {({ id, labelId, described }) => (
      <Select.Root<Value>
        {...{ id, value, disabled }}
        items={options}
        modal={false}
        onValueChange={(next) => {
          if (next !== null) onChange(next)
        }}
      >
        <Select.Trigger
          {...described}
          aria-labelledby={labelId}
          className={classNames(control.control, styles.trigger, styles[size])}
        >
          <Select.Value placeholder={placeholder} className={styles.value} />
          <Select.Icon className={styles.chevron}>
            <ChevronDown aria-hidden />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner
            className={popup.positioner}
            sideOffset={4}
            collisionPadding={8}
            alignItemWithTrigger={false}
          >
            <Select.Popup className={classNames(popup.popup, styles.popup)}>
              <Select.List className={popup.list}>
                {options.map((option) => (
                  <Select.Item
                    key={option.value}
                    value={option.value}
                    disabled={option.disabled}
                    className={popup.item}
                  >
                    {option.icon !== undefined && <span className={popup.icon}>{option.icon}</span>}
                    <span className={popup.words}>
                      <Select.ItemText className={popup.word}>{option.label}</Select.ItemText>
                      {option.detail !== undefined && (
                        <span className={popup.detail}>{option.detail}</span>
                      )}
                    </span>
                    <span className={popup.mark}>
                      <Select.ItemIndicator>
                        <Check aria-hidden />
                      </Select.ItemIndicator>
                    </span>
                  </Select.Item>
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    )}
  </Field>
)
