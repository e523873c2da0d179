/** What every client asks for, each with a prompt of its own. */
export const wishOf = (client: string) => ({
  prompt: `a lighthouse, asked for by ${client}`,
  model: 'base/dreamscape_xl.safetensors',
  steps: 2,
  resolution: { width: 64, height: 64 },
})

interface Told {
  readonly status: string
  readonly image_url?: string | undefined
}

/** Asks until the job has ended, and gives the address of its picture. */
export async function imageUrlOf(look: () => Promise<Told>): Promise<string> {
  for (;;) {
    const { status, image_url } = await look()
    if (status === 'completed' && image_url !== undefined) return image_url
    if (status !== 'queued' && status !== 'processing') throw new Error(`The job is ${status}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
