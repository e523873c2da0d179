import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  repaint
} from "../chunk-GM46KEU7.js";
import "../chunk-72FOICAY.js";
import "../chunk-EJPVSLPL.js";
import {
  commonWords,
  createWorkflow,
  familyWords,
  familyWorkflows,
  fitMask,
  fitPicture,
  growMask,
  invertMask,
  loadImage,
  loadMask,
  saveImage,
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

// ../../packages/workflow-builder/dist/workflows/inpaint.js
var growth = 8;
function inpaint(variant, inputs, { filenamePrefix }) {
  const given = loadImage({ name: inputs.image });
  const image2 = fitPicture(variant, inputs, given.image);
  const mask2 = grown(inputs, fitMask(inputs, maskOf(inputs, given.mask)));
  const images = repaint(variant, inputs, { image: image2, mask: mask2 });
  return createWorkflow([saveImage({ images, filenamePrefix })]);
}
function maskOf({ mask: name, mask_mode: mode = "white" }, transparent) {
  if (name === void 0) return transparent;
  if (mode === "transparent") return loadMask({ name, channel: "alpha" });
  const white = loadMask({ name, channel: "red" });
  return mode === "white" ? white : invertMask({ mask: white });
}
var grown = ({ grow_mask: pixels }, mask2) => pixels === 0 ? mask2 : growMask({ mask: mask2, pixels });
var { image, mask, mask_mode, grow_mask } = pictureWords;
var stored = storedPictureWords;
var workflows = familyWorkflows({
  task: "inpaint",
  title: "A part of a picture painted anew",
  asked: external_exports.strictObject({
    ...familyWords,
    ...commonWords,
    image,
    mask: mask.optional(),
    mask_mode: mask_mode.optional(),
    grow_mask: grow_mask.optional()
  }).refine(
    (given) => given.mask !== void 0 || (given.mask_mode ?? "transparent") === "transparent",
    {
      path: ["mask_mode"],
      message: "needs a mask: without one, the transparent parts of the image are painted anew"
    }
  ),
  stored: external_exports.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    image: stored.image,
    mask: stored.mask.optional(),
    mask_mode: stored.mask_mode.optional(),
    grow_mask: stored.grow_mask,
    denoise: external_exports.number()
  }),
  fill: ({ denoise, grow_mask: pixels }, { defaults }) => ({
    denoise: denoise ?? defaults.denoise.mask,
    grow_mask: pixels ?? growth
  }),
  build: inpaint
});
export {
  workflows
};
