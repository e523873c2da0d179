import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Save } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { api } from '../api/client.ts'
import { useTemplates } from '../api/templates.ts'
import type { Template } from '../api/types.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useToasts } from '../ui/use-toasts.ts'
import { draft } from './draft-store.ts'
import { fromTemplate } from './from-picture.ts'
import styles from './templates-dialog.module.css'
import { toTemplate } from './to-template.ts'

interface Saving {
  readonly name: string
  readonly replace: boolean
}

const save = ({ name, replace }: Saving) => {
  const body = toTemplate(draft.get())
  return replace
    ? answer(api.templates[':name'].$put({ param: { name: encodeURIComponent(name) }, json: body }))
    : answer(api.templates.$post({ json: { name, ...body } }))
}

/** Takes a template into the form, or keeps the form as one. */
export const TemplatesDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { data, error } = useTemplates()
  const [name, setName] = useState('')
  const client = useQueryClient()
  const toasts = useToasts()
  const saving = useMutation({
    mutationFn: save,
    onSuccess: (template) => {
      toasts.show({ title: `Saved as ${template.name}`, tone: 'success' })
      onClose()
      return client.invalidateQueries({ queryKey: ['templates'] })
    },
  })
  const isTaken = saving.error instanceof ApiProblem && saving.error.code === 'template_exists'
  const take = (template: Template) => {
    draft.set(fromTemplate(draft.get(), template))
    onClose()
  }
  const problem = error ?? (isTaken ? null : saving.error)
  return (
    <Dialog open onClose={onClose} title="Templates" size="medium">
      <div className={styles.body}>
        {problem !== null && <ProblemNote problem={problemOf(problem)} />}
        <form
          className={styles.save}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '') saving.mutate({ name: name.trim(), replace: isTaken })
          }}
        >
          <TextField
            label="Keep the form as"
            placeholder="Name"
            value={name}
            maxLength={100}
            onChange={(next) => {
              setName(next)
              saving.reset()
            }}
            error={isTaken ? 'There is one of that name.' : undefined}
          />
          <Button
            type="submit"
            icon={<Save aria-hidden />}
            busy={saving.isPending}
            disabled={name.trim() === ''}
          >
            {isTaken ? 'Replace it' : 'Save'}
          </Button>
        </form>
        {data?.templates.length === 0 && <p className={styles.none}>There are none yet.</p>}
        <ul className={styles.list}>
          {data?.templates.map((template) => (
            <li key={template.name}>
              <Button
                variant="plain"
                wide
                className={styles.template}
                onClick={() => take(template)}
              >
                <strong>{template.name}</strong>
                <span className={styles.prompt}>{template.prompt}</span>
              </Button>
            </li>
          ))}
        </ul>
        {data?.broken.map(({ file, problem: what }) => (
          <p key={file} className={styles.none}>
            {file}: {what}
          </p>
        ))}
      </div>
    </Dialog>
  )
}
