import { Segmented } from '../../ui/segmented.tsx'
import { ModelWay } from './model-way.tsx'
import css from './story-editor.module.css'
import { sentencesOf } from './story-problems.ts'
import type { useStoryEditor } from './use-story-editor.ts'
import { WorkflowWay } from './workflow-way.tsx'

const ways = [
  { value: 'model', label: 'A model' },
  { value: 'workflow', label: 'A workflow' },
] as const

/** What is so for all frames. */
export const StorySettings = ({
  editor,
}: {
  readonly editor: ReturnType<typeof useStoryEditor>
}) => {
  const { draft, change, chosen, workflow, settingsProblems, isAsked } = editor
  const isByModel = draft.workflow === undefined
  return (
    <section aria-label="Settings of all frames" className={css.settings}>
      <Segmented
        label="Made by"
        value={isByModel ? 'model' : 'workflow'}
        options={ways}
        onChange={(way) =>
          change({ workflow: way === 'model' ? undefined : '', previous_frame_as: undefined })
        }
      />
      {isByModel ? (
        <ModelWay
          draft={draft}
          onChange={change}
          chosen={chosen}
          errors={sentencesOf(settingsProblems)}
        />
      ) : (
        <WorkflowWay
          draft={draft}
          onChange={change}
          workflow={workflow}
          problems={settingsProblems}
          isAsked={isAsked}
        />
      )}
    </section>
  )
}
