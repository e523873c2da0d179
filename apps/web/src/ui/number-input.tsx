import { NumberField as BaseNumberField } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import type { FieldControl } from './field.tsx'
import styles from './number-input.module.css'

/** What `NumberField` and `SliderField` take of a number. */
export interface NumberRange {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly disabled?: boolean | undefined
}

export interface NumberInputProps extends NumberRange {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly control: FieldControl
  readonly placeholder?: string | undefined
  /** Behind the number, e.g. `px`. */
  readonly unit?: string | undefined
  readonly steppers?: boolean | undefined
  readonly className?: string | undefined
}

const format: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 6 }

/** The box of a number, without a label. Leaving it clamps; the wheel never changes it. */
export const NumberInput = ({
  value,
  onChange,
  control: { id, described },
  min,
  max,
  step = 1,
  disabled = false,
  placeholder,
  unit,
  steppers = true,
  className,
}: NumberInputProps) => (
  <BaseNumberField.Root
    {...{ id, value, min, max, step, disabled, format }}
    locale="en"
    smallStep={step}
    largeStep={step * 10}
    onValueChange={(next) => onChange(next)}
    className={className}
  >
    <BaseNumberField.Group className={classNames(control.control, styles.box)}>
      <BaseNumberField.Input
        {...described}
        placeholder={placeholder}
        className={classNames(control.bare, styles.input)}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
      {steppers && (
        <>
          <BaseNumberField.Decrement className={styles.stepper} aria-label="Less">
            <Minus aria-hidden />
          </BaseNumberField.Decrement>
          <BaseNumberField.Increment className={styles.stepper} aria-label="More">
            <Plus aria-hidden />
          </BaseNumberField.Increment>
        </>
      )}
    </BaseNumberField.Group>
  </BaseNumberField.Root>
)
