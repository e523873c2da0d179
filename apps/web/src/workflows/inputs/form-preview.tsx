import { useState } from 'react'
import type { WorkflowInput } from '../../api/types.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Values } from '../form/values.ts'
import { WorkflowForm } from '../form/workflow-form.tsx'
import styles from './inputs.module.css'

export interface FormPreviewProps {
  readonly edited:
    | {
        readonly inputs: readonly WorkflowInput[]
        readonly hidden_inputs: readonly WorkflowInput[]
      }
    | undefined
}

const noValues: Values = {}

/** The form that comes of it, to be tried; what is set in it is set nowhere else. */
export const FormPreview = ({ edited }: FormPreviewProps) => {
  const [values, setValues] = useState(noValues)
  return (
    <section aria-labelledby="form-preview" className={styles.preview}>
      <h3 id="form-preview" className={styles.title}>
        The form
      </h3>
      {edited === undefined ? (
        <Skeleton shape="block" height={240} />
      ) : (
        <WorkflowForm
          inputs={edited.inputs}
          hidden={edited.hidden_inputs}
          {...{ values }}
          onChange={setValues}
        />
      )}
    </section>
  )
}
