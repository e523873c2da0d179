// A scene program: reads the request as JSON on standard input, prints the scenes as JSON.
// Configure it as `command:node examples/scene-program.mjs`.
import { text } from 'node:stream/consumers'

const request = JSON.parse(await text(process.stdin))
const shots = ['wide shot', 'medium shot', 'close-up']
const sentences = request.story.split(/(?<=[.!?])\s+/)

const frames = Array.from({ length: request.frame_count }, (_, index) => {
  const sentence = sentences[Math.floor((index * sentences.length) / request.frame_count)]
  const shot = shots[index % shots.length]
  return {
    prompt: `${shot}, moment ${index + 1}, ${sentence}`,
    description: sentence,
    shot_type: shot,
  }
})

console.log(
  JSON.stringify({
    frames,
    metadata: {
      characters: [],
      setting: '',
      atmosphere: 'calm',
      arc: request.narrative_arc ?? 'as told',
      prefix: request.quality_prefix,
      negative_prompt: request.negative_prompt,
    },
  }),
)
