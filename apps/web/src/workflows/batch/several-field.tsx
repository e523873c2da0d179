import { useId } from 'react'
import { PicturesField } from '../../pictures/pictures-field.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { FieldActions } from '../form/field-actions.tsx'
import type { FormField } from '../form/form-field.ts'
import { NamesInput } from '../form/names-input.tsx'
import { toPictures } from '../form/picture-value.ts'
import styles from './batch.module.css'
import { drawSeeds } from './initial-several.ts'
import { mostRuns, type Several, valuesOf } from './several.ts'

export interface SeveralFieldProps {
  readonly field: FormField
  readonly several: Several
  readonly onChange: (several: Several) => void
  readonly onOff: () => void
  /** What is wrong with one of the values. */
  readonly error?: string | undefined
}

const counted = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'value' : 'values'}`

const numbersText = (values: readonly unknown[]): string => {
  if (values.length <= 8) return values.join(', ')
  return `${values.slice(0, 6).join(', ')} … ${values.at(-1)}`
}

/** Several values of one field. */
export const SeveralField = ({ field, several, onChange, onOff, error }: SeveralFieldProps) => {
  const { label, control } = field
  const id = useId()
  const actions = (
    <FieldActions
      {...{ label }}
      help={undefined}
      reset={undefined}
      several={{ isOn: true, toggle: onOff }}
    />
  )
  const values = valuesOf(several)
  switch (several.kind) {
    case 'lines':
      return (
        <TextArea
          {...{ label, error }}
          action={actions}
          help={`A value on each line: ${counted(values.length)}.`}
          value={several.text}
          onChange={(text) => onChange({ kind: 'lines', text })}
        />
      )
    case 'range': {
      const limits =
        control.kind === 'number' ? { min: control.min, max: control.max, step: control.step } : {}
      return (
        <fieldset aria-labelledby={id} className={styles.several}>
          <div className={styles.top}>
            <span id={id} className={styles.label}>
              {label}
            </span>
            {actions}
          </div>
          <FieldRow least={90}>
            <NumberField
              label="From"
              {...limits}
              steppers={false}
              value={several.from}
              onChange={(from) => onChange({ ...several, from })}
            />
            <NumberField
              label="To"
              {...limits}
              steppers={false}
              value={several.to}
              onChange={(to) => onChange({ ...several, to })}
            />
            <NumberField
              label="Step"
              min={0}
              steppers={false}
              value={several.step}
              onChange={(step) => onChange({ ...several, step })}
            />
          </FieldRow>
          <p className={error === undefined ? styles.help : styles.error}>
            {error ??
              (values.length === 0
                ? 'Say where it ends.'
                : `${counted(values.length)}: ${numbersText(values)}`)}
          </p>
        </fieldset>
      )
    }
    case 'seeds':
      return (
        <NumberField
          {...{ label: `${label}: how many`, error }}
          action={actions}
          help={numbersText(values)}
          min={1}
          max={mostRuns}
          value={several.seeds.length}
          onChange={(count) =>
            onChange({ kind: 'seeds', seeds: drawSeeds(count ?? 1, several.seeds) })
          }
        />
      )
    case 'chosen': {
      if (control.kind === 'file') {
        return (
          <PicturesField
            {...{ label, error }}
            action={actions}
            help={counted(values.length)}
            value={toPictures(several.values)}
            most={mostRuns}
            onChange={(pictures) => onChange({ kind: 'chosen', values: pictures })}
          />
        )
      }
      const choices =
        control.kind === 'choice' ? control.choices : control.kind === 'switch' ? [true, false] : []
      return (
        <NamesInput
          {...{ label, error }}
          action={actions}
          help={counted(values.length)}
          value={values.map(String)}
          choices={choices.map(String)}
          onChange={(names) =>
            onChange({
              kind: 'chosen',
              values: Array.isArray(names)
                ? names.map((name) => choices.find((choice) => String(choice) === name) ?? name)
                : [],
            })
          }
        />
      )
    }
  }
}
