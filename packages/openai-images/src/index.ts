export { createOpenAiImages } from './create-open-ai-images.ts'
export type { ImagesHouse } from './images/answer-request.ts'
export type { OpenAiImagesOptions } from './options.ts'
