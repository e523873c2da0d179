import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  enlargeSamples
} from "../chunk-EJPVSLPL.js";
import {
  commonWords,
  createWorkflow,
  familyWords,
  familyWorkflows,
  samplePass,
  saveImage,
  setScene,
  storedCommonWords,
  storedFamilyWords,
  storedResolution
} from "../chunk-Y4MFCVD6.js";
import "../chunk-ND6S3O7P.js";
import {
  pictureWords,
  storedPictureWords
} from "../chunk-HTTBWZTE.js";
import {
  external_exports
} from "../chunk-HC7B3LMW.js";
import "../chunk-DJU6XF4X.js";
import "../chunk-V4RWK56N.js";

// ../../packages/workflow-builder/dist/workflows/hires-fix.js
function paintTwice(variant, inputs, { filenamePrefix }) {
  const { resolution: size, batch_size: batchSize } = inputs;
  const scene = setScene(variant, inputs, { size });
  const latent = variant.emptyLatent({ ...size, batchSize });
  const samples = samplePass(scene, { latent });
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })]);
}
var { resolution, batch_size } = commonWords;
var workflows = familyWorkflows({
  task: "hires-fix",
  title: "A large picture from words, in two passes",
  asked: external_exports.strictObject({
    ...familyWords,
    resolution,
    batch_size,
    upscale: pictureWords.upscale
  }),
  stored: external_exports.object({
    ...storedFamilyWords,
    resolution: storedResolution,
    batch_size: storedCommonWords.batch_size,
    upscale: storedPictureWords.upscale
  }),
  fill: ({ resolution: size }, { defaults }) => ({ resolution: size ?? defaults.resolution }),
  build: paintTwice
});
export {
  workflows
};
