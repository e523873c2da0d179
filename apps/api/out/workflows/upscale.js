import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  byModel,
  enlargePicture
} from "../chunk-EJPVSLPL.js";
import {
  createWorkflow,
  defineWorkflow,
  familyWords,
  familyWorkflows,
  loadImage,
  ownReferences,
  saveImage,
  setScene,
  sizeOf,
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

// ../../packages/workflow-builder/dist/workflows/upscale.js
var { image, upscale } = pictureWords;
var { model, factor } = upscale.shape;
var stored = storedPictureWords;
var workflow = defineWorkflow({
  name: "upscale",
  title: "A picture made larger",
  task: "upscale",
  inputs: external_exports.strictObject({ image, upscale: external_exports.strictObject({ factor, model: model.unwrap() }) }),
  stored: external_exports.object({
    image: external_exports.string(),
    upscale: external_exports.object({ factor: external_exports.number(), model: external_exports.string() })
  }),
  nodeClasses: [],
  judgesGraph: true,
  needs: (inputs) => [
    {
      path: ["upscale", "model"],
      kind: "model",
      nodeClass: "UpscaleModelLoader",
      input: "model_name",
      name: inputs.upscale.model
    }
  ],
  build: (inputs, { filenamePrefix }) => {
    const given = loadImage({ name: inputs.image }).image;
    const images = byModel({ image: given, ...inputs.upscale });
    return createWorkflow([saveImage({ images, filenamePrefix })]);
  }
});
var detail = 0.33;
function upscaleAndRefine(variant, inputs, { filenamePrefix }) {
  const given = loadImage({ name: inputs.image }).image;
  const scene = setScene(variant, inputs, {
    size: sizeOf({ image: given }),
    references: ownReferences(variant, given)
  });
  return createWorkflow([saveImage({ images: enlargePicture(scene, given), filenamePrefix })]);
}
var workflows = familyWorkflows({
  task: "upscale",
  title: "A picture made larger, with new detail",
  asked: external_exports.strictObject({ ...familyWords, image, upscale }),
  stored: external_exports.object({ ...storedFamilyWords, image: stored.image, upscale: stored.upscale }),
  fill: ({ upscale: asked }) => ({ upscale: { ...asked, denoise: asked?.denoise ?? detail } }),
  build: upscaleAndRefine
});
export {
  workflow,
  workflows
};
