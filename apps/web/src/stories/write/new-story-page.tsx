import { ArrowLeft, Clapperboard, X } from 'lucide-react'
import { ApiProblem } from '../../api/api-problem.ts'
import { FormSection } from '../../create/form-section.tsx'
import { ModelField } from '../../create/model-field.tsx'
import { NoModels } from '../../create/model-notes.tsx'
import { Button } from '../../ui/button.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { DraftList } from './draft-list.tsx'
import { frameCounts, type NewStory, type Style, styleFor } from './new-story.ts'
import css from './new-story-page.module.css'
import { StoryText } from './story-text.tsx'
import { useNewStory } from './use-new-story.ts'

const ways = [
  { value: 'story', label: 'A story' },
  { value: 'own', label: 'Prompts of my own' },
] as const

const looks: readonly { readonly value: Style; readonly label: string }[] = [
  { value: 'sdxl', label: 'Film' },
  { value: 'illustrious', label: 'Anime' },
  { value: 'photorealistic', label: 'Photo' },
]

/** Fields that say themselves what is wrong with them. */
const shown = /^(?:story_description|frame_count|model|style|narrative_arc|keywords)(?:\.|$)/

/** Where frames come from: a story, or prompts of one's own. */
export const NewStoryPage = () => {
  const { form, change, chosen, make, cancel, isWriting, problem, errors, textError } =
    useNewStory()
  const { models, painters } = chosen
  const said = problem && problemOf(problem)
  const isPassing = problem instanceof ApiProblem && problem.isPassing
  const isStory = form.way === 'story'
  const keywordError = Object.entries(errors).find(([path]) => path.startsWith('keywords'))?.[1]
  return (
    <>
      <PageHeader
        title="New story"
        actions={
          <Button to="/stories" variant="plain" icon={<ArrowLeft aria-hidden />}>
            All stories
          </Button>
        }
      />
      <form
        className={css.form}
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
          event.preventDefault()
          make()
        }}
      >
        <Segmented<NewStory['way']>
          label="Frames from"
          value={form.way}
          options={ways}
          onChange={(way) => change({ way })}
        />
        <StoryText form={form} onChange={change} error={textError ?? errors.story_description} />
        {isStory && (
          <>
            <FieldRow least={200}>
              <NumberField
                label="Frames"
                value={form.frame_count}
                error={errors.frame_count}
                onChange={(count) => count !== null && change({ frame_count: count })}
                {...frameCounts}
              />
              <Segmented<Style>
                label="Look"
                value={form.style ?? styleFor(chosen.filename)}
                options={looks}
                error={errors.style}
                onChange={(style) => change({ style })}
              />
            </FieldRow>
            <ModelField
              painters={painters}
              value={chosen.filename}
              title={chosen.details?.title}
              error={errors.model}
              onChange={(model) => change({ model })}
            />
            <FormSection
              title="More"
              isWrong={errors.narrative_arc !== undefined || keywordError !== undefined}
              summary={[form.narrative_arc, form.keywords].filter(Boolean).join(' · ')}
            >
              <TextField
                label="Course of the story"
                placeholder="three acts, a day, a hero’s journey …"
                value={form.narrative_arc}
                maxLength={200}
                error={errors.narrative_arc}
                onChange={(narrative_arc) => change({ narrative_arc })}
              />
              <TextField
                label="Words for every prompt"
                help="With commas between: they stand in the prompt of each frame."
                placeholder="watercolour, teal accents"
                value={form.keywords}
                error={keywordError}
                onChange={(keywords) => change({ keywords })}
              />
            </FormSection>
          </>
        )}
        {said !== undefined && (
          <ProblemNote
            problem={{ ...said, errors: said.errors?.filter(({ path }) => !shown.test(path)) }}
            retry={isPassing ? make : undefined}
          />
        )}
        {isStory && models.error !== null && (
          <ProblemNote problem={problemOf(models.error)} retry={() => void models.refetch()} />
        )}
        {isStory && models.data !== undefined && painters.length === 0 && (
          <NoModels hint={models.data.hint} />
        )}
        <div className={css.send}>
          <Button
            variant="primary"
            size="large"
            wide
            busy={isWriting}
            icon={<Clapperboard aria-hidden />}
            trailing={<Kbd keys="Ctrl+Enter" className={css.keys} />}
            onClick={make}
          >
            Make frames
          </Button>
          {isWriting && (
            <Button size="large" icon={<X aria-hidden />} onClick={cancel}>
              Cancel
            </Button>
          )}
        </div>
        {isWriting && (
          <p role="status" className={css.quiet}>
            The frames are being written. With a language model that can take a minute.
          </p>
        )}
        <DraftList />
      </form>
    </>
  )
}
