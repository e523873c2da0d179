import { Section } from '../ui/section.tsx'
import { SwitchField } from '../ui/switch-field.tsx'
import { ControlField } from './control-field.tsx'
import { type InputPictures, withoutWord } from './input-pictures.ts'
import styles from './input-pictures-form.module.css'
import { type PictureModel, reasonAgainst } from './offered-uses.ts'
import { UpscaleField } from './upscale-field.tsx'

interface GuideSectionsProps {
  readonly value: InputPictures
  readonly onChange: (value: InputPictures) => void
  readonly model: PictureModel | undefined
  readonly errors: Readonly<Record<string, string>>
}

/** What goes with whatever is painted: pictures that guide it, and a larger result. */
export const GuideSections = ({ value, onChange, model, errors }: GuideSectionsProps) => {
  const { control = [], upscale } = value
  const reason = reasonAgainst(model, 'controlnet')
  return (
    <>
      <Section
        title="Guide by structure (ControlNet)"
        summary={control.length === 0 ? undefined : String(control.length)}
        defaultOpen={control.length > 0}
      >
        {reason !== undefined && <p className={styles.reason}>{reason}</p>}
        {(reason === undefined || control.length > 0) && (
          <ControlField
            value={control}
            onChange={(next) =>
              onChange(
                next.length === 0 ? withoutWord(value, 'control') : { ...value, control: next },
              )
            }
            errors={errors}
          />
        )}
      </Section>
      <Section
        title="Upscale the result"
        summary={upscale === undefined ? undefined : `× ${upscale.factor ?? 2}`}
        defaultOpen={upscale !== undefined}
      >
        <SwitchField
          label="Make it larger afterwards"
          checked={upscale !== undefined}
          onChange={(larger) =>
            onChange(larger ? { ...value, upscale: { factor: 2 } } : withoutWord(value, 'upscale'))
          }
        />
        {upscale !== undefined && (
          <UpscaleField
            value={upscale}
            mayOnlyEnlarge={false}
            onChange={(next) => onChange({ ...value, upscale: next })}
            errors={errors}
          />
        )}
      </Section>
    </>
  )
}
