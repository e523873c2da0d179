import { Dices, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FieldLook } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { numberOf, savedSeedText } from './number-of.ts'

export interface SeedInputProps extends FieldLook {
  readonly value: unknown
  readonly saved: unknown
  readonly max: number
  readonly lastSeed: number | undefined
  readonly onChange: (value: unknown) => void
  readonly action?: ReactNode
}

/** A new seed for each run, the one it was saved with, or one that stays. */
export const SeedInput = ({
  value,
  saved,
  max,
  lastSeed,
  onChange,
  action,
  ...look
}: SeedInputProps) => {
  const seed = numberOf(value)
  const isDrawn = (seed ?? (value === undefined ? numberOf(saved) : null)) === -1
  const isKept = seed !== null && seed >= 0
  return (
    <NumberField
      {...look}
      value={isKept ? seed : null}
      placeholder={isDrawn ? 'New each time' : savedSeedText(saved)}
      min={0}
      max={max}
      steppers={false}
      onChange={(next) => onChange(next ?? undefined)}
      action={
        <>
          <IconButton
            size="small"
            label="A new seed each time"
            icon={<Dices aria-hidden />}
            pressed={isDrawn}
            onClick={() => onChange(-1)}
          />
          <IconButton
            size="small"
            label="Keep the last seed"
            icon={<Lock aria-hidden />}
            pressed={isKept && seed === lastSeed}
            disabled={lastSeed === undefined || lastSeed < 0}
            onClick={() => onChange(lastSeed)}
          />
          {action}
        </>
      }
    />
  )
}
