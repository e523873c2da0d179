import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  besidesGiven,
  filesOf,
  matchName,
  validateGraph
} from "./chunk-ND6S3O7P.js";
import {
  foundRecipeSchema,
  pictureWords,
  recipeSchema,
  storedPictureWords
} from "./chunk-HTTBWZTE.js";
import {
  external_exports
} from "./chunk-HC7B3LMW.js";
import {
  isRecord
} from "./chunk-DJU6XF4X.js";

// ../../packages/workflow-builder/dist/chunk-47YITRZG.js
var WorkflowError = class extends Error {
  name = "WorkflowError";
};
var InvalidParameterError = class extends WorkflowError {
  name = "InvalidParameterError";
  field;
  constructor(field, message) {
    super(`${field}: ${message}`);
    this.field = field;
  }
};
function createNode({
  classType,
  title = classType,
  inputs = {}
}) {
  const entries = Object.entries(inputs).flatMap(
    ([name, value]) => value === void 0 ? [] : [[name, checked(name, value)]]
  );
  return Object.freeze({ classType, title, inputs: Object.freeze(Object.fromEntries(entries)) });
}
var isOutput = (value) => typeof value === "object" && value !== null && "node" in value;
function checked(name, value) {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new InvalidParameterError(name, `must be a finite number, not ${value}`);
  }
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InvalidParameterError(name, `${value} is beyond 2^53 and would not arrive exactly`);
  }
  return value;
}
var outputOf = (node, index) => Object.freeze({ node, index });
function emptyLatent({
  width = 1024,
  height = 1024,
  batchSize = 1
} = {}) {
  const node = createNode({
    classType: "EmptyLatentImage",
    title: "Empty Latent Image",
    inputs: { width, height, batch_size: batchSize }
  });
  return outputOf(node, 0);
}
function emptyLatentOf({
  classType,
  width,
  height,
  batchSize = 1
}) {
  const node = createNode({
    classType,
    title: "Empty Latent Image",
    inputs: { width, height, batch_size: batchSize }
  });
  return outputOf(node, 0);
}
function decodeTiled({ samples, vae: vae2 }) {
  const node = createNode({
    classType: "VAEDecodeTiled",
    title: "VAE Decode (Tiled)",
    inputs: { samples, vae: vae2, tile_size: 512, overlap: 64, temporal_size: 64, temporal_overlap: 8 }
  });
  return outputOf(node, 0);
}
function decodeLatent({ samples, vae: vae2 }) {
  const node = createNode({
    classType: "VAEDecode",
    title: "VAE Decode",
    inputs: { samples, vae: vae2 }
  });
  return outputOf(node, 0);
}
function encodeImage({ image: image2, vae: vae2 }) {
  const node = createNode({
    classType: "VAEEncode",
    title: "VAE Encode",
    inputs: { pixels: image2, vae: vae2 }
  });
  return outputOf(node, 0);
}
function shiftAuraFlow({ model, shift }) {
  const node = createNode({
    classType: "ModelSamplingAuraFlow",
    title: "Shift",
    inputs: { model, shift }
  });
  return outputOf(node, 0);
}
function shiftSd3({ model, shift }) {
  const node = createNode({
    classType: "ModelSamplingSD3",
    title: "Shift",
    inputs: { model, shift }
  });
  return outputOf(node, 0);
}
function normalizeCfg({ model, strength = 1 }) {
  const node = createNode({
    classType: "CFGNorm",
    title: "CFG Norm",
    inputs: { model, strength }
  });
  return outputOf(node, 0);
}
var softenMask = ({ model }) => outputOf(
  createNode({
    classType: "DifferentialDiffusion",
    title: "Differential Diffusion",
    inputs: { model }
  }),
  0
);
var loadModelPatch = ({ name }) => outputOf(
  createNode({ classType: "ModelPatchLoader", title: "Load Model Patch", inputs: { name } }),
  0
);
function patchControl({
  model,
  patch,
  vae: vae2,
  image: image2,
  strength = 1
}) {
  const node = createNode({
    classType: "QwenImageDiffsynthControlnet",
    title: "Apply ControlNet",
    inputs: { model, model_patch: patch, vae: vae2, image: image2, strength }
  });
  return outputOf(node, 0);
}
var classes = ["CLIPLoader", "DualCLIPLoader", "TripleCLIPLoader", "QuadrupleCLIPLoader"];
function textEncoderClass(names2) {
  const nodeClass = classes[names2.length - 1];
  if (nodeClass === void 0) {
    throw new InvalidParameterError(
      "text_encoders",
      `must be one to four names, not ${names2.length}`
    );
  }
  return names2.some(isGguf) ? `${nodeClass}GGUF` : nodeClass;
}
var textEncoderInput = (names2, index) => names2.length === 1 ? "clip_name" : `clip_name${index + 1}`;
var isGguf = (name) => /\.gguf$/i.test(name);
function loadTextEncoders({
  names: names2,
  type
}) {
  const files = names2.map((name, index) => [
    textEncoderInput(names2, index),
    name
  ]);
  const asksForType = names2.length <= 2;
  const node = createNode({
    classType: textEncoderClass(names2),
    title: "Load Text Encoders",
    inputs: { ...Object.fromEntries(files), type: asksForType ? type : void 0 }
  });
  return outputOf(node, 0);
}
function padTokens({
  clip,
  minPadding,
  minLength
}) {
  const node = createNode({
    classType: "T5TokenizerOptions",
    title: "Token Padding",
    inputs: { clip, min_padding: minPadding, min_length: minLength }
  });
  return outputOf(node, 0);
}
function encodeText({
  clip,
  text,
  title = "Prompt"
}) {
  return outputOf(createNode({ classType: "CLIPTextEncode", title, inputs: { text, clip } }), 0);
}
function skipClipLayers({ clip, stopAt = -2 }) {
  const node = createNode({
    classType: "CLIPSetLastLayer",
    title: "CLIP Skip",
    inputs: { clip, stop_at_clip_layer: stopAt }
  });
  return outputOf(node, 0);
}
function guide({
  conditioning,
  guidance: guidance2 = 3.5
}) {
  const node = createNode({
    classType: "FluxGuidance",
    title: "Guidance",
    inputs: { conditioning, guidance: guidance2 }
  });
  return outputOf(node, 0);
}
var zeroOut = ({ conditioning }) => outputOf(
  createNode({
    classType: "ConditioningZeroOut",
    title: "No Negative Prompt",
    inputs: { conditioning }
  }),
  0
);
function encodeForLumina({
  clip,
  prompt,
  title = "Prompt"
}) {
  const node = createNode({
    classType: "CLIPTextEncodeLumina2",
    title,
    inputs: { system_prompt: "superior", user_prompt: prompt, clip }
  });
  return outputOf(node, 0);
}
function applyControlNet({
  positive,
  negative,
  controlNet: controlNet2,
  image: image2,
  vae: vae2,
  strength = 1,
  start = 0,
  end = 1
}) {
  const node = createNode({
    classType: "ControlNetApplyAdvanced",
    title: "Apply ControlNet",
    inputs: {
      positive,
      negative,
      control_net: controlNet2,
      image: image2,
      strength,
      start_percent: start,
      end_percent: end,
      vae: vae2
    }
  });
  return { positive: outputOf(node, 0), negative: outputOf(node, 1) };
}
function addReference({
  conditioning,
  latent
}) {
  const node = createNode({
    classType: "ReferenceLatent",
    title: "Reference",
    inputs: { conditioning, latent }
  });
  return outputOf(node, 0);
}
function tellReferencesApart({
  conditioning,
  method
}) {
  const node = createNode({
    classType: "FluxKontextMultiReferenceLatentMethod",
    title: "Reference Method",
    inputs: { conditioning, reference_latents_method: method }
  });
  return outputOf(node, 0);
}
var scaleForKontext = ({ image: image2 }) => outputOf(
  createNode({
    classType: "FluxKontextImageScale",
    title: "Scale Image",
    inputs: { image: image2 }
  }),
  0
);
function encodeEdit({
  clip,
  vae: vae2,
  prompt,
  image: image2,
  title = "Prompt"
}) {
  const node = createNode({
    classType: "TextEncodeQwenImageEdit",
    title,
    inputs: { prompt, clip, vae: vae2, image: image2 }
  });
  return outputOf(node, 0);
}
function encodeEditOfMany({
  clip,
  vae: vae2,
  prompt,
  images,
  title = "Prompt"
}) {
  const [image1, image2, image3] = images;
  const node = createNode({
    classType: "TextEncodeQwenImageEditPlus",
    title,
    inputs: { prompt, clip, vae: vae2, image1, image2, image3 }
  });
  return outputOf(node, 0);
}
function scaleImage({ image: image2, width, height }) {
  const node = createNode({
    classType: "ImageScale",
    title: "Scale Image",
    inputs: { image: image2, upscale_method: "lanczos", width, height, crop: "center" }
  });
  return outputOf(node, 0);
}
function scaleImageBy({ image: image2, factor }) {
  const node = createNode({
    classType: "ImageScaleBy",
    title: "Scale Image",
    inputs: { image: image2, upscale_method: "lanczos", scale_by: factor }
  });
  return outputOf(node, 0);
}
function scaleToPixels({
  image: image2,
  megapixels,
  multiple
}) {
  const node = createNode({
    classType: "ImageScaleToTotalPixels",
    title: "Scale Image",
    inputs: { image: image2, upscale_method: "lanczos", megapixels, resolution_steps: multiple }
  });
  return outputOf(node, 0);
}
function sizeOf({ image: image2 }) {
  const node = createNode({ classType: "GetImageSize", title: "Size", inputs: { image: image2 } });
  return { width: outputOf(node, 0), height: outputOf(node, 1) };
}
function padForOutpaint({
  image: image2,
  left,
  top,
  right,
  bottom,
  feathering = 40
}) {
  const node = createNode({
    classType: "ImagePadForOutpaint",
    title: "Pad Image",
    inputs: { image: image2, left, top, right, bottom, feathering }
  });
  return { image: outputOf(node, 0), mask: outputOf(node, 1) };
}
function scaleLatentBy({ samples, factor }) {
  const node = createNode({
    classType: "LatentUpscaleBy",
    title: "Upscale Latent",
    inputs: { samples, upscale_method: "nearest-exact", scale_by: factor }
  });
  return outputOf(node, 0);
}
function repeatLatent({ samples, amount }) {
  const node = createNode({
    classType: "RepeatLatentBatch",
    title: "Repeat Latent",
    inputs: { samples, amount }
  });
  return outputOf(node, 0);
}
function repeatImage({ image: image2, amount }) {
  const node = createNode({
    classType: "RepeatImageBatch",
    title: "Repeat Image",
    inputs: { image: image2, amount }
  });
  return outputOf(node, 0);
}
var textEncoder = (what, file, ...signs) => ({
  what,
  folder: "text_encoders",
  file,
  signs
});
var vae = (what, file, ...signs) => ({
  what,
  folder: "vae",
  file,
  signs
});
var clipL = textEncoder(
  "CLIP-L text encoder",
  "clip_l.safetensors",
  /^clip[-_. ]?l$/,
  /(^|[-_.])clip[-_. ]?l(?!.*(hidream|vision))/,
  /vit-l-14.*(text|te)(?!.*vision)/
);
var clipG = textEncoder(
  "CLIP-G text encoder",
  "clip_g.safetensors",
  /^clip[-_. ]?g$/,
  /(^|[-_.])clip[-_. ]?g(?!.*(hidream|vision))/,
  /vit[-_. ]?bigg(?!.*vision)/
);
var openClipH = textEncoder(
  "OpenCLIP-H text encoder",
  "clip_h.safetensors",
  /^clip[-_. ]?h$/,
  /open[-_. ]?clip(?!.*(vision|bigg))/,
  /vit[-_. ]?h[-_. ]?14(?!.*vision)/
);
var t5xxl = textEncoder(
  "T5-XXL text encoder",
  "t5xxl_fp16.safetensors",
  /^t5[-_. ]?xxl[-_. ]?(fp16|bf16)$/,
  /^t5[-_. ]?xxl(?!.*(old|umt5)).*scaled/,
  /^t5[-_. ]?xxl(?!.*old)/,
  /(?<!um)t5[-_. ]?v1[-_. ]1[-_. ]xxl/,
  /(?<!um)t5[-_. ]?xxl/
);
var clipLHidream = textEncoder(
  "long CLIP-L text encoder of HiDream",
  "clip_l_hidream.safetensors",
  /clip[-_. ]?l.*hidream|hidream.*clip[-_. ]?l/
);
var clipGHidream = textEncoder(
  "long CLIP-G text encoder of HiDream",
  "clip_g_hidream.safetensors",
  /clip[-_. ]?g.*hidream|hidream.*clip[-_. ]?g/
);
var llama31 = textEncoder(
  "Llama 3.1 8B text encoder",
  "llama_3.1_8b_instruct_fp8_scaled.safetensors",
  /llama[-_. ]?3[-_. ]?1[-_. ]?8b/
);
var mistral3 = textEncoder(
  "Mistral 3 Small text encoder of FLUX.2",
  "mistral_3_small_flux2_bf16.safetensors",
  /mistral[-_. ]?3.*flux[-_. ]?2.*bf16/,
  /mistral[-_. ]?(3|small).*flux[-_. ]?2/,
  /mistral[-_. ]?(3[-_. ])?small/
);
var qwen3Of4b = textEncoder(
  "Qwen3 4B text encoder",
  "qwen_3_4b.safetensors",
  /^qwen[-_. ]?3[-_. ]?4b$/,
  /^qwen[-_. ]?3(?!.*vl)[-_. ]?4b/
);
var qwen3Of8b = textEncoder(
  "Qwen3 8B text encoder",
  "qwen_3_8b_fp8mixed.safetensors",
  /^qwen[-_. ]?3[-_. ]?8b$/,
  /^qwen[-_. ]?3(?!.*vl)[-_. ]?8b/
);
var qwen25Vl = textEncoder(
  "Qwen2.5-VL 7B text encoder",
  "qwen_2.5_vl_7b_fp8_scaled.safetensors",
  /^qwen[-_. ]?2[-_. ]5[-_. ]?vl[-_. ]?7b$/,
  /^qwen[-_. ]?2[-_. ]?5[-_. ]?vl.*7b/
);
var gemma2 = textEncoder(
  "Gemma 2 2B text encoder",
  "gemma_2_2b_fp16.safetensors",
  /gemma[-_. ]?2[-_. ]?2b/
);
var fluxVae = vae(
  "VAE of FLUX.1",
  "ae.safetensors",
  /^ae$/,
  /^ae[-_.]|^flux[-_. ]?1?[-_. ]?(dev|schnell)?[-_. ]?(vae|ae)(?![a-z])/
);
var flux2Vae = vae(
  "VAE of FLUX.2",
  "flux2-vae.safetensors",
  /^flux[-_. ]?2[-_. ]?(vae|ae)/,
  /^full_encoder_small_decoder/
);
var qwenImageVae = vae(
  "VAE of Qwen-Image",
  "qwen_image_vae.safetensors",
  /^qwen[-_. ]?image[-_. ]?vae/
);
var sd3Vae = vae(
  "VAE of Stable Diffusion 3",
  "sd3_vae.safetensors",
  /^sd3.*vae/
);
var sdVae = vae(
  "VAE of Stable Diffusion 1",
  "vae-ft-mse-840000-ema-pruned.safetensors",
  /vae-ft-mse/
);
var sdxlVae = vae("VAE of SDXL", "sdxl_vae.safetensors", /sd[-_. ]?xl.*vae/);
var pixelSpace = {
  ...vae("pixel space", "pixel_space"),
  isBuiltIn: true
};
var upscaleModel = {
  what: "upscale model",
  folder: "upscale_models",
  file: "RealESRGAN_x4plus.safetensors",
  signs: [
    /^realesrgan[-_. ]?x4[-_. ]?plus$/,
    /^4x[-_. ]?(ultrasharp|foolhardy|remacri)/,
    /(^|[-_. ])x?4x?/,
    /(?<!\d)(2x|x2)(?!\d)/,
    // Models for 1x mend a picture and leave its size.
    /^(?!.*(?<!\d)(1x|x1)(?!\d))/
  ]
};
var controlNet = (what, file, ...signs) => ({
  what,
  folder: "controlnet",
  file,
  signs
});
var negativeTitle = "Negative Prompt";
var encodeBoth = ({ clip, prompt, negativePrompt }) => ({
  positive: encodeText({ clip, text: prompt, title: "Prompt" }),
  negative: encodeText({ clip, text: negativePrompt, title: negativeTitle })
});
function encodeOne({ clip, prompt }) {
  const positive = encodeText({ clip, text: prompt, title: "Prompt" });
  return { positive, negative: zeroOut({ conditioning: positive }) };
}
function encodeGuided(words2) {
  const { positive, negative } = encodeOne(words2);
  const { guidance: guidance2 } = words2;
  const guided = guidance2 === void 0 ? positive : guide({ conditioning: positive, guidance: guidance2 });
  return { positive: withReferences(guided, words2), negative };
}
function encodeBothWithReferences(words2) {
  const { positive, negative } = encodeBoth(words2);
  return {
    positive: withReferences(positive, words2),
    negative: withReferences(negative, words2)
  };
}
function encodeOneWithReferences(words2) {
  const { positive, negative } = encodeOne(words2);
  return {
    positive: withReferences(positive, words2),
    negative: withReferences(negative, words2)
  };
}
var encodeLumina = ({ clip, prompt, negativePrompt }) => ({
  positive: encodeForLumina({ clip, prompt }),
  negative: encodeText({ clip, text: negativePrompt, title: negativeTitle })
});
function encodeEditing({ clip, vae: vae2, prompt, negativePrompt, references }) {
  const [image2] = references;
  return {
    positive: encodeEdit({ clip, vae: vae2, image: image2, prompt }),
    negative: encodeEdit({ clip, vae: vae2, image: image2, prompt: negativePrompt, title: negativeTitle })
  };
}
function encodeEditingMany(words2) {
  const { clip, vae: vae2, prompt, negativePrompt, references: images } = words2;
  return {
    positive: encodeEditOfMany({ clip, vae: vae2, images, prompt }),
    negative: encodeEditOfMany({
      clip,
      vae: vae2,
      images,
      prompt: negativePrompt,
      title: negativeTitle
    })
  };
}
function encodeEditingMarked(words2) {
  const { positive, negative } = encodeEditingMany(words2);
  const method = "index_timestep_zero";
  return {
    positive: tellReferencesApart({ conditioning: positive, method }),
    negative: tellReferencesApart({ conditioning: negative, method })
  };
}
var withReferences = (conditioning, { vae: vae2, references }) => references.reduce(
  (referred, image2) => addReference({ conditioning: referred, latent: encodeImage({ image: image2, vae: vae2 }) }),
  conditioning
);
var stableDiffusion = {
  hasTextLoras: true,
  encode: encodeBoth,
  emptyLatent: ({ width, height, batchSize }) => emptyLatent({ width, height, batchSize }),
  sampling: "ksampler",
  multiple: 8,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: { guidance: "has no effect on Stable Diffusion, which follows cfg" },
  cannot: {}
};
var noReferences = (title) => `${title} takes no reference pictures; Qwen-Image-Edit, FLUX.1 Kontext and FLUX.2 do.`;
var noControl = (title) => `There is no ControlNet for ${title} that ComfyUI itself can run.`;
var union = (sign) => controlNet(
  "ControlNet for SDXL",
  "controlnet-union-sdxl-1.0.safetensors",
  /(xl.*(union|promax))|((union|promax).*xl)/,
  /^controlnet-union/,
  new RegExp(`xl.*(${sign.source})|(${sign.source}).*xl`)
);
var control = {
  by: "net",
  needsVae: false,
  nets: [
    [["canny", "lineart"], union(/canny|lineart/)],
    [["softedge", "scribble"], union(/softedge|hed|scribble/)],
    [["depth"], union(/depth/)],
    [["normal"], union(/normal/)],
    [["pose"], union(/openpose|pose/)],
    [["segment"], union(/seg/)],
    [["tile"], union(/tile/)]
  ]
};
var base = {
  ...stableDiffusion,
  id: "base",
  title: "SDXL",
  textEncoders: { type: "sdxl", files: [clipL, clipG] },
  vae: sdxlVae,
  control,
  cannot: { edit: noReferences("SDXL") },
  defaults: {
    steps: 30,
    cfg: 6,
    sampler: "dpmpp_2m",
    scheduler: "karras",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.45 }
  }
};
var inpainting = {
  ...base,
  id: "inpainting",
  title: "SDXL Inpainting",
  sign: /inpaint/,
  seesMask: true,
  defaults: { ...base.defaults, denoise: { ...base.defaults.denoise, mask: 1 } }
};
var turbo = {
  ...base,
  id: "turbo",
  title: "SDXL Turbo, Lightning and their kin",
  sign: /turbo|lightning|hyper|lcm|dmd/,
  defaults: {
    ...base.defaults,
    steps: 6,
    cfg: 2,
    sampler: "dpmpp_sde",
    scheduler: "karras"
  }
};
var illustrious = {
  ...base,
  id: "illustrious",
  title: "Illustrious, NoobAI and Pony",
  sign: /illustrious|illu(?=[-_. ]|$)|noob|pony/,
  defaults: {
    ...base.defaults,
    steps: 28,
    cfg: 5,
    sampler: "euler_ancestral",
    scheduler: "normal"
  }
};
var sdxl = {
  id: "sdxl",
  title: "SDXL",
  folder: "checkpoints",
  sign: /sd[-_. ]?xl|stable[-_. ]?diffusion[-_. ]?xl|(?<!flux)xl(?=$|[-_. \d])|(?<!flux)xl[-_]?v\d|illustrious|illu(?=[-_. ])|noob|pony/,
  variants: [base, turbo, illustrious, inpainting]
};
var hd = {
  id: "hd",
  title: "Chroma1 HD",
  textEncoders: { type: "chroma", files: [t5xxl] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneClip: (clip) => padTokens({ clip, minPadding: 1, minLength: 0 }),
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: {
    guidance: "has no effect on Chroma, which follows cfg",
    clip_skip: "has no effect on Chroma, which takes its words from T5"
  },
  cannot: { edit: noReferences("Chroma"), controlnet: noControl("Chroma") },
  defaults: {
    steps: 30,
    cfg: 4,
    sampler: "euler",
    scheduler: "simple",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var flash = {
  ...hd,
  id: "flash",
  title: "Chroma1 Flash",
  sign: /flash/,
  defaults: { ...hd.defaults, steps: 12, cfg: 1, sampler: "heun", scheduler: "beta" }
};
var radiance = {
  ...hd,
  id: "radiance",
  title: "Chroma1 Radiance",
  sign: /radiance/,
  vae: pixelSpace,
  tuneClip: (clip) => padTokens({ clip, minPadding: 0, minLength: 3 }),
  tuneModel: (model) => shiftAuraFlow({ model, shift: 3 }),
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptyChromaRadianceLatentImage", ...size })
};
var chroma = {
  id: "chroma",
  title: "Chroma",
  folder: "diffusion_models",
  // Also an everyday word: only at the start, and with nothing but its own words joined to it.
  sign: /(?<![a-z·])chroma(?![a-z·])|(?<![a-z·])chroma·?(hd|flash|radiance|unlocked|base|v\d)(?![a-z])/,
  variants: [hd, radiance, flash]
};
var net = (sign) => controlNet(
  "ControlNet (union) for FLUX.1 dev",
  "FLUX.1-dev-ControlNet-Union-Pro-2.0.safetensors",
  /flux(?![-_. ]?2).*union.*pro/,
  /flux(?![-_. ]?2).*union/,
  new RegExp(`^(?=.*control).*flux(?![-_. ]?2).*(${sign.source})`)
);
var inpaintNet = controlNet(
  "ControlNet (inpainting) for FLUX.1 dev",
  "FLUX.1-dev-Controlnet-Inpainting-Beta.safetensors",
  /flux(?![-_. ]?2).*inpaint/
);
var control2 = {
  by: "net",
  needsVae: true,
  nets: [
    [["canny", "lineart"], net(/canny|lineart/)],
    [["softedge", "scribble"], net(/softedge|hed|scribble/)],
    [["depth"], net(/depth/)],
    [["normal"], net(/normal/)],
    [["pose"], net(/pose/)],
    [["tile"], net(/tile|upscaler/)],
    [["inpaint"], inpaintNet]
  ]
};
var dev = {
  id: "dev",
  title: "FLUX.1 dev",
  textEncoders: { type: "flux", files: [clipL, t5xxl] },
  vae: fluxVae,
  hasTextLoras: true,
  encode: encodeGuided,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control: control2,
  refuses: {
    negative_prompt: "has no effect on FLUX.1, whose guidance is distilled: say what is wanted in the prompt",
    cfg: "must be 1 for FLUX.1, whose guidance is distilled: set guidance instead",
    clip_skip: "has no effect on FLUX.1, which takes one vector from CLIP and its words from T5"
  },
  cannot: { edit: noReferences("FLUX.1 dev") },
  defaults: {
    steps: 20,
    cfg: 1,
    guidance: 3.5,
    sampler: "euler",
    scheduler: "simple",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var schnell = {
  ...dev,
  id: "schnell",
  title: "FLUX.1 schnell",
  sign: /schnell/,
  refuses: {
    ...dev.refuses,
    cfg: "must be 1 for FLUX.1 schnell, which was distilled to do without it",
    guidance: "has no effect on FLUX.1 schnell, which was distilled to do without it"
  },
  cannot: { edit: noReferences("FLUX.1 schnell") },
  defaults: {
    steps: 4,
    cfg: 1,
    sampler: "euler",
    scheduler: "simple",
    resolution: dev.defaults.resolution,
    denoise: dev.defaults.denoise
  }
};
var krea = {
  ...dev,
  id: "krea",
  title: "FLUX.1 Krea dev",
  sign: /krea/,
  cannot: { edit: noReferences("FLUX.1 Krea dev") },
  defaults: { ...dev.defaults, guidance: 4.5 }
};
var kontext = {
  ...dev,
  id: "kontext",
  title: "FLUX.1 Kontext dev",
  sign: /kontext/,
  references: 5,
  scaleReference: (image2) => scaleForKontext({ image: image2 }),
  isEditor: true,
  cannot: {},
  defaults: {
    ...dev.defaults,
    guidance: 2.5,
    denoise: { ...dev.defaults.denoise, image: 1, mask: 1 }
  }
};
var fillOnly = (what) => `FLUX.1 Fill paints masked parts of a picture and nothing else: ${what}, or take FLUX.1 dev.`;
var fill = {
  ...dev,
  id: "fill",
  title: "FLUX.1 Fill dev",
  sign: /fill|onereward/,
  seesMask: true,
  cannot: {
    ...dev.cannot,
    "text-to-image": fillOnly("give image and mask"),
    "image-to-image": fillOnly("give a mask"),
    controlnet: fillOnly("give image and mask"),
    "hires-fix": fillOnly("give image and mask"),
    upscale: fillOnly("give a mask")
  },
  defaults: {
    ...dev.defaults,
    guidance: 30,
    scheduler: "normal",
    denoise: { ...dev.defaults.denoise, mask: 1 }
  }
};
var controlOnly = (title, shows) => {
  const why = `${title} paints after a picture that shows ${shows}: give it as control, or take FLUX.1 dev.`;
  return {
    "text-to-image": why,
    "image-to-image": why,
    inpaint: why,
    outpaint: why,
    edit: why,
    "hires-fix": why,
    upscale: why
  };
};
var canny = {
  ...dev,
  id: "canny",
  title: "FLUX.1 Canny dev",
  sign: /canny/,
  control: { by: "itself", type: "canny" },
  cannot: controlOnly("FLUX.1 Canny", "edges"),
  defaults: { ...dev.defaults, guidance: 30, scheduler: "normal" }
};
var depth = {
  ...dev,
  id: "depth",
  title: "FLUX.1 Depth dev",
  sign: /depth/,
  control: { by: "itself", type: "depth" },
  cannot: controlOnly("FLUX.1 Depth", "depth"),
  defaults: { ...dev.defaults, guidance: 10, scheduler: "normal" }
};
var flux1 = {
  id: "flux1",
  title: "FLUX.1",
  folder: "diffusion_models",
  // A word, alone or with a variant joined to it: `conflux` and `fluxion` are others.
  sign: /^(?!.*(redux|vae)(?![a-z]))(.*(?<![a-z])flux(?![a-z])|.*(?<![a-z])flux(dev|schnell|kontext|fill|canny|depth|krea)(?![a-z]))/,
  variants: [dev, schnell, kontext, fill, canny, depth, krea]
};
var scheduler = "cannot be chosen for FLUX.2, which has a schedule of its own";
var clipSkip = "has no effect on FLUX.2, whose text encoder is a language model";
var dev2 = {
  id: "dev",
  title: "FLUX.2 dev",
  textEncoders: { type: "flux2", files: [mistral3] },
  vae: flux2Vae,
  hasTextLoras: false,
  encode: encodeGuided,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptyFlux2LatentImage", ...size }),
  sampling: "flux2",
  multiple: 16,
  latentStep: 16,
  seesMask: false,
  references: 10,
  scaleReference: (image2) => scaleToPixels({ image: image2, megapixels: 1, multiple: 16 }),
  isEditor: false,
  control: { by: "reference" },
  refuses: {
    negative_prompt: "has no effect on FLUX.2 dev, whose guidance is distilled: say what is wanted in the prompt",
    cfg: "must be 1 for FLUX.2 dev, whose guidance is distilled: set guidance instead",
    scheduler,
    clip_skip: clipSkip
  },
  cannot: {},
  defaults: {
    steps: 20,
    cfg: 1,
    guidance: 4,
    sampler: "euler",
    scheduler: "simple",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var kleinWords = {
  encode: encodeBothWithReferences,
  refuses: {
    guidance: "has no effect on FLUX.2 klein: the base models follow cfg, the distilled ones neither",
    scheduler,
    clip_skip: clipSkip
  }
};
var distilledWords = {
  encode: encodeOneWithReferences,
  refuses: {
    ...kleinWords.refuses,
    negative_prompt: "has no effect on FLUX.2 klein, which was distilled to do without one; the base model has it",
    cfg: "must be 1 for FLUX.2 klein, which was distilled to do without it; the base model has it"
  }
};
var { guidance: _, ...withoutGuidance } = dev2.defaults;
var klein4b = {
  ...dev2,
  ...distilledWords,
  id: "klein-4b",
  title: "FLUX.2 klein 4B",
  sign: /klein/,
  textEncoders: { type: "flux2", files: [qwen3Of4b] },
  defaults: { ...withoutGuidance, steps: 4 }
};
var klein9b = {
  ...klein4b,
  id: "klein-9b",
  title: "FLUX.2 klein 9B",
  sign: /klein.*9b/,
  textEncoders: { type: "flux2", files: [qwen3Of8b] }
};
var kleinBase4b = {
  ...klein4b,
  ...kleinWords,
  id: "klein-base-4b",
  title: "FLUX.2 klein base 4B",
  sign: /klein.*base/,
  defaults: { ...withoutGuidance, steps: 20, cfg: 5 }
};
var kleinBase9b = {
  ...kleinBase4b,
  id: "klein-base-9b",
  title: "FLUX.2 klein base 9B",
  sign: /klein.*base.*9b/,
  textEncoders: { type: "flux2", files: [qwen3Of8b] }
};
var flux2 = {
  id: "flux2",
  title: "FLUX.2",
  folder: "diffusion_models",
  sign: /(?<![a-z])flux[-_. ]?(2(?!\d)|klein)|(?<![a-z])klein(?![a-z])/,
  variants: [dev2, kleinBase9b, kleinBase4b, klein9b, klein4b]
};
var full = {
  id: "full",
  title: "HiDream-I1 Full",
  textEncoders: { type: "hidream", files: [clipLHidream, clipGHidream, t5xxl, llama31] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftSd3({ model, shift: 3 }),
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: {
    guidance: "has no effect on HiDream-I1: Full follows cfg, Dev and Fast neither",
    clip_skip: "has no effect on HiDream-I1, which takes one vector from CLIP and its words from T5 and Llama"
  },
  cannot: { edit: noReferences("HiDream-I1"), controlnet: noControl("HiDream-I1") },
  defaults: {
    steps: 50,
    cfg: 5,
    sampler: "uni_pc",
    scheduler: "simple",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var dev3 = {
  ...full,
  id: "dev",
  title: "HiDream-I1 Dev",
  sign: /dev/,
  tuneModel: (model) => shiftSd3({ model, shift: 6 }),
  encode: encodeOne,
  refuses: {
    ...full.refuses,
    negative_prompt: "has no effect on this HiDream-I1, which was distilled to do without one; Full has it",
    cfg: "must be 1 for this HiDream-I1, which was distilled to do without it; Full has it"
  },
  defaults: { ...full.defaults, steps: 28, cfg: 1, sampler: "lcm", scheduler: "normal" }
};
var fast = {
  ...dev3,
  id: "fast",
  title: "HiDream-I1 Fast",
  sign: /fast/,
  tuneModel: (model) => shiftSd3({ model, shift: 3 }),
  defaults: { ...dev3.defaults, steps: 16 }
};
var hidream = {
  id: "hidream",
  title: "HiDream-I1",
  folder: "diffusion_models",
  sign: /(?<![a-z·])hi[-_. ·]?dream(?=$|[^a-z]|i1)(?!.*(o1|e1))/,
  variants: [full, fast, dev3]
};
var base2 = {
  id: "base",
  title: "Lumina-Image 2.0",
  textEncoders: { type: "lumina2", files: [gemma2] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftAuraFlow({ model, shift: 6 }),
  encode: encodeLumina,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  refuses: {
    guidance: "has no effect on Lumina 2, which follows cfg",
    clip_skip: "has no effect on Lumina 2, whose text encoder is a language model"
  },
  cannot: { edit: noReferences("Lumina 2"), controlnet: noControl("Lumina 2") },
  defaults: {
    steps: 25,
    cfg: 4,
    sampler: "res_multistep",
    scheduler: "simple",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var lumina2 = {
  id: "lumina2",
  title: "Lumina 2",
  folder: "checkpoints",
  sign: /(?<![a-z·])lumina(?![a-z·\d])|(?<![a-z·])lumina[-_. ·]?(2(?!\d)|image)|neta[-_. ]?(yume|lumina)/,
  variants: [base2]
};
var union2 = controlNet(
  "ControlNet (union) for Qwen-Image",
  "Qwen-Image-InstantX-ControlNet-Union.safetensors",
  /qwen.*union/
);
var inpaintNet2 = controlNet(
  "ControlNet (inpainting) for Qwen-Image",
  "Qwen-Image-InstantX-ControlNet-Inpainting.safetensors",
  /qwen.*inpaint/
);
var control3 = {
  by: "net",
  needsVae: true,
  nets: [
    [["canny", "lineart", "softedge", "scribble", "depth", "pose"], union2],
    [["inpaint"], inpaintNet2]
  ]
};
var base3 = {
  id: "base",
  title: "Qwen-Image",
  textEncoders: { type: "qwen_image", files: [qwen25Vl] },
  vae: qwenImageVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftAuraFlow({ model, shift: 3.1 }),
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control: control3,
  refuses: {
    guidance: "has no effect on Qwen-Image, which follows cfg",
    clip_skip: "has no effect on Qwen-Image, whose text encoder is a language model"
  },
  cannot: { edit: noReferences("Qwen-Image") },
  defaults: {
    steps: 20,
    cfg: 2.5,
    sampler: "euler",
    scheduler: "simple",
    resolution: { width: 1328, height: 1328 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var of2512 = {
  ...base3,
  id: "2512",
  title: "Qwen-Image 2512",
  sign: /2512/,
  defaults: { ...base3.defaults, steps: 50, cfg: 4 }
};
var lightning = {
  ...base3,
  id: "lightning",
  title: "Qwen-Image Lightning",
  sign: /lightning|distill|rapid|turbo|\dsteps?/,
  defaults: { ...base3.defaults, steps: 8, cfg: 1 }
};
var qwenImage = {
  id: "qwen-image",
  title: "Qwen-Image",
  folder: "diffusion_models",
  sign: /qwen[-_. ]?image(?!.*layered)/,
  variants: [base3, lightning, of2512]
};
var [image] = qwenImage.variants;
var needsPicture = "Qwen-Image-Edit changes pictures: give references or an image, or take Qwen-Image.";
var of2509 = {
  ...image,
  id: "2509",
  title: "Qwen-Image-Edit 2509",
  sign: /2509/,
  tuneModel: (model) => normalizeCfg({ model: shiftAuraFlow({ model, shift: 3 }) }),
  encode: encodeEditingMany,
  references: 3,
  scaleReference: (picture) => scaleToPixels({ image: picture, megapixels: 1, multiple: 16 }),
  isEditor: true,
  control: { by: "reference" },
  cannot: { "text-to-image": needsPicture, "hires-fix": needsPicture },
  defaults: {
    ...image.defaults,
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 1, mask: 1, enlarged: 0.5 }
  }
};
var { control: _2, ...uncontrolled } = of2509;
var first = {
  ...uncontrolled,
  id: "first",
  title: "Qwen-Image-Edit",
  encode: encodeEditing,
  references: 1,
  cannot: {
    ...of2509.cannot,
    controlnet: "The first Qwen-Image-Edit takes no control pictures; Qwen-Image-Edit 2509 and later ones do."
  }
};
var of2511 = {
  ...of2509,
  id: "2511",
  title: "Qwen-Image-Edit 2511",
  sign: /2511/,
  tuneModel: (model) => normalizeCfg({ model: shiftAuraFlow({ model, shift: 3.1 }) }),
  encode: encodeEditingMarked,
  scaleReference: (picture) => scaleForKontext({ image: picture }),
  defaults: { ...of2509.defaults, steps: 40, cfg: 4 }
};
var lightning2 = {
  ...of2509,
  id: "lightning",
  title: "Qwen-Image-Edit Lightning",
  sign: /lightning|distill|rapid|turbo|\dsteps?/,
  defaults: { ...of2509.defaults, steps: 4, cfg: 1 }
};
var qwenImageEdit = {
  id: "qwen-image-edit",
  title: "Qwen-Image-Edit",
  folder: "diffusion_models",
  sign: /qwen[-_. ]?(image[-_. ]?)?.*edit/,
  variants: [first, lightning2, of2511, of2509]
};
var base4 = {
  ...stableDiffusion,
  id: "base",
  title: "Stable Diffusion 2",
  textEncoders: { type: "stable_diffusion", files: [openClipH] },
  vae: sdVae,
  cannot: {
    edit: noReferences("Stable Diffusion 2"),
    controlnet: noControl("Stable Diffusion 2")
  },
  defaults: {
    steps: 25,
    cfg: 7,
    sampler: "dpmpp_2m",
    scheduler: "karras",
    resolution: { width: 768, height: 768 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.5 }
  }
};
var inpainting2 = {
  ...base4,
  id: "inpainting",
  title: "Stable Diffusion 2 Inpainting",
  sign: /inpaint/,
  seesMask: true,
  defaults: {
    ...base4.defaults,
    resolution: { width: 512, height: 512 },
    denoise: { ...base4.defaults.denoise, mask: 1 }
  }
};
var sd2 = {
  id: "sd2",
  title: "Stable Diffusion 2",
  folder: "checkpoints",
  sign: /sd[-_. ]?v?2|stable[-_. ]?diffusion[-_. ]?v?2|v2-1|768-v|512-inpainting/,
  variants: [base4, inpainting2]
};
var net2 = (word, sign) => controlNet(
  `ControlNet (${word}) for Stable Diffusion 1.5`,
  `control_v11p_sd15_${word}_fp16.safetensors`,
  new RegExp(`^control_.*sd15.*(${sign.source})`),
  new RegExp(`sd[-_. ]?v?1?[-_. ]?5?.*(${sign.source})`)
);
var control4 = {
  by: "net",
  needsVae: false,
  nets: [
    [["canny"], net2("canny", /canny/)],
    [["lineart"], net2("lineart", /lineart/)],
    [["softedge"], net2("softedge", /softedge|hed/)],
    [["scribble"], net2("scribble", /scribble/)],
    [["depth"], net2("depth", /depth/)],
    [["normal"], net2("normalbae", /normal/)],
    [["pose"], net2("openpose", /openpose/)],
    [["segment"], net2("seg", /seg/)],
    [["tile"], net2("tile", /tile/)]
  ]
};
var base5 = {
  ...stableDiffusion,
  id: "base",
  title: "Stable Diffusion 1.5",
  textEncoders: { type: "stable_diffusion", files: [clipL] },
  vae: sdVae,
  control: control4,
  cannot: { edit: noReferences("Stable Diffusion 1.5") },
  defaults: {
    steps: 25,
    cfg: 7,
    sampler: "dpmpp_2m",
    scheduler: "karras",
    resolution: { width: 512, height: 512 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.5 }
  }
};
var inpainting3 = {
  ...base5,
  id: "inpainting",
  title: "Stable Diffusion 1.5 Inpainting",
  sign: /inpaint/,
  seesMask: true,
  defaults: { ...base5.defaults, denoise: { ...base5.defaults.denoise, mask: 1 } }
};
var lcm = {
  ...base5,
  id: "lcm",
  title: "Stable Diffusion 1.5 LCM",
  sign: /lcm|hyper|lightning/,
  defaults: { ...base5.defaults, steps: 8, cfg: 1.5, sampler: "lcm", scheduler: "sgm_uniform" }
};
var sd15 = {
  id: "sd15",
  title: "Stable Diffusion 1.5",
  folder: "checkpoints",
  sign: /sd[-_. ]?v?1(?!\d)|sd[-_. ]?15|stable[-_. ]?diffusion[-_. ]?v?1|v1-5|(?<!\d)1\.5/,
  variants: [base5, inpainting3, lcm]
};
var net3 = (word) => controlNet(
  `ControlNet (${word}) for Stable Diffusion 3.5 Large`,
  `sd3.5_large_controlnet_${word}.safetensors`,
  new RegExp(`sd[-_. ]?3.*${word}`)
);
var control5 = {
  by: "net",
  needsVae: true,
  nets: [
    [["canny", "lineart"], net3("canny")],
    [["depth"], net3("depth")],
    [["tile"], net3("blur")]
  ]
};
var bundled = (name) => ({
  textEncoders: !/^(sd3\.5|sd3)_(large|medium)(_turbo)?$/.test(name),
  vae: true
});
var large = {
  id: "large",
  title: "Stable Diffusion 3.5 Large",
  textEncoders: { type: "sd3", files: [clipL, clipG, t5xxl] },
  vae: sd3Vae,
  bundled,
  hasTextLoras: true,
  encode: encodeBoth,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control: control5,
  refuses: {
    guidance: "has no effect on Stable Diffusion 3.5, which follows cfg",
    clip_skip: "has no effect on Stable Diffusion 3.5, whose text encoders are used whole"
  },
  cannot: { edit: noReferences("Stable Diffusion 3.5") },
  defaults: {
    steps: 28,
    cfg: 4.5,
    sampler: "euler",
    scheduler: "sgm_uniform",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.75, mask: 0.95, enlarged: 0.5 }
  }
};
var turbo2 = {
  ...large,
  id: "large-turbo",
  title: "Stable Diffusion 3.5 Large Turbo",
  sign: /turbo/,
  refuses: {
    ...large.refuses,
    cfg: "must be 1 for Stable Diffusion 3.5 Large Turbo, which was distilled to do without it",
    negative_prompt: "has no effect on Stable Diffusion 3.5 Large Turbo, which was distilled to do without one"
  },
  defaults: { ...large.defaults, steps: 4, cfg: 1, scheduler: "simple" }
};
var { control: _3, ...uncontrolled2 } = large;
var medium = {
  ...uncontrolled2,
  id: "medium",
  title: "Stable Diffusion 3.5 Medium",
  sign: /medium/,
  cannot: {
    ...large.cannot,
    controlnet: "The ControlNets of Stable Diffusion 3.5 are for Large; there is none for Medium that ComfyUI itself can run."
  },
  defaults: { ...large.defaults, steps: 40 }
};
var sd35 = {
  id: "sd35",
  title: "Stable Diffusion 3.5",
  folder: "checkpoints",
  sign: /(?<![a-z\d])sd[-_. ]?v?3([-_. ]?5)?(?=$|[^a-z\d]|large|medium)|stable[-_. ·]?diffusion[-_. ·]?v?3([-_. ]?5)?(?![a-z\d])/,
  variants: [large, turbo2, medium]
};
var patchOf = (title, file, own) => ({
  what: `ControlNet (union) for ${title}`,
  folder: "model_patches",
  file,
  signs: [own, /z[-_. ]?image.*union/, /z[-_. ]?image.*control(?!.*(tile|inpaint))/]
});
var turbo3 = {
  id: "turbo",
  title: "Z-Image Turbo",
  sign: /turbo|zit/,
  textEncoders: { type: "lumina2", files: [qwen3Of4b] },
  vae: fluxVae,
  hasTextLoras: false,
  tuneModel: (model) => shiftAuraFlow({ model, shift: 3 }),
  encode: encodeOne,
  emptyLatent: (size) => emptyLatentOf({ classType: "EmptySD3LatentImage", ...size }),
  sampling: "ksampler",
  multiple: 16,
  seesMask: false,
  references: 0,
  isEditor: false,
  control: {
    by: "patch",
    net: patchOf(
      "Z-Image Turbo",
      "Z-Image-Turbo-Fun-Controlnet-Union.safetensors",
      /z[-_. ]?image.*turbo.*union/
    )
  },
  refuses: {
    negative_prompt: "has no effect on Z-Image Turbo, which was distilled to do without one; Z-Image has it",
    cfg: "must be 1 for Z-Image Turbo, which was distilled to do without it; Z-Image has it",
    guidance: "has no effect on Z-Image: the base model follows cfg, Turbo neither",
    clip_skip: "has no effect on Z-Image, whose text encoder is a language model"
  },
  cannot: { edit: noReferences("Z-Image") },
  defaults: {
    steps: 8,
    cfg: 1,
    sampler: "res_multistep",
    scheduler: "simple",
    resolution: { width: 1024, height: 1024 },
    denoise: { image: 0.6, mask: 0.9, enlarged: 0.33 }
  }
};
var { guidance = "", clip_skip = "" } = turbo3.refuses;
var base6 = {
  ...turbo3,
  id: "base",
  title: "Z-Image",
  sign: /base|z[-_. ]?image(?!.*turbo)/,
  encode: encodeBoth,
  control: {
    by: "patch",
    net: patchOf(
      "Z-Image",
      "Z-Image-Fun-Controlnet-Union-2.1.safetensors",
      /z[-_. ]?image(?!.*turbo).*union/
    )
  },
  refuses: { guidance, clip_skip },
  defaults: {
    ...turbo3.defaults,
    steps: 25,
    cfg: 4,
    denoise: { ...turbo3.defaults.denoise, enlarged: 0.45 }
  }
};
var zImage = {
  id: "z-image",
  title: "Z-Image",
  folder: "diffusion_models",
  sign: /(?<![a-z])z[-_. ·]?image(?=$|[^a-z]|turbo|base)(?!.*(edit|omni))|(^|[-_. ·])zit(?=$|[-_. ·\d])/,
  variants: [turbo3, base6]
};
var modelFamilies = [
  qwenImageEdit,
  qwenImage,
  zImage,
  chroma,
  hidream,
  lumina2,
  flux2,
  flux1,
  sd35,
  sdxl,
  sd2,
  sd15
];
var findFamily = (id) => modelFamilies.find((family) => family.id === id);
var findVariant = (family, id) => family.variants.find((variant) => variant.id === id);
function familyOfTensors(tensors) {
  const shape = (name) => tensors[`model.diffusion_model.${name}`] ?? tensors[name] ?? tensors[`diffusion_model.${name}`];
  return ofFlux(shape) ?? ofQwen(shape) ?? ofLumina(shape) ?? ofHidream(shape) ?? ofStableDiffusion3(shape) ?? ofStableDiffusion(shape);
}
function ofFlux(shape) {
  if (shape("distilled_guidance_layer.in_proj.weight") !== void 0) {
    const isRadiance = shape("nerf_image_embedder.embedder.0.weight") !== void 0;
    return { family: chroma, variants: isRadiance ? ["radiance"] : ["hd", "flash"] };
  }
  const picture = shape("img_in.weight");
  const isGuided = shape("guidance_in.in_layer.weight") !== void 0;
  if (shape("double_stream_modulation_img.lin.weight") !== void 0) {
    if (isGuided) return { family: flux2, variants: ["dev"] };
    const size = picture?.[0] === 4096 ? "9b" : "4b";
    return { family: flux2, variants: [`klein-${size}`, `klein-base-${size}`] };
  }
  if (picture === void 0 || shape("double_blocks.0.img_attn.qkv.weight") === void 0) {
    return void 0;
  }
  return { family: flux1, variants: fluxVariants(picture[1], isGuided) };
}
function fluxVariants(channels, isGuided) {
  if (channels === 384) return ["fill"];
  if (channels === 128) return ["depth", "canny"];
  return isGuided ? ["dev", "kontext", "krea"] : ["schnell"];
}
var ofQwen = (shape) => shape("transformer_blocks.0.img_mlp.net.0.proj.weight") !== void 0 && shape("txt_norm.weight") !== void 0 ? { family: qwenImage } : void 0;
function ofLumina(shape) {
  const words2 = shape("cap_embedder.1.weight");
  if (words2 === void 0 || shape("noise_refiner.0.attention.qkv.weight") === void 0) {
    return void 0;
  }
  return { family: words2[1] === 2560 ? zImage : lumina2 };
}
var ofHidream = (shape) => shape("caption_projection.0.linear.weight") !== void 0 && shape("double_stream_blocks.0.block.adaLN_modulation.1.weight") !== void 0 ? { family: hidream } : void 0;
function ofStableDiffusion3(shape) {
  if (shape("joint_blocks.0.context_block.attn.qkv.weight") === void 0) return void 0;
  const isMedium = shape("joint_blocks.0.x_block.attn2.qkv.weight") !== void 0;
  return { family: sd35, variants: isMedium ? ["medium"] : ["large", "large-turbo"] };
}
var widths = { 768: sd15, 1024: sd2, 2048: sdxl };
function ofStableDiffusion(shape) {
  const width = ["input_blocks.1.1", "input_blocks.4.1"].map((block) => shape(`${block}.transformer_blocks.0.attn2.to_k.weight`)?.[1]).find((one) => one !== void 0);
  const family = width === void 0 ? void 0 : widths[width];
  if (family === void 0) return void 0;
  const isInpainting = shape("input_blocks.0.0.weight")?.[1] === 9;
  const variants = family.variants.map(({ id }) => id);
  return {
    family,
    variants: variants.filter((id) => id === "inpainting" === isInpainting)
  };
}
var names = [
  [/^flux-?2/, flux2],
  [/^flux/, flux1],
  [/^qwen-?image/, qwenImage],
  [/^z-?image/, zImage],
  [/^lumina/, lumina2],
  [/^hidream/, hidream],
  [/^chroma/, chroma],
  [/^(stable-diffusion-v?3|sd3)/, sd35],
  [/^(stable-diffusion-xl|sdxl)/, sdxl],
  [/^(stable-diffusion-v?2|sd_?v?2)/, sd2],
  [/^(stable-diffusion-v?1|sd_?v?1)/, sd15]
];
function familyOfMetadata(metadata) {
  for (const key of ["modelspec.architecture", "ss_base_model_version"]) {
    const said = metadata[key];
    if (typeof said !== "string") continue;
    const name = said.toLowerCase();
    const family = names.find(([sign]) => sign.test(name))?.[1];
    if (family !== void 0) return family;
  }
  return void 0;
}
function readFileName(filename) {
  const parts = filename.toLowerCase().replaceAll("\\", "/").split("/");
  const name = parts.at(-1) ?? "";
  return {
    folders: parts.slice(0, -1),
    name: name.replace(/\.(safetensors|sft|ckpt|pt|pth|bin|gguf)$/, "")
  };
}
var separateWords = (filename) => filename.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "\xB7");
function detectFamily({
  name: filename,
  folder,
  header = {}
}) {
  const told = header.tensors && familyOfTensors(header.tensors);
  if (told !== void 0) {
    const family2 = refined(told.family, filename);
    return { family: family2, variant: variantOf(family2, filename, told.variants), by: "tensors" };
  }
  const said = familyOfMetadata(header.metadata ?? {});
  if (said !== void 0) {
    const family2 = refined(said, filename);
    return { family: family2, variant: variantOf(family2, filename), by: "metadata" };
  }
  const inFolder = familyOfFolders(filename);
  const plain = folder === "diffusion_models" ? void 0 : plainFamilyOf(filename);
  const named2 = inFolder ?? plain ?? familyOfName(filename);
  if (named2 === void 0) return void 0;
  const family = refined(named2, filename);
  return { family, variant: variantOf(family, filename), by: inFolder ? "folder" : "name" };
}
function variantOf(family, filename, among = family.variants.map(({ id }) => id)) {
  const { folders, name } = readFileName(filename);
  const [first2] = family.variants;
  const usual = family.variants.find(({ id }) => id === among[0]) ?? first2;
  const others = family.variants.filter(({ id }) => among.includes(id) && id !== usual.id);
  const named2 = (text) => others.find(({ sign }) => sign?.test(text) === true);
  return named2(name) ?? folders.flatMap((folder) => named2(folder) ?? [])[0] ?? usual;
}
var familyOfFolders = (filename) => {
  const plain = readFileName(filename).folders;
  const separated = readFileName(separateWords(filename)).folders;
  return plain.map((text, index) => familyOfTexts([text, separated[index] ?? text])).findLast((family) => family !== void 0);
};
var familyOfName = (filename) => familyOfTexts(spellingsOf(filename));
var familyOfTexts = (texts) => modelFamilies.find(({ sign }) => texts.some((text) => sign.test(text)));
var spellingsOf = (filename) => [filename, separateWords(filename)].map((text) => readFileName(text).name);
var plainSigns = [
  [/(?<![a-z\d])(sd[-_. ]?)?xl(?![a-z])/, sdxl],
  [/(?<![a-z\d])sd[-_. ]?v?1[-_. ]?5(?![a-z\d])/, sd15]
];
var plainFamilyOf = (filename) => {
  const texts = spellingsOf(filename);
  return plainSigns.find(([sign]) => texts.some((text) => sign.test(text)))?.[1];
};
function refined(family, filename) {
  const byName = familyOfName(filename);
  const isFiner = family.id === "qwen-image" && byName?.id === "qwen-image-edit" || family.id === "flux1" && byName?.id === "flux2";
  return isFiner && byName !== void 0 ? byName : family;
}
function findCompanions(variant, lists, named2) {
  const { textEncoders: hasEncoders, vae: hasVae } = bundleOf(variant, named2);
  const encoders = named2.text_encoders ?? (hasEncoders ? [] : variant.textEncoders.files.map(
    (companion, index) => best(companion, lists) ?? missing({ path: ["text_encoders", index], companion, title: variant.title })
  ));
  const vae2 = named2.vae ?? (hasVae ? void 0 : best(variant.vae, lists) ?? missing({ path: ["vae"], companion: variant.vae, title: variant.title }));
  const lacking = [...encoders, ...vae2 === void 0 ? [] : [vae2]].filter(
    (one) => typeof one !== "string"
  );
  if (lacking.length > 0) return { status: "missing", missing: lacking };
  const found2 = encoders.filter((one) => typeof one === "string");
  return {
    status: "found",
    companions: {
      ...found2.length === 0 ? {} : { text_encoders: found2 },
      ...typeof vae2 === "string" ? { vae: vae2 } : {}
    }
  };
}
function bundleOf({ bundled: bundled2 }, { model, model_folder: folder }) {
  if (folder !== "checkpoints") return { textEncoders: false, vae: false };
  return bundled2?.(readFileName(model).name) ?? { textEncoders: true, vae: true };
}
function findControlNet({ control: control6, title }, lists, { type, index }) {
  const companion = controlNetFor(control6, type);
  if (companion === void 0) return void 0;
  return best(companion, lists) ?? missing({ path: ["control", index, "model"], companion, title });
}
function controlNetFor(way, type) {
  if (way?.by === "patch") return way.net;
  if (way?.by !== "net") return void 0;
  return way.nets.find(([types]) => types.includes(type))?.[1];
}
var findUpscaleModel = (lists) => best(upscaleModel, lists) ?? missing({ path: ["upscale", "model"], companion: upscaleModel, title: void 0 });
function best({ signs, folder, file, isBuiltIn = false }, lists) {
  if (isBuiltIn) return file;
  const names2 = lists[folder] ?? [];
  const published = matchName(file, names2, { byFileName: true });
  if (published !== void 0 && signs[0]?.test(readFileName(published).name) === true) {
    return published;
  }
  for (const sign of signs) {
    const fitting = names2.filter((name) => sign.test(readFileName(name).name));
    const [first2] = fitting.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
    if (first2 !== void 0) return first2;
  }
  return published;
}
function missing({
  path,
  companion: { what, file, folder },
  title
}) {
  const forWhom = title === void 0 || what.includes(title) ? "" : ` for ${title}`;
  const word = path.map((part) => typeof part === "number" ? `[${part}]` : part).join(".");
  return {
    path,
    folder,
    file,
    message: `The ${what}${forWhom} is missing: put ${file} into ComfyUI's models/${folder} folder, or name another as ${word.replaceAll(".[", "[")}`
  };
}
function createWorkflow(outputNodes) {
  const ids = new Map(dependenciesFirst(outputNodes).map((node, index) => [node, `${index + 1}`]));
  const graph = Object.freeze(
    Object.fromEntries([...ids].map(([node, id]) => [id, toPromptNode(node, ids)]))
  );
  const outputNodeIds = Object.freeze(outputNodes.flatMap((node) => ids.get(node) ?? []));
  return Object.freeze({
    outputNodeIds,
    toPrompt: () => graph,
    idOf: (node) => ids.get(node)
  });
}
function dependenciesFirst(roots) {
  const done = /* @__PURE__ */ new Set();
  const stack = roots.toReversed().map((node) => ({ node, entered: false }));
  for (let step = stack.pop(); step !== void 0; step = stack.pop()) {
    if (done.has(step.node)) continue;
    if (step.entered) {
      done.add(step.node);
      continue;
    }
    stack.push({ node: step.node, entered: true });
    for (const value of Object.values(step.node.inputs).toReversed()) {
      if (isOutput(value)) stack.push({ node: value.node, entered: false });
    }
  }
  return [...done];
}
function toPromptNode(node, ids) {
  const inputs = Object.entries(node.inputs).map(([name, value]) => [name, toInput(value, ids)]);
  return Object.freeze({
    class_type: node.classType,
    inputs: Object.freeze(Object.fromEntries(inputs)),
    _meta: Object.freeze({ title: node.title })
  });
}
function toInput(value, ids) {
  if (isOutput(value)) return Object.freeze([ids.get(value.node) ?? "", value.index]);
  return Array.isArray(value) ? Object.freeze({ __value__: value }) : value;
}
function setControlType({
  controlNet: controlNet2,
  type
}) {
  const node = createNode({
    classType: "SetUnionControlNetType",
    title: "ControlNet Type",
    inputs: { control_net: controlNet2, type }
  });
  return outputOf(node, 0);
}
function applyInpaintControlNet({
  positive,
  negative,
  controlNet: controlNet2,
  vae: vae2,
  image: image2,
  mask,
  strength,
  start,
  end
}) {
  const node = createNode({
    classType: "ControlNetInpaintingAliMamaApply",
    title: "Apply ControlNet",
    inputs: {
      positive,
      negative,
      control_net: controlNet2,
      vae: vae2,
      image: image2,
      mask,
      strength,
      start_percent: start,
      end_percent: end
    }
  });
  return { positive: outputOf(node, 0), negative: outputOf(node, 1) };
}
function conditionPicture({
  positive,
  negative,
  vae: vae2,
  image: image2
}) {
  const node = createNode({
    classType: "InstructPixToPixConditioning",
    title: "Control Picture",
    inputs: { positive, negative, vae: vae2, pixels: image2 }
  });
  return {
    positive: outputOf(node, 0),
    negative: outputOf(node, 1),
    latent: outputOf(node, 2)
  };
}
function loadImage({ name }) {
  const node = createNode({
    classType: "LoadImage",
    title: "Load Image",
    inputs: { image: name }
  });
  return { image: outputOf(node, 0), mask: outputOf(node, 1) };
}
function findEdges({ image: image2 }) {
  const node = createNode({
    classType: "Canny",
    title: "Edges",
    inputs: { image: image2, low_threshold: 0.15, high_threshold: 0.3 }
  });
  return outputOf(node, 0);
}
function upscaleImage({ image: image2, model }) {
  const node = createNode({
    classType: "ImageUpscaleWithModel",
    title: "Upscale Image",
    inputs: { upscale_model: model, image: image2 }
  });
  return outputOf(node, 0);
}
var saveImage = ({
  images,
  filenamePrefix = "ComfyUI"
}) => createNode({
  classType: "SaveImage",
  title: "Save Image",
  inputs: { filename_prefix: filenamePrefix, images }
});
function loadCheckpoint({ name }) {
  const node = createNode({
    classType: "CheckpointLoaderSimple",
    title: "Load Checkpoint",
    inputs: { ckpt_name: name }
  });
  return { model: outputOf(node, 0), clip: outputOf(node, 1), vae: outputOf(node, 2) };
}
function loadDiffusionModel({
  name,
  weightType = "default"
}) {
  const node = createNode({
    classType: "UNETLoader",
    title: "Load Diffusion Model",
    inputs: { unet_name: name, weight_dtype: weightType }
  });
  return outputOf(node, 0);
}
var loadGgufModel = ({ name }) => outputOf(
  createNode({
    classType: "UnetLoaderGGUF",
    title: "Load Diffusion Model",
    inputs: { unet_name: name }
  }),
  0
);
function loadVae({ name }) {
  const node = createNode({
    classType: "VAELoader",
    title: "Load VAE",
    inputs: { vae_name: name }
  });
  return outputOf(node, 0);
}
function loadControlNet({ name }) {
  const node = createNode({
    classType: "ControlNetLoader",
    title: "Load ControlNet",
    inputs: { control_net_name: name }
  });
  return outputOf(node, 0);
}
function loadUpscaleModel({ name }) {
  const node = createNode({
    classType: "UpscaleModelLoader",
    title: "Load Upscale Model",
    inputs: { model_name: name }
  });
  return outputOf(node, 0);
}
function applyLora({
  model,
  clip,
  name,
  strengthModel = 1,
  strengthClip = 1
}) {
  const node = createNode({
    classType: "LoraLoader",
    title: "Load LoRA",
    inputs: {
      model,
      clip,
      lora_name: name,
      strength_model: strengthModel,
      strength_clip: strengthClip
    }
  });
  return { model: outputOf(node, 0), clip: outputOf(node, 1) };
}
function applyModelLora({
  model,
  name,
  strength = 1
}) {
  const node = createNode({
    classType: "LoraLoaderModelOnly",
    title: "Load LoRA (Model Only)",
    inputs: { model, lora_name: name, strength_model: strength }
  });
  return outputOf(node, 0);
}
function loadMask({ name, channel }) {
  const node = createNode({
    classType: "LoadImageMask",
    title: "Load Mask",
    inputs: { image: name, channel }
  });
  return outputOf(node, 0);
}
var invertMask = ({ mask }) => outputOf(createNode({ classType: "InvertMask", title: "Invert Mask", inputs: { mask } }), 0);
function growMask({ mask, pixels }) {
  const node = createNode({
    classType: "GrowMask",
    title: "Grow Mask",
    inputs: { mask, expand: pixels, tapered_corners: true }
  });
  return outputOf(node, 0);
}
var maskToImage = ({ mask }) => outputOf(createNode({ classType: "MaskToImage", title: "Mask to Image", inputs: { mask } }), 0);
var imageToMask = ({ image: image2 }) => outputOf(
  createNode({
    classType: "ImageToMask",
    title: "Image to Mask",
    inputs: { image: image2, channel: "red" }
  }),
  0
);
function maskNoise({ samples, mask }) {
  const node = createNode({
    classType: "SetLatentNoiseMask",
    title: "Mask Noise",
    inputs: { samples, mask }
  });
  return outputOf(node, 0);
}
function conditionInpaint({
  positive,
  negative,
  vae: vae2,
  image: image2,
  mask
}) {
  const node = createNode({
    classType: "InpaintModelConditioning",
    title: "Inpaint",
    inputs: { positive, negative, vae: vae2, pixels: image2, mask, noise_mask: true }
  });
  return {
    positive: outputOf(node, 0),
    negative: outputOf(node, 1),
    latent: outputOf(node, 2)
  };
}
function pasteMasked({
  destination,
  source,
  mask
}) {
  const node = createNode({
    classType: "ImageCompositeMasked",
    title: "Paste",
    inputs: { destination, source, x: 0, y: 0, resize_source: true, mask }
  });
  return outputOf(node, 0);
}
function sample({
  model,
  positive,
  negative,
  latent,
  seed,
  steps = 20,
  cfg = 7,
  sampler = "euler",
  scheduler: scheduler2 = "normal",
  denoise = 1
}) {
  const node = createNode({
    classType: "KSampler",
    title: "KSampler",
    inputs: {
      seed,
      steps,
      cfg,
      sampler_name: sampler,
      scheduler: scheduler2,
      denoise,
      model,
      positive,
      negative,
      latent_image: latent
    }
  });
  return outputOf(node, 0);
}
var randomNoise = ({ seed }) => outputOf(
  createNode({ classType: "RandomNoise", title: "Noise", inputs: { noise_seed: seed } }),
  0
);
var selectSampler = ({ name = "euler" } = {}) => outputOf(
  createNode({ classType: "KSamplerSelect", title: "Sampler", inputs: { sampler_name: name } }),
  0
);
function basicGuider({
  model,
  conditioning
}) {
  const node = createNode({
    classType: "BasicGuider",
    title: "Guider",
    inputs: { model, conditioning }
  });
  return outputOf(node, 0);
}
function cfgGuider({
  model,
  positive,
  negative,
  cfg = 7
}) {
  const node = createNode({
    classType: "CFGGuider",
    title: "CFG Guider",
    inputs: { model, positive, negative, cfg }
  });
  return outputOf(node, 0);
}
function sampleWithParts({
  noise,
  guider,
  sampler,
  sigmas,
  latent
}) {
  const node = createNode({
    classType: "SamplerCustomAdvanced",
    title: "Sampler",
    inputs: { noise, guider, sampler, sigmas, latent_image: latent }
  });
  return { latent: outputOf(node, 0), denoised: outputOf(node, 1) };
}
function scheduleForFlux2({
  steps,
  width,
  height
}) {
  const node = createNode({
    classType: "Flux2Scheduler",
    title: "Scheduler",
    inputs: { steps, width, height }
  });
  return outputOf(node, 0);
}
function lastSteps({ sigmas, denoise }) {
  const node = createNode({
    classType: "SplitSigmasDenoise",
    title: "Denoise",
    inputs: { sigmas, denoise }
  });
  return outputOf(node, 1);
}
var controlRefusals = ({ control: way, title }, controls) => controls.flatMap((control6, index) => {
  const problem = way === void 0 ? at("type", `cannot be used: ${title} takes no control pictures`) : problemOf(way, control6, title);
  return problem === void 0 ? [] : [{ field: `control.${index}.${problem.member}`, message: problem.message }];
});
var at = (member, message) => ({ member, message });
function problemOf(way, control6, title) {
  switch (way.by) {
    case "net": {
      const types = way.nets.flatMap(([some]) => some);
      if (types.includes(control6.type) || control6.model !== void 0) return void 0;
      const known = types.join(", ");
      return at("type", `must be one of ${known} for ${title}, or a model must be named`);
    }
    case "patch":
      if (control6.type === "inpaint") {
        return at("type", `cannot be inpaint for ${title}, whose ControlNet takes a picture`);
      }
      return weighed(
        { ...control6, strength: 1 },
        `cannot be set for ${title}, whose ControlNet works on all steps`
      );
    case "itself":
      if (control6.type !== way.type) return at("type", `must be ${way.type} for ${title}`);
      return named(control6, `must be left out: ${title} needs no ControlNet`) ?? weighed(control6, `cannot be set for ${title}, which always follows its picture`);
    case "reference": {
      const why = `${title} sees a control picture as a reference`;
      if (control6.type === "inpaint") return at("type", `cannot be inpaint: ${why}`);
      return named(control6, `must be left out: ${why}`) ?? weighed(control6, `cannot be set: ${why}`);
    }
  }
}
var named = ({ model }, message) => model === void 0 ? void 0 : at("model", message);
function weighed({ strength, start, end }, message) {
  if (strength !== 1) return at("strength", message);
  if (start !== 0) return at("start", message);
  return end === 1 ? void 0 : at("end", message);
}
function refusalsOf(variant, asked) {
  const words2 = Object.entries(variant.refuses).flatMap(
    ([word, message]) => isRefusable(word) && isSet(variant, asked, word) ? [{ field: word, message }] : []
  );
  return [
    ...words2,
    ...ofSize(variant, asked),
    ...ofReferences(variant, asked),
    ...controlRefusals(variant, asked.control ?? []),
    ...ofUpscale(variant, asked)
  ];
}
var neutral = {
  negative_prompt: "",
  cfg: 1,
  guidance: void 0,
  scheduler: void 0,
  clip_skip: 1
};
var isRefusable = (word) => word in neutral;
function isSet({ defaults }, asked, word) {
  const value = asked[word];
  if (value === void 0 || value === neutral[word]) return false;
  return word === "scheduler" ? value !== defaults.scheduler : true;
}
var ofSize = ({ latentStep = 1, title }, { resolution = { width: 0, height: 0 } }) => Object.entries(resolution).flatMap(
  ([side, pixels]) => pixels % latentStep === 0 ? [] : [
    {
      field: `resolution.${side}`,
      message: `must be a multiple of ${latentStep} for ${title}, not ${pixels}`
    }
  ]
);
function ofReferences({ references, title, control: control6, isEditor }, asked) {
  const shown = control6?.by === "reference" ? asked.control?.length ?? 0 : 0;
  const changed = isEditor && asked.image !== void 0 ? 1 : 0;
  const given = (asked.references?.length ?? 0) + shown + changed;
  if (given <= references) return [];
  const most = references === 1 ? "one reference" : `${references} references`;
  const message = references === 0 ? `have no effect on ${title}` : `must not be more: ${title} takes ${most}`;
  return [{ field: asked.references === void 0 ? "control" : "references", message }];
}
var ofUpscale = ({ cannot, title }, { upscale }) => upscale === void 0 || cannot.upscale === void 0 || isLeftAsItIs(upscale) ? [] : [
  {
    field: "upscale",
    message: `cannot paint a second pass with ${title}: name a model, and leave denoise at 0`
  }
];
var isLeftAsItIs = ({ model, denoise = model === void 0 ? 1 : 0 }) => denoise === 0;
function judgedGraph(needs, build) {
  let built;
  const graph = () => {
    built ??= build();
    return built;
  };
  const judged = /* @__PURE__ */ new WeakMap();
  return {
    nodeClasses: () => [...new Set(Object.values(graph()).map(({ class_type: name }) => name))],
    problems(server, given) {
      const problems = judged.get(server) ?? withoutNeeds(needs, validateGraph(graph(), server));
      judged.set(server, problems);
      return besidesGiven(problems, graph, given);
    },
    files: (server) => filesOf(graph(), server)
  };
}
var withoutNeeds = (needs, problems) => problems.filter(
  ({ code, nodeClass, input }) => code !== "value_not_in_list" || !needs.some((need) => need.nodeClass === nodeClass && need.input === input)
);
function setAt(data, [key, ...rest], value) {
  if (key === void 0) return value;
  if (Array.isArray(data)) {
    return data.map((item, index) => index === key ? setAt(item, rest, value) : item);
  }
  return isRecord(data) ? { ...data, [key]: setAt(data[key], rest, value) } : data;
}
function defineWorkflow({
  name,
  title,
  task,
  family,
  inputs,
  stored,
  nodeClasses,
  judgesGraph = false,
  needs,
  build
}) {
  const run = (own) => {
    const needed = needs(own);
    const judged = judgesGraph ? judgedGraph(needed, () => judgeable(own)) : unjudged;
    return {
      inputs: own,
      needs: needed,
      model: needed.find(({ kind }) => kind === "model")?.name,
      get nodeClasses() {
        return judged.nodeClasses();
      },
      problems: judged.problems,
      files: judged.files,
      spelledFor: (server) => run(stored.parse(spelled(own, needed, server))),
      build: (options) => build(own, options)
    };
  };
  const judgeable = (own) => {
    const seeded = own.seed === -1 ? stored.parse({ ...own, seed: 0 }) : own;
    return build(seeded, { filenamePrefix: "darkroom" }).toPrompt();
  };
  return Object.freeze({
    name,
    title,
    task,
    family,
    inputs,
    nodeClasses,
    open(given) {
      const { success, data } = stored.safeParse(given);
      return success ? run(data) : void 0;
    },
    alike
  });
}
var alike = ({ prompt, negative_prompt: negative, seed, ...others }) => JSON.stringify([others, typeof prompt, negative === "" ? "" : typeof negative, typeof seed]);
var unjudged = { nodeClasses: () => [], problems: () => [], files: () => [] };
var findNeed = (need, server) => matchName(need.name, server.choices(need.nodeClass, need.input) ?? []);
var spelled = (inputs, needs, server) => needs.reduce(
  (changed, need) => setAt(changed, need.path, findNeed(need, server) ?? need.name),
  inputs
);
function variantFor(family, { variant: id }) {
  const variant = findVariant(family, id);
  if (variant !== void 0) return variant;
  const ids = family.variants.map((one) => one.id);
  throw new InvalidParameterError("variant", `must be one of ${ids.join(", ")}`);
}
function familyNeeds(family, inputs) {
  const { sampling, hasTextLoras, control: way } = variantFor(family, inputs);
  const { sampler, scheduler: scheduler2, text_encoders: encoders = [], vae: vae2, loras } = inputs;
  const loraClass = hasTextLoras ? "LoraLoader" : "LoraLoaderModelOnly";
  const isOneNode = sampling === "ksampler";
  const needs = [
    { path: ["model"], kind: "model", ...modelList(inputs), name: inputs.model },
    {
      path: ["sampler"],
      kind: "choice",
      nodeClass: isOneNode ? "KSampler" : "KSamplerSelect",
      input: "sampler_name",
      name: sampler
    }
  ];
  const file = (path, [nodeClass, input], name) => ({
    ...{ path, kind: "model", nodeClass, input, name }
  });
  return [
    ...needs,
    ...isOneNode ? [
      {
        path: ["scheduler"],
        kind: "choice",
        nodeClass: "KSampler",
        input: "scheduler",
        name: scheduler2
      }
    ] : [],
    ...encoders.map(
      (name, index) => file(
        ["text_encoders", index],
        [textEncoderClass(encoders), textEncoderInput(encoders, index)],
        name
      )
    ),
    ...vae2 === void 0 ? [] : [file(["vae"], ["VAELoader", "vae_name"], vae2)],
    ...loras.map(
      ({ name }, index) => file(["loras", index, "name"], [loraClass, "lora_name"], name)
    ),
    ...(inputs.control ?? []).flatMap(
      ({ model }, index) => model === void 0 ? [] : [file(["control", index, "model"], way?.by === "patch" ? patchList : netList, model)]
    ),
    ...inputs.upscale?.model === void 0 ? [] : [file(["upscale", "model"], upscaleList, inputs.upscale.model)]
  ];
}
var netList = ["ControlNetLoader", "control_net_name"];
var patchList = ["ModelPatchLoader", "name"];
var upscaleList = ["UpscaleModelLoader", "model_name"];
var modelList = ({
  model,
  model_folder: folder
}) => {
  if (folder === "checkpoints") return { nodeClass: "CheckpointLoaderSimple", input: "ckpt_name" };
  return { nodeClass: isGguf(model) ? "UnetLoaderGGUF" : "UNETLoader", input: "unet_name" };
};
function fillIn(family, task, asked) {
  const variant = asked.variant === void 0 ? variantOf(family, asked.model) : findVariant(family, asked.variant);
  if (variant === void 0) {
    const ids = family.variants.map(({ id }) => id);
    return { refusals: [{ field: "variant", message: `must be one of ${ids.join(", ")}` }] };
  }
  const why = variant.cannot[task];
  if (why !== void 0) {
    return { refusals: [{ field: "model", message: `cannot be used for this: ${why}` }] };
  }
  const { defaults } = variant;
  const filled = {
    ...asked,
    variant: variant.id,
    model_folder: asked.model_folder ?? (isGguf(asked.model) ? "diffusion_models" : family.folder),
    steps: asked.steps ?? defaults.steps,
    cfg: asked.cfg ?? defaults.cfg,
    guidance: asked.guidance ?? defaults.guidance,
    sampler: asked.sampler ?? defaults.sampler,
    scheduler: asked.scheduler ?? defaults.scheduler
  };
  const refusals = [
    ...refusalsOf(variant, asked),
    ...withoutHole(task, asked),
    ...withoutCompanions(variant, filled)
  ];
  return refusals.length > 0 ? { refusals } : { filled, variant };
}
var withoutHole = (task, { control: control6 = [] }) => task === "inpaint" || task === "outpaint" ? [] : control6.flatMap(
  ({ type }, index) => type === "inpaint" ? [
    {
      field: `control.${index}.type`,
      message: "must not be inpaint, where no part of a picture is painted anew"
    }
  ] : []
);
function withoutCompanions(variant, inputs) {
  const { textEncoders, vae: vae2 } = bundleOf(variant, inputs);
  const { files } = variant.textEncoders;
  const given = inputs.text_encoders?.length;
  const must = `must name ${files.length === 1 ? "a file" : `${files.length} files`}`;
  const like = `for ${variant.title}: ${files.map(({ file }) => file).join(", ")} or the like`;
  return [
    ...given === void 0 && !textEncoders || given !== void 0 && given !== files.length && !takesSome(variant) ? [{ field: "text_encoders", message: `${must} ${like}` }] : [],
    ...inputs.vae === void 0 && !vae2 ? [
      {
        field: "vae",
        message: `must name a file for ${variant.title}: ${variant.vae.file} or the like`
      }
    ] : []
  ];
}
var takesSome = ({ textEncoders: { type, files } }) => files.length > 2 && ["sd3", "hidream"].includes(type);
var familyWorkflows = (task) => modelFamilies.filter(({ variants }) => variants.some(({ cannot }) => cannot[task.task] === void 0)).map((family) => familyWorkflow(family, task));
var familyWorkflow = (family, { task, title, asked, stored, fill: fill2, build }) => defineWorkflow({
  name: `${task}-${family.id}`,
  title: `${title} (${family.title})`,
  task,
  family: family.id,
  inputs: asked.transform((given, context) => {
    const result = fillIn(family, task, given);
    if ("filled" in result) {
      return { ...result.filled, ...fill2?.(result.filled, result.variant) };
    }
    for (const { field, message } of result.refusals) {
      context.addIssue({ code: "custom", path: field.split("."), message });
    }
    return void 0;
  }).pipe(stored),
  stored: stored.refine(({ variant }) => findVariant(family, variant) !== void 0),
  nodeClasses: [],
  judgesGraph: true,
  needs: (inputs) => familyNeeds(family, inputs),
  build: (inputs, options) => build(variantFor(family, inputs), inputs, options)
});
var { shape: words } = recipeSchema;
var modelFolder = external_exports.enum(["checkpoints", "diffusion_models"]);
var familyWords = {
  prompt: words.prompt,
  negative_prompt: words.negative_prompt,
  model: words.model,
  model_folder: modelFolder.optional().meta({
    description: "The folder below ComfyUI's models in which the model lies; by family unless given."
  }),
  variant: external_exports.string().min(1).max(50).optional().meta({
    description: "The kind of the model within its family, such as schnell; by its name unless given."
  }),
  text_encoders: words.text_encoders,
  vae: words.vae,
  loras: words.loras,
  seed: words.seed,
  steps: words.steps.unwrap().optional(),
  cfg: words.cfg.unwrap().optional(),
  guidance: words.guidance,
  sampler: words.sampler.unwrap().optional(),
  scheduler: words.scheduler.unwrap().optional(),
  clip_skip: words.clip_skip,
  tiling: pictureWords.tiling.optional()
};
var commonWords = {
  resolution: words.resolution.unwrap().optional(),
  batch_size: words.batch_size,
  control: pictureWords.control.optional(),
  upscale: pictureWords.upscale.optional(),
  denoise: words.denoise
};
var { shape: found } = foundRecipeSchema.required();
var storedFamilyWords = {
  prompt: found.prompt,
  negative_prompt: found.negative_prompt,
  model: found.model,
  model_folder: modelFolder,
  variant: external_exports.string(),
  text_encoders: external_exports.array(external_exports.string()).optional(),
  vae: external_exports.string().optional(),
  loras: found.loras,
  seed: found.seed,
  steps: found.steps,
  cfg: found.cfg,
  guidance: found.guidance.optional(),
  sampler: found.sampler,
  scheduler: found.scheduler,
  clip_skip: external_exports.number().optional(),
  tiling: storedPictureWords.tiling.optional()
};
var storedResolution = found.resolution;
var storedCommonWords = {
  resolution: found.resolution.optional(),
  batch_size: external_exports.number().optional(),
  control: storedPictureWords.control.optional(),
  upscale: storedPictureWords.upscale.optional()
};
function samplePass(scene, { latent, denoise = 1, steps = scene.inputs.steps }) {
  const { variant, inputs, model, positive, negative } = scene;
  const { seed, cfg, sampler, scheduler: scheduler2 } = inputs;
  if (variant.sampling === "ksampler") {
    return sample({
      ...{ model, positive, negative, latent, seed, steps, cfg, sampler, scheduler: scheduler2, denoise }
    });
  }
  const isGuided = variant.refuses.guidance === void 0;
  const guider = isGuided ? basicGuider({ model, conditioning: positive }) : cfgGuider({ model, positive, negative, cfg });
  return sampleWithParts({
    noise: randomNoise({ seed }),
    guider,
    sampler: selectSampler({ name: sampler }),
    sigmas: stepsOf(scene, { denoise, steps }),
    latent
  }).latent;
}
function stepsOf({ size }, { denoise, steps }) {
  const sigmas = scheduleForFlux2({ steps, ...size });
  return denoise === 1 ? sigmas : lastSteps({ sigmas, denoise });
}
var decode = ({ vae: vae2, inputs }, samples) => inputs.tiling === true ? decodeTiled({ samples, vae: vae2 }) : decodeLatent({ samples, vae: vae2 });
var fitPicture = ({ defaults, multiple }, { resolution }, image2) => resolution === void 0 ? scaleToPixels({ image: image2, megapixels: megapixelsOf(defaults.resolution), multiple }) : scaleImage({ image: image2, ...resolution });
var fitMask = ({ resolution }, mask) => resolution === void 0 ? mask : imageToMask({ image: scaleImage({ image: maskToImage({ mask }), ...resolution }) });
var megapixelsOf = ({ width, height }) => Math.round(width * height / 1024 ** 2 * 100) / 100;
var guidesOf = (variant, inputs) => (inputs.control ?? []).map((control6) => {
  const { type, image: name } = control6;
  if (name === void 0) return { control: control6, picture: void 0 };
  const image2 = fitPicture(variant, inputs, loadImage({ name }).image);
  return { control: control6, picture: type === "canny" ? findEdges({ image: image2 }) : image2 };
});
function checkIntegers({
  seed,
  steps,
  resolution,
  batch_size = 1
}) {
  for (const [field, value] of Object.entries({ seed, steps, ...resolution, batch_size })) {
    const minimum = field === "seed" ? 0 : 1;
    if (Number.isSafeInteger(value) && value >= minimum) continue;
    throw new InvalidParameterError(
      field,
      `must be an integer of at least ${minimum}, not ${value}`
    );
  }
}
var unionTypes = {
  canny: "canny/lineart/anime_lineart/mlsd",
  lineart: "canny/lineart/anime_lineart/mlsd",
  softedge: "hed/pidi/scribble/ted",
  scribble: "hed/pidi/scribble/ted",
  depth: "depth",
  normal: "normal",
  pose: "openpose",
  segment: "segment",
  tile: "tile",
  inpaint: "repaint"
};
var guideByNets = (scene, { guides, hole }) => guides.reduce((guided, guide2, index) => guideByNet(guided, { guide: guide2, index, hole }), scene);
function guideByNet(scene, { guide: guide2, index, hole }) {
  const { variant, vae: vae2, positive, negative, model } = scene;
  const way = variant.control;
  if (way === void 0 || way.by === "reference" || way.by === "itself") return scene;
  const { type, strength, start, end, model: name } = guide2.control;
  if (name === void 0) {
    throw new InvalidParameterError(`control.${index}.model`, "must name the ControlNet");
  }
  const { picture: image2 } = guide2;
  if (image2 === void 0) {
    if (way.by === "patch" || hole === void 0) {
      throw new InvalidParameterError(`control.${index}.image`, "must name a picture");
    }
    const controlNet3 = loadControlNet({ name });
    const given2 = { positive, negative, controlNet: controlNet3, vae: vae2, ...hole, strength, start, end };
    return { ...scene, ...applyInpaintControlNet(given2) };
  }
  if (way.by === "patch") {
    const patch = loadModelPatch({ name });
    return { ...scene, model: patchControl({ model, patch, vae: vae2, image: image2, strength }) };
  }
  const net4 = loadControlNet({ name });
  const controlNet2 = isUnion(name) ? setControlType({ controlNet: net4, type: unionTypes[type] }) : net4;
  const given = { positive, negative, controlNet: controlNet2, image: image2, strength, start, end };
  return { ...scene, ...applyControlNet(way.needsVae ? { ...given, vae: vae2 } : given) };
}
var isUnion = (name) => /union|promax/i.test(name);
function loadParts(variant, inputs) {
  const { textEncoders, tuneClip, tuneModel } = variant;
  const loaded = loadFile(inputs);
  const { text_encoders: names2, vae: vaeName } = inputs;
  const ownClip = names2 === void 0 ? loaded.clip : loadTextEncoders({ names: names2, ...textEncoders });
  const vae2 = vaeName === void 0 ? loaded.vae : loadVae({ name: vaeName });
  if (ownClip === void 0) throw missing2("text_encoders", variant.textEncoders.files);
  if (vae2 === void 0) throw missing2("vae", [variant.vae]);
  const { model, clip } = applyLoras(variant, inputs, { model: loaded.model, clip: ownClip });
  const skipped = skipping(clip, inputs);
  return {
    model: tuneModel?.(model) ?? model,
    clip: tuneClip?.(skipped) ?? skipped,
    vae: vae2
  };
}
function loadFile({
  model: name,
  model_folder: folder
}) {
  if (folder === "checkpoints") return loadCheckpoint({ name });
  return { model: isGguf(name) ? loadGgufModel({ name }) : loadDiffusionModel({ name }) };
}
function applyLoras({ hasTextLoras }, { loras }, parts) {
  let { model, clip } = parts;
  for (const { name, strength_model: strengthModel, strength_clip: strengthClip } of loras) {
    if (hasTextLoras) {
      ;
      ({ model, clip } = applyLora({ model, clip, name, strengthModel, strengthClip }));
    } else model = applyModelLora({ model, name, strength: strengthModel });
  }
  return { model, clip };
}
var skipping = (clip, { clip_skip: skip = 1 }) => skip === 1 ? clip : skipClipLayers({ clip, stopAt: -skip });
var missing2 = (field, files) => new InvalidParameterError(
  field,
  `must name ${files.map(({ file }) => file).join(", ")} or the like, since the model file holds none`
);
function setScene(variant, inputs, {
  size,
  references = [],
  guides = guidesOf(variant, inputs),
  hole
}) {
  checkIntegers(inputs);
  const { clip, ...parts } = loadParts(variant, inputs);
  const shown = variant.control?.by === "reference" ? guides : [];
  const words2 = variant.encode({
    clip,
    vae: parts.vae,
    prompt: inputs.prompt,
    negativePrompt: inputs.negative_prompt,
    guidance: inputs.guidance,
    references: [
      ...references,
      ...shown.flatMap(
        ({ picture }) => picture === void 0 ? [] : [asReference(variant, picture)]
      )
    ]
  });
  return guideByNets({ variant, inputs, size, ...parts, ...words2 }, { guides, hole });
}
var asReference = ({ scaleReference }, image2) => scaleReference?.(image2) ?? image2;
var ownReferences = (variant, image2) => variant.isEditor ? [asReference(variant, image2)] : [];

export {
  InvalidParameterError,
  encodeImage,
  softenMask,
  scaleImage,
  scaleImageBy,
  sizeOf,
  padForOutpaint,
  scaleLatentBy,
  repeatLatent,
  repeatImage,
  sdxl,
  findFamily,
  detectFamily,
  findCompanions,
  bundleOf,
  findControlNet,
  findUpscaleModel,
  createWorkflow,
  conditionPicture,
  loadImage,
  upscaleImage,
  saveImage,
  loadUpscaleModel,
  loadMask,
  invertMask,
  growMask,
  maskNoise,
  conditionInpaint,
  pasteMasked,
  refusalsOf,
  defineWorkflow,
  findNeed,
  familyWorkflows,
  familyWords,
  commonWords,
  storedFamilyWords,
  storedResolution,
  storedCommonWords,
  samplePass,
  decode,
  fitPicture,
  fitMask,
  guidesOf,
  setScene,
  asReference,
  ownReferences
};
