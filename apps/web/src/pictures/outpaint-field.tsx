import { Field } from '../ui/field.tsx'
import { FieldRow } from '../ui/field-row.tsx'
import { NumberField } from '../ui/number-field.tsx'
import type { Outpaint } from './input-pictures.ts'
import { OutpaintFrame } from './outpaint-frame.tsx'
import { mostPadding, paddingStep, type Side, sides, withPadding } from './padding.ts'
import { addressOf, type PictureReference } from './picture-reference.ts'
import { usePictureSize } from './use-picture-size.ts'

interface OutpaintFieldProps {
  readonly picture: PictureReference
  readonly value: Outpaint
  readonly onChange: (value: Outpaint) => void
  readonly error?: string | undefined
}

const names: Readonly<Record<Side, string>> = {
  left: 'Left',
  top: 'Top',
  right: 'Right',
  bottom: 'Bottom',
}

/** By how much a picture grows on each side: by dragging its frame, or by numbers. */
export const OutpaintField = ({ picture, value, onChange, error }: OutpaintFieldProps) => {
  const address = addressOf(picture)
  const size = usePictureSize(address?.full)
  const { left = 0, top = 0, right = 0, bottom = 0 } = value
  const change = (side: Side, pixels: number): void => onChange(withPadding(value, side, pixels))
  const help =
    size === undefined
      ? undefined
      : `Becomes ${size.width + left + right} × ${size.height + top + bottom}.`
  return (
    <Field label="Pixels added to each side" error={error} help={help} labels="group">
      {() => (
        <>
          {address !== undefined && size !== undefined && (
            <OutpaintFrame address={address.full} picture={size} value={value} onChange={change} />
          )}
          <FieldRow least={96}>
            {sides.map((side) => (
              <NumberField
                key={side}
                label={names[side]}
                min={0}
                max={mostPadding}
                step={paddingStep}
                value={value[side] ?? 0}
                onChange={(pixels) => change(side, pixels ?? 0)}
              />
            ))}
          </FieldRow>
        </>
      )}
    </Field>
  )
}
