import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  enlargeSamples
} from "../chunk-EJPVSLPL.js";
import {
  InvalidParameterError,
  asReference,
  commonWords,
  createWorkflow,
  familyWords,
  familyWorkflows,
  loadImage,
  samplePass,
  saveImage,
  setScene,
  sizeOf,
  storedCommonWords,
  storedFamilyWords
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

// ../../packages/workflow-builder/dist/workflows/edit.js
function edit(variant, inputs, { filenamePrefix }) {
  const references2 = inputs.references.map(
    (name) => asReference(variant, loadImage({ name }).image)
  );
  const [image] = references2;
  if (image === void 0) throw new InvalidParameterError("references", "must name a picture");
  const size = inputs.resolution ?? sizeOf({ image });
  const scene = setScene(variant, inputs, { size, references: references2 });
  const latent = variant.emptyLatent({ ...size, batchSize: inputs.batch_size });
  const samples = samplePass(scene, { latent });
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })]);
}
var { denoise: _, ...words } = commonWords;
var { references } = pictureWords;
var workflows = familyWorkflows({
  task: "edit",
  title: "Pictures changed by an instruction",
  asked: external_exports.strictObject({ ...familyWords, ...words, references }),
  stored: external_exports.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    references: storedPictureWords.references
  }),
  build: edit
});
export {
  workflows
};
