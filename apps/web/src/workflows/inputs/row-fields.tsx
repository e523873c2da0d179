import { Sparkles } from 'lucide-react'
import type { InputEdit } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import type { FieldRefusal } from '../../ui/problem.ts'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { sentenceOf } from '../form/field-problems.ts'
import { BoundsFields } from './bounds-fields.tsx'
import { DefaultField } from './default-field.tsx'
import { type EditedInput, isPrompt } from './draft.ts'
import { problemsOfField } from './edit-problems.ts'
import styles from './inputs.module.css'

export interface InputChanges {
  readonly onChange: (change: InputEdit) => void
  readonly onPrompt: () => void
  /** Groups that there are: most inputs go to one of them. The id of their list. */
  readonly groupList: string
}

export interface RowFieldsProps extends InputChanges {
  readonly row: EditedInput
  readonly problems: readonly FieldRefusal[]
}

/** The problem with a field as one sentence. */
export type ErrorOf = (field: keyof InputEdit) => string | undefined

/** All that can be said of an input. */
export const RowFields = ({ row, problems, onChange, onPrompt, groupList }: RowFieldsProps) => {
  const { input, edit } = row
  const errorOf: ErrorOf = (field) => sentenceOf(problemsOfField(problems, input.key, field))
  return (
    <>
      <FieldRow least={160}>
        <TextField
          label="Label"
          value={edit.label ?? input.label}
          placeholder={input.label}
          maxLength={200}
          error={errorOf('label')}
          onChange={(label) => onChange({ label })}
        />
        <TextField
          label="Name for programs"
          value={edit.key ?? input.key}
          placeholder={input.key}
          maxLength={60}
          spellCheck={false}
          autoCapitalize="off"
          error={errorOf('key')}
          onChange={(key) => onChange({ key })}
        />
      </FieldRow>
      {input.type === 'text' && !isPrompt(row) && (
        <div className={styles.promptLine}>
          <Button size="small" icon={<Sparkles aria-hidden />} onClick={onPrompt}>
            This is the prompt
          </Button>
          <span>Stories and batches write their words there.</span>
        </div>
      )}
      <TextArea
        label="Description"
        value={edit.help ?? input.help ?? ''}
        minRows={2}
        maxLength={2000}
        error={errorOf('help')}
        onChange={(help) => onChange({ help: help === (input.help ?? '') ? undefined : help })}
      />
      <TextField
        label="Group"
        value={edit.group ?? input.group ?? ''}
        placeholder="None"
        list={groupList}
        maxLength={100}
        error={errorOf('group')}
        onChange={(group) => onChange({ group: group === (input.group ?? '') ? undefined : group })}
      />
      <BoundsFields {...{ row, errorOf, onChange }} />
      <DefaultField {...{ row, errorOf, onChange }} />
      <SwitchField
        label="Has to be filled in for each run"
        checked={edit.required ?? input.required}
        error={errorOf('required')}
        onChange={(required) => onChange({ required })}
      />
    </>
  )
}
