export { InvalidParameterError, WorkflowError } from './errors.ts'
export {
  type DetectedFamily,
  detectFamily,
  type ModelFile,
  variantOf,
} from './families/detect-family.ts'
export { findFamily, findVariant, modelFamilies } from './families/families.ts'
export {
  bundleOf,
  type CompanionLists,
  type Companions,
  type FoundCompanions,
  findCompanions,
  findControlNet,
  findUpscaleModel,
  type MissingFile,
  type Named,
} from './families/find-companions.ts'
export type { Tensors } from './families/header-signs.ts'
export {
  type Companion,
  type CompanionFolder,
  type Defaults,
  type ModelFamily,
  type ModelFolder,
  type ModelVariant,
  type Task,
  tasks,
} from './families/model-family.ts'
export {
  createNode,
  type GraphNode,
  type InputValue,
  type Literal,
  type Output,
} from './graph/graph-node.ts'
export {
  type Clip,
  type Conditioning,
  type ControlNet,
  type Guider,
  type Image,
  type Latent,
  type Mask,
  type Model,
  type ModelPatch,
  type Noise,
  outputOf,
  type Sampler,
  type Sigmas,
  type UpscaleModel,
  type Vae,
} from './graph/output.ts'
export { createWorkflow, type Workflow } from './graph/workflow.ts'
export { loadBuiltInWorkflows } from './load-built-in-workflows.ts'
export {
  applyControlNet,
  encodeForLumina,
  encodeText,
  guide,
  skipClipLayers,
  zeroOut,
} from './nodes/conditioning.ts'
export { applyInpaintControlNet, conditionPicture, setControlType } from './nodes/control.ts'
export { findEdges, loadImage, previewImage, saveImage, upscaleImage } from './nodes/images.ts'
export {
  decodeLatent,
  decodeTiled,
  emptyLatent,
  emptyLatentOf,
  encodeImage,
  scaleLatent,
} from './nodes/latents.ts'
export {
  loadCheckpoint,
  loadControlNet,
  loadDiffusionModel,
  loadGgufModel,
  loadUpscaleModel,
  loadVae,
} from './nodes/loaders.ts'
export { applyLora, applyModelLora } from './nodes/loras.ts'
export {
  conditionInpaint,
  growMask,
  imageToMask,
  invertMask,
  loadMask,
  maskNoise,
  maskToImage,
  pasteMasked,
} from './nodes/masks.ts'
export {
  loadModelPatch,
  normalizeCfg,
  patchControl,
  shiftAuraFlow,
  shiftSd3,
  softenMask,
} from './nodes/model-patches.ts'
export {
  addReference,
  encodeEdit,
  encodeEditOfMany,
  scaleForKontext,
  tellReferencesApart,
} from './nodes/references.ts'
export {
  basicGuider,
  cfgGuider,
  lastSteps,
  randomNoise,
  sample,
  sampleWithParts,
  schedule,
  scheduleForFlux2,
  selectSampler,
} from './nodes/sampling.ts'
export {
  type PictureSize,
  padForOutpaint,
  repeatImage,
  repeatLatent,
  scaleImage,
  scaleImageBy,
  scaleLatentBy,
  scaleToPixels,
  sizeOf,
} from './nodes/scaling.ts'
export { loadTextEncoders, padTokens } from './nodes/text-encoders.ts'
export { type Refusal, refusalsOf } from './parts/refusals.ts'
export type { GraphInputs } from './runs/graph-run.ts'
export {
  type Choices,
  defineWorkflow,
  findNeed,
  type Inputs,
  type Need,
  type ServerFile,
  type WorkflowEntry,
  type WorkflowRun,
} from './workflow-entry.ts'
export { type TextToImageInputs, textToImage, textToImageWords } from './workflows/text-to-image.ts'
