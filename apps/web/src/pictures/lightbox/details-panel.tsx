import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { pictureQuery } from '../../api/gallery-picture.ts'
import type { GalleryImage } from '../../api/types.ts'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Section } from '../../ui/section.tsx'
import { CopyButton } from '../copy-button.tsx'
import { type Fact, factsOfPicture } from '../picture-facts.ts'
import { TagsField } from '../tags-field.tsx'
import styles from './details-panel.module.css'

interface DetailsPanelProps {
  readonly picture: GalleryImage
  readonly onTags: (tags: readonly string[]) => void
}

const Text = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <section className={styles.text} aria-label={label}>
    <header className={styles.head}>
      <h3 className={styles.label}>{label}</h3>
      <CopyButton text={text} what={label.toLowerCase()} />
    </header>
    <p className={styles.words}>{text}</p>
  </section>
)

const FactLine = ({ fact: { label, value, copy, to } }: { readonly fact: Fact }) => (
  <div className={styles.fact}>
    <dt className={styles.label}>{label}</dt>
    <dd className={styles.value}>
      {to === undefined ? (
        value
      ) : (
        <Link href={to} className={styles.link}>
          {value}
        </Link>
      )}
    </dd>
    {copy !== undefined && (
      <dd className={styles.copy}>
        <CopyButton text={copy} what={label.toLowerCase()} />
      </dd>
    )}
  </div>
)

const Json = ({ title, value }: { readonly title: string; readonly value: object }) => {
  const text = JSON.stringify(value, undefined, 2)
  return (
    <Section title={title} action={<CopyButton text={text} what={title.toLowerCase()} />}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label={title}>
        <pre className={styles.json}>{text}</pre>
      </section>
    </Section>
  )
}

const tagsOf = ({ metadata: { tags } }: GalleryImage): readonly string[] =>
  Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []

/** All that is known of the picture that is shown. */
export const DetailsPanel = ({ picture, onTags }: DetailsPanelProps) => {
  const { data, error, refetch } = useQuery(pictureQuery(picture.id))
  const made = data?.workflow?.inputs ?? {}
  return (
    <aside className={styles.panel} aria-label="Details">
      {picture.prompt !== '' && <Text label="Prompt" text={picture.prompt} />}
      {picture.negative_prompt !== '' && (
        <Text label="Negative prompt" text={picture.negative_prompt} />
      )}
      <dl className={styles.facts}>
        {factsOfPicture(picture, data).map((fact) => (
          <FactLine key={`${fact.label} ${fact.value}`} fact={fact} />
        ))}
      </dl>
      <TagsField label="Tags" tags={tagsOf(picture)} onChange={onTags} />
      {error !== null && <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />}
      {data !== undefined && (
        <div className={styles.more}>
          {Object.keys(made).length > 0 && <Json title="What was asked for" value={made} />}
          {Object.keys(data.extra).length > 0 && <Json title="More settings" value={data.extra} />}
          {Object.keys(data.raw).length > 0 && <Json title="Embedded metadata" value={data.raw} />}
        </div>
      )}
    </aside>
  )
}
