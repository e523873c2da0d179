import { ArrowLeftRight, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { FieldRow } from '../ui/field-row.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { FormProps } from './form-props.ts'
import { limits } from './limits.ts'
import { shapeOf, sizeOf, sizeOfModel } from './model-settings.ts'
import { ShapeIcon } from './shape-icon.tsx'
import styles from './size-field.module.css'
import { flippedShape, type Shape, type Size, shapeNames, swapped } from './sizes.ts'

const options = shapeNames.map((shape) => ({
  value: shape,
  label: shape,
  icon: <ShapeIcon shape={shape} />,
  hideLabel: true,
}))

/** The size as a shape, or in pixels. */
export const SizeField = ({ draft, onChange, details, errors }: FormProps) => {
  const model = sizeOfModel(details)
  const size = sizeOf(draft, model)
  const shape = shapeOf(draft, model)
  const [isOpen, setOpen] = useState(draft.resolution !== undefined)
  const setSize = (resolution: Size) => onChange({ resolution, shape: undefined })
  const swap = () =>
    draft.resolution === undefined && shape !== undefined
      ? onChange({ shape: flippedShape(shape) })
      : setSize(swapped(size))
  const side = { ...limits.side, step: Math.max(limits.side.step, model.multiple), unit: 'px' }
  return (
    <div className={styles.size}>
      <Segmented<Shape>
        label="Size"
        size="small"
        options={options}
        value={shape ?? null}
        onChange={(next) => onChange({ shape: next, resolution: undefined })}
        error={errors.resolution ?? errors['resolution.width'] ?? errors['resolution.height']}
        action={
          <>
            <span className={styles.pixels}>
              {size.width} × {size.height}
            </span>
            <IconButton
              size="small"
              label="Swap width and height"
              icon={<ArrowLeftRight aria-hidden />}
              onClick={swap}
            />
            <IconButton
              size="small"
              label="Width and height in pixels"
              icon={<SlidersHorizontal aria-hidden />}
              pressed={isOpen}
              onClick={() => setOpen(!isOpen)}
            />
          </>
        }
      />
      {isOpen && (
        <FieldRow least={120}>
          <NumberField
            label="Width"
            value={draft.resolution?.width ?? size.width}
            onChange={(width) => width !== null && setSize({ ...size, width })}
            {...side}
          />
          <NumberField
            label="Height"
            value={draft.resolution?.height ?? size.height}
            onChange={(height) => height !== null && setSize({ ...size, height })}
            {...side}
          />
        </FieldRow>
      )}
    </div>
  )
}
