import type { ModelDetails, WorkflowInput } from '../../api/types.ts'
import { DenoiseField } from '../../pictures/denoise-field.tsx'
import { useOf } from '../../pictures/input-pictures.ts'
import { reasonAgainst } from '../../pictures/offered-uses.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import type { StoryDraft } from './story-draft.ts'

interface PreviousFieldProps {
  readonly draft: StoryDraft
  readonly onChange: (change: Partial<StoryDraft>) => void
  readonly model: Pick<ModelDetails, 'cannot'> | undefined
  readonly errors: Readonly<Record<string, string>>
}

const helpOf: Readonly<Record<string, string>> = {
  none: 'Each frame is made of its prompt alone.',
  image: 'Each frame but the first is the picture before it, changed.',
  references: 'The model sees the picture before, and what goes into all frames.',
}

/** What each frame takes of the one before, where a model makes them. */
export const PreviousField = ({ draft, onChange, model, errors }: PreviousFieldProps) => {
  const { previous_frame_as: as = 'none', pictures } = draft
  const noChange = reasonAgainst(model, 'image-to-image')
  const noReference = reasonAgainst(model, 'edit')
  // Where a picture goes in that is changed, it says by how much itself.
  const isSaidThere = ['change', 'repaint'].includes(useOf(pictures) ?? '')
  return (
    <>
      <Segmented
        label="Each frame from the one before"
        size="small"
        value={as}
        options={[
          { value: 'none', label: 'No' },
          { value: 'image', label: 'Changed', disabled: noChange !== undefined },
          { value: 'references', label: 'As a reference', disabled: noReference !== undefined },
        ]}
        help={(as === 'none' ? (noChange ?? noReference) : undefined) ?? helpOf[as]}
        error={errors.previous_frame_as}
        onChange={(next) => onChange({ previous_frame_as: next === 'none' ? undefined : next })}
      />
      {as === 'image' && !isSaidThere && (
        <DenoiseField
          value={draft.denoise}
          onChange={(denoise) => onChange({ denoise })}
          error={errors.denoise}
        />
      )}
    </>
  )
}

interface PreviousInputFieldProps {
  readonly value: string | undefined
  readonly onChange: (key: string | undefined) => void
  /** Those of the workflow for pictures. */
  readonly inputs: readonly WorkflowInput[]
  readonly error: string | undefined
}

const none = '\u0000'

/** Which input of the workflow has the picture before. */
export const PreviousInputField = ({ value, onChange, inputs, error }: PreviousInputFieldProps) => (
  <SelectField
    label="Each frame from the one before"
    value={value ?? none}
    options={[
      { value: none, label: 'No' },
      ...inputs.map(({ key, label }) => ({ value: key, label: `As ${label}` })),
    ]}
    help={value === undefined ? undefined : 'The first frame takes what is given there.'}
    error={error}
    onChange={(next) => onChange(next === none ? undefined : next)}
  />
)
