import { SliderField } from '../ui/slider-field.tsx'
import { wordsOfDenoise } from './words-of-denoise.ts'

interface DenoiseFieldProps {
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  readonly error?: string | undefined
}

/** How much of a picture is made anew, in words and as the number that it is. */
export const DenoiseField = ({ value, onChange, error }: DenoiseFieldProps) => (
  <SliderField
    label="How much may change"
    help={wordsOfDenoise(value)}
    error={error}
    min={0}
    max={1}
    step={0.05}
    value={value ?? null}
    fallback={0.6}
    onChange={(next) => onChange(next ?? undefined)}
  />
)
