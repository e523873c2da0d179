import { Slider } from '@base-ui/react/slider'
import { Field, type FieldLook } from './field.tsx'
import { NumberInput } from './number-input.tsx'
import styles from './slider-field.module.css'

export interface SliderFieldProps extends FieldLook {
  /** Null shows the slider at `fallback`, and the number empty. */
  readonly value: number | null
  /** What counts while there is no value; shown as the placeholder. Else `min`. */
  readonly fallback?: number | undefined
  /** Null when the number beside the slider was emptied. */
  readonly onChange: (value: number | null) => void
  /** When the slider is let go, or a key changed it. */
  readonly onCommit?: ((value: number) => void) | undefined
  readonly min: number
  readonly max: number
  readonly step?: number | undefined
  readonly disabled?: boolean | undefined
  readonly unit?: string | undefined
}

/** A slider, and its number as an input beside it. */
export const SliderField = ({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  value,
  fallback,
  onChange,
  onCommit,
  min,
  max,
  step = 1,
  disabled = false,
  unit,
}: SliderFieldProps) => (
  <Field {...{ label, hideLabel, help, error, action, className }}>
    {(control) => (
      <div className={styles.row}>
        <Slider.Root
          {...{ min, max, step, disabled }}
          largeStep={step * 10}
          thumbAlignment="edge-client-only"
          value={Math.min(max, Math.max(min, value ?? fallback ?? min))}
          onValueChange={(next) => onChange(next)}
          onValueCommitted={(next) => onCommit?.(next)}
          className={styles.slider}
        >
          <Slider.Control className={styles.control}>
            <Slider.Track className={styles.track}>
              <Slider.Indicator className={styles.indicator} />
              <Slider.Thumb
                {...control.described}
                aria-labelledby={control.labelId}
                className={styles.thumb}
              />
            </Slider.Track>
          </Slider.Control>
        </Slider.Root>
        <NumberInput
          {...{ value, onChange, control, min, max, step, disabled, unit }}
          placeholder={fallback === undefined ? undefined : String(fallback)}
          steppers={false}
          className={styles.number}
        />
      </div>
    )}
  </Field>
)
