import { useState } from 'react'
import type { Job } from '../../api/types.ts'
import { Lightbox } from '../../pictures/lightbox/lightbox.tsx'
import { OutputView } from './output-view.tsx'
import styles from './run.module.css'

/** All that a run made; its pictures open at their full size. */
export const MadeOutputs = ({ job }: { readonly job: Job }) => {
  const [place, setPlace] = useState<number>()
  const { outputs = [], images = [], prompt } = job
  return (
    <div className={styles.outputs}>
      {outputs.map((output) => {
        const own = images.findIndex(({ id }) => id === output.image_id)
        return (
          <OutputView
            key={`${output.node} ${output.url}`}
            {...{ output, prompt }}
            onOpen={own === -1 ? undefined : () => setPlace(own)}
          />
        )
      })}
      {place !== undefined && (
        <Lightbox
          total={images.length}
          index={place}
          first={images[place]}
          load={async (index) => images[index]}
          onIndex={(index) => setPlace(index)}
          onClose={() => setPlace(undefined)}
        />
      )}
    </div>
  )
}
