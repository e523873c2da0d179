import { Section } from '../../ui/section.tsx'
import styles from './sequence-page.module.css'
import type { Sequence } from './sequence-queries.ts'

/** The text that the frames are of, and what was understood of it. */
export const StoryWords = ({ story }: { readonly story: NonNullable<Sequence['story']> }) => {
  const facts = [
    { name: 'Who', text: story.characters.join(' · ') },
    { name: 'Where', text: story.setting },
    { name: 'Mood', text: story.atmosphere },
    { name: 'Arc', text: story.arc },
    { name: 'Keywords', text: story.keywords.join(', ') },
  ].filter(({ text }) => text !== '')
  return (
    <Section title="The story">
      <p className={styles.story}>{story.description}</p>
      <dl className={styles.facts}>
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
