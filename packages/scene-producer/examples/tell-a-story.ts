import { createSceneProducer } from '@darkroom/scene-producer'

const producer = createSceneProducer(process.env.SCENE_PRODUCER)
const { frames, metadata } = await producer.produce({
  story:
    'Mia, a young girl with red hair and a yellow raincoat, discovers an abandoned greenhouse in Tokyo. She plants a glowing seed. At dawn the whole city is covered in flowers.',
  frameCount: 5,
  narrativeArc: 'three acts',
  model: 'dreamscape_xl',
  style: 'sdxl',
  keywords: ['teal accents'],
})
console.log(metadata.characters, metadata.setting)
for (const { frameNumber, shotType, description } of frames) {
  console.log(`${frameNumber}. [${shotType}] ${description}`)
}
