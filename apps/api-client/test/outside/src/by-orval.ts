import { generateImage, getJob } from './generated/orval.js'
import { imageUrlOf, wishOf } from './wish.ts'

/** Its addresses were generated with the server's. */
export async function byOrval(): Promise<string> {
  const accepted = await generateImage(wishOf('orval'))
  if (accepted.status !== 202) throw new Error(accepted.data.detail)
  const { request_id } = accepted.data
  return imageUrlOf(async () => {
    const answer = await getJob(request_id)
    if (answer.status !== 200) throw new Error(answer.data.detail)
    return answer.data
  })
}
