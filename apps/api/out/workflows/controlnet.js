import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  repeated
} from "../chunk-72FOICAY.js";
import {
  enlargeSamples
} from "../chunk-EJPVSLPL.js";
import {
  InvalidParameterError,
  commonWords,
  conditionPicture,
  createWorkflow,
  familyWords,
  familyWorkflows,
  guidesOf,
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

// ../../packages/workflow-builder/dist/workflows/controlnet.js
function paintByControl(variant, inputs, { filenamePrefix }) {
  const guides = guidesOf(variant, inputs);
  const image = guides[0]?.picture;
  if (image === void 0) throw new InvalidParameterError("control.0.image", "must name a picture");
  const size = inputs.resolution ?? sizeOf({ image });
  const { latent, ...scene } = begin(setScene(variant, inputs, { size, guides }), image);
  const samples = samplePass(scene, { latent });
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })]);
}
function begin(scene, image) {
  const { variant, inputs, size, vae, positive, negative } = scene;
  if (variant.control?.by !== "itself") {
    return { ...scene, latent: variant.emptyLatent({ ...size, batchSize: inputs.batch_size }) };
  }
  const seen = conditionPicture({ positive, negative, vae, image });
  return { ...scene, ...seen, latent: repeated(scene, seen.latent) };
}
var { denoise: _, ...words } = commonWords;
var workflows = familyWorkflows({
  task: "controlnet",
  title: "A picture after a control picture",
  asked: external_exports.strictObject({ ...familyWords, ...words, control: pictureWords.control }),
  stored: external_exports.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    control: storedPictureWords.control
  }),
  build: paintByControl
});
export {
  workflows
};
