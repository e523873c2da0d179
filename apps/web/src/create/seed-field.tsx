import { Dices, Lock } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import type { FormProps } from './form-props.ts'
import { limits } from './limits.ts'

interface SeedFieldProps extends Pick<FormProps, 'draft' | 'onChange' | 'errors'> {
  /** Of the picture that is shown. */
  readonly lastSeed: number | undefined
}

/** A new seed each time, or one that stays. */
export const SeedField = ({ draft, onChange, errors, lastSeed }: SeedFieldProps) => {
  const isKept = draft.seed !== -1
  return (
    <NumberField
      label="Seed"
      value={isKept ? draft.seed : null}
      placeholder="New each time"
      min={0}
      max={limits.seed.max}
      steppers={false}
      error={errors.seed ?? errors.base_seed}
      onChange={(seed) => onChange({ seed: seed ?? -1 })}
      action={
        <>
          <IconButton
            size="small"
            label="A new seed each time"
            icon={<Dices aria-hidden />}
            pressed={!isKept}
            onClick={() => onChange({ seed: -1 })}
          />
          <IconButton
            size="small"
            label="Keep the last seed"
            icon={<Lock aria-hidden />}
            pressed={isKept}
            disabled={!isKept && lastSeed === undefined}
            onClick={() => onChange({ seed: isKept ? -1 : (lastSeed ?? -1) })}
          />
        </>
      }
    />
  )
}
