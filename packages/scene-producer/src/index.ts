export { createBuiltInSceneProducer } from './built-in/built-in-scene-producer.ts'
export {
  type CommandOptions,
  createCommandSceneProducer,
} from './command/command-scene-producer.ts'
export { createSceneProducer, type SceneProducerOptions } from './create-scene-producer.ts'
export {
  InvalidSceneRequestError,
  SceneProducerError,
  SceneProducerInvalidAnswerError,
  SceneProducerSpecError,
  SceneProducerUnavailableError,
} from './errors.ts'
export { createOpenAiSceneProducer, type OpenAiOptions } from './open-ai/open-ai-scene-producer.ts'
export type {
  SceneFrame,
  SceneMetadata,
  SceneProducer,
  SceneRequest,
  SceneSequence,
  SceneStyle,
} from './scene-producer.ts'
