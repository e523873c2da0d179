import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  commonWords,
  createWorkflow,
  decode,
  defineWorkflow,
  familyWords,
  familyWorkflows,
  samplePass,
  saveImage,
  sdxl,
  setScene,
  storedCommonWords,
  storedFamilyWords,
  storedResolution
} from "./chunk-Y4MFCVD6.js";
import {
  foundRecipeSchema,
  recipeSchema
} from "./chunk-HTTBWZTE.js";
import {
  external_exports
} from "./chunk-HC7B3LMW.js";

// ../../packages/workflow-builder/dist/chunk-5UAO4U2O.js
var textToImageWords = {
  prompt: true,
  negative_prompt: true,
  model: true,
  seed: true,
  steps: true,
  cfg: true,
  sampler: true,
  scheduler: true,
  resolution: true,
  loras: true
};
var [checkpoint] = sdxl.variants;
var textToImage = (inputs, options = {}) => paintFromText(
  checkpoint,
  { ...inputs, model_folder: "checkpoints", variant: checkpoint.id },
  options
);
function paintFromText(variant, inputs, { filenamePrefix = "darkroom" } = {}) {
  const { resolution: size, batch_size: batchSize } = inputs;
  const scene = setScene(variant, inputs, { size });
  const latent = variant.emptyLatent({ ...size, batchSize });
  const samples = samplePass(scene, { latent });
  return createWorkflow([saveImage({ images: decode(scene, samples), filenamePrefix })]);
}
var workflow = defineWorkflow({
  name: "text-to-image",
  title: "A picture from words",
  task: "text-to-image",
  inputs: recipeSchema.pick(textToImageWords).extend({ batch_size: external_exports.int().min(1).max(64).optional() }),
  stored: foundRecipeSchema.pick(textToImageWords).required().extend({ batch_size: external_exports.int().optional() }),
  nodeClasses: ["CheckpointLoaderSimple", "LoraLoader", "KSampler"],
  needs: ({ model, sampler, scheduler, loras }) => [
    { path: ["model"], kind: "model", ...checkpointList, name: model },
    {
      path: ["sampler"],
      kind: "choice",
      nodeClass: "KSampler",
      input: "sampler_name",
      name: sampler
    },
    {
      path: ["scheduler"],
      kind: "choice",
      nodeClass: "KSampler",
      input: "scheduler",
      name: scheduler
    },
    ...loras.map(
      ({ name }, index) => ({
        path: ["loras", index, "name"],
        kind: "model",
        ...loraList,
        name
      })
    )
  ],
  build: textToImage
});
var checkpointList = { nodeClass: "CheckpointLoaderSimple", input: "ckpt_name" };
var loraList = { nodeClass: "LoraLoader", input: "lora_name" };
var { resolution, batch_size } = commonWords;
var { batch_size: storedBatchSize } = storedCommonWords;
var workflows = familyWorkflows({
  task: "text-to-image",
  title: "A picture from words",
  asked: external_exports.strictObject({ ...familyWords, resolution, batch_size }),
  stored: external_exports.object({
    ...storedFamilyWords,
    resolution: storedResolution,
    batch_size: storedBatchSize
  }),
  fill: ({ resolution: resolution2 }, { defaults }) => ({ resolution: resolution2 ?? defaults.resolution }),
  build: paintFromText
});

export {
  textToImageWords,
  textToImage,
  workflow,
  workflows
};
