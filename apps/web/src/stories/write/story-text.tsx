import { TextArea } from '../../ui/text-area.tsx'
import { type NewStory, storyLength } from './new-story.ts'
import { promptsIn } from './own-prompts.ts'

interface StoryTextProps {
  readonly form: NewStory
  readonly onChange: (change: Partial<NewStory>) => void
  readonly error: string | undefined
}

const frames = (count: number): string => (count === 1 ? '1 frame' : `${count} frames`)

/** The story, or a prompt on each line. */
export const StoryText = ({ form, onChange, error }: StoryTextProps) =>
  form.way === 'story' ? (
    <TextArea
      label="Story"
      minRows={8}
      maxRows={18}
      placeholder="Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse …"
      help="Who looks how, where it is, and what happens: 100 to 1,000 characters. Each frame can be edited before anything is made."
      value={form.story}
      error={error}
      onChange={(story) => onChange({ story })}
      action={`${form.story.trim().length.toLocaleString('en')} / ${storyLength.max.toLocaleString('en')}`}
    />
  ) : (
    <TextArea
      label="Prompts"
      minRows={8}
      maxRows={18}
      placeholder={'a lighthouse at dawn\nthe lighthouse in a storm\nthe keeper asleep'}
      help="One on each line."
      value={form.lines}
      error={error}
      onChange={(lines) => onChange({ lines })}
      action={frames(promptsIn(form.lines).length)}
    />
  )
