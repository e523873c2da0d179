import { Section } from '../../ui/section.tsx'
import type { StoryDraft } from './story-draft.ts'
import css from './story-editor.module.css'

/** The story that the frames tell, and what was found in it. */
export const StoryAbout = ({ draft }: { readonly draft: StoryDraft }) => {
  const { story, about } = draft
  const found = [
    { title: 'Who', text: about?.characters.join('; ') ?? '' },
    { title: 'Where', text: about?.setting ?? '' },
    { title: 'Mood', text: about?.atmosphere ?? '' },
  ].filter(({ text }) => text !== '')
  if (story === undefined && found.length === 0) return null
  return (
    <Section title="The story" summary={story ?? found[0]?.text} className={css.about}>
      {story !== undefined && <p className={css.story}>{story}</p>}
      {found.length > 0 && (
        <dl className={css.found}>
          {found.map(({ title, text }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
