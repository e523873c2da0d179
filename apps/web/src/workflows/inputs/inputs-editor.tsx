import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { workflowAddress } from '../list/workflow-row.tsx'
import type { Draft } from './draft.ts'
import { notFitting } from './edit-problems.ts'
import { inputsQuery } from './edit-queries.ts'
import { EditorActions } from './editor-actions.tsx'
import { FormPreview } from './form-preview.tsx'
import { GoneInputs } from './gone-inputs.tsx'
import { InputList } from './input-list.tsx'
import styles from './inputs.module.css'
import { type InputsEditorState, useInputsEditor } from './use-inputs-editor.ts'

const nothing: Draft = { inputs: {} }
const none: ReadonlySet<string> = new Set()

const EditorPanes = (state: InputsEditorState) => {
  const { name, toEdit: found } = state
  const editor = useInputsEditor(state)
  const { draft, change, problem, problems } = editor
  const [open, setOpen] = useState(none)
  const list = useRef<HTMLDivElement>(null)
  const keys = [...found.inputs, ...found.hidden_inputs].map(({ key }) => key)
  const { refused } = editor
  useEffect(() => {
    if (refused === undefined) return
    const wrong = keys.filter((key) => refused.errors?.some(notFitting([key])))
    setOpen((before) => new Set([...before, ...wrong]))
    // After the rows are open.
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
    )
  }, [refused])
  const beside = problem && {
    ...problem,
    errors: problem.errors?.filter((one) => !notFitting(keys)(one)),
  }
  return (
    <section aria-label="Edit inputs" className={styles.editor}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside. */}
      <div
        ref={list}
        className={styles.list}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          if (editor.isChanged) editor.save()
        }}
      >
        <div>
          <h3 className={styles.title}>Inputs</h3>
          <p className={styles.quiet}>
            What each is called, whether it is shown, and in which order. The file stays as it is.
          </p>
        </div>
        <InputList {...{ found, draft, problems, open }} onChange={change} onOpen={setOpen} />
        <GoneInputs {...{ found, draft }} onChange={change} />
        {beside !== undefined && <ProblemNote problem={beside} />}
        <EditorActions
          isChanged={editor.isChanged}
          isEdited={Object.keys(draft.inputs).length > 0 || draft.order !== undefined}
          isSaving={editor.isSaving}
          onSave={editor.save}
          onDiscard={editor.discard}
          onResetAll={() => change(nothing)}
          back={workflowAddress(name)}
        />
      </div>
      <FormPreview edited={editor.edited} />
    </section>
  )
}

/** Edits what is said about the inputs of a workflow, beside the form that comes of it. */
export const InputsEditor = (state: Omit<InputsEditorState, 'toEdit'>) => {
  const { data, error, refetch } = useQuery(inputsQuery(state.name))
  if (data !== undefined) return <EditorPanes {...state} toEdit={data} />
  if (error === null) return <Skeleton shape="block" height={320} />
  return <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
}
