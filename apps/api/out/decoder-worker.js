import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  __callDispose,
  __using,
  absolutePath,
  isDecodeMessage,
  placeOf,
  thumbnailDirectory
} from "./chunk-EUN3TDAX.js";
import {
  errorCode,
  holdDirectorySync,
  isMissing,
  openPlainFileSync,
  pngChunks
} from "./chunk-DJU6XF4X.js";
import "./chunk-V4RWK56N.js";

// ../../packages/thumbnails/dist/decoder-worker.js
import { setPriority } from "node:os";
import sharp9 from "sharp";
import sharp8 from "sharp";
import sharp from "sharp";
import sharp2 from "sharp";
import sharp4 from "sharp";
import sharp3 from "sharp";
import { Buffer as Buffer2 } from "node:buffer";
import { spawn } from "node:child_process";
import { closeSync, fstatSync, lstatSync, readSync } from "node:fs";
import { dirname } from "node:path";
import sharp6 from "sharp";
import sharp5 from "sharp";
import sharp7 from "sharp";
import { randomUUID } from "node:crypto";
import {
  lstatSync as lstatSync2,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import { basename, dirname as dirname2, sep } from "node:path";
var DecodeFailure = class extends Error {
  name = "DecodeFailure";
  code;
  constructor(code, message, { cause } = {}) {
    super(message, { cause });
    this.code = code;
  }
};
var sentences = [
  [/exceeds pixel limit|too large for the|exceeds channel limit/i, "too-large"],
  [/^timeout: /im, "timeout"],
  [/unsupported image format/i, "unsupported"],
  [/input file is missing|no such file/i, "not-found"]
];
function toDecodeFailure(error) {
  if (error instanceof DecodeFailure) return error;
  const message = error instanceof Error ? error.message.trim() : String(error);
  const code = sentences.find(([sentence]) => sentence.test(message))?.[1] ?? "corrupt";
  return new DecodeFailure(code, message, { cause: error });
}
var load = (bytes, limits, failOn) => sharp(bytes, { autoOrient: true, failOn, limitInputPixels: limits.pixelLimit, pages: 1 }).timeout(
  {
    seconds: Math.max(1, Math.ceil(limits.timeoutMs / 1e3))
  }
);
async function hasSomethingToSee(bytes, limits) {
  const pixels = await load(bytes, limits, "none").resize({ width: 64, height: 64, fit: "inside", withoutEnlargement: true }).raw().toBuffer();
  return pixels.some((value) => value !== pixels[0]);
}
async function decodeImage({ bytes, path, settled }, limits, develop) {
  try {
    return { value: await develop(load(bytes, limits, "error")), damaged: false };
  } catch (error) {
    const failure = toDecodeFailure(error);
    if (failure.code !== "corrupt") throw failure;
  }
  if (!settled) throw new DecodeFailure("incomplete", `${path} is still being written`);
  try {
    if (!await hasSomethingToSee(bytes, limits)) {
      throw new DecodeFailure("corrupt", `${path} breaks off before there is anything to see`);
    }
    return { value: await develop(load(bytes, limits, "none")), damaged: true };
  } catch (error) {
    throw toDecodeFailure(error);
  }
}
function encodeCopy(image, { format, width: width2, quality, keepMetadata = false }) {
  const sized = width2 === void 0 ? image : image.resize({ width: width2, withoutEnlargement: true });
  const copy = keepMetadata ? sized.keepMetadata() : sized;
  switch (format) {
    case "png":
      return copy.png({ compressionLevel: 4 });
    case "jpeg":
      return copy.flatten({ background: "#ffffff" }).jpeg({ quality: quality ?? 90 });
    case "webp":
      return copy.webp({ quality: quality ?? 90, effort: 2 });
    case "avif":
      return copy.avif({ quality: quality ?? 70, effort: 0 });
  }
}
function maskOf(image, reads) {
  return reads === "light" ? image.flatten({ background: "#000000" }).toColourspace("b-w") : image.ensureAlpha().extractChannel("alpha").negate();
}
var rawOf = ({ width: width2, height: height2, channels }) => ({ width: width2, height: height2, channels });
async function masked(image, mask) {
  const alpha = await sharp2(mask).negate().extractChannel(0).raw().toBuffer({
    resolveWithObject: true
  });
  const colours = await image.removeAlpha().toColourspace("srgb").raw().toBuffer({
    resolveWithObject: true
  });
  return sharp2(colours.data, { raw: rawOf(colours.info) }).joinChannel(alpha.data, {
    raw: rawOf(alpha.info)
  });
}
async function makeInput(image, { shape }) {
  if (shape.kind === "copy") return await encodeCopy(image, shape).toBuffer();
  return await (await shaped(image, shape)).png({ compressionLevel: 4 }).toBuffer();
}
async function shaped(image, shape) {
  if (shape.kind === "upright") return image;
  if (shape.kind === "masked") return await masked(image, shape.mask);
  const { reads, width: width2, height: height2 } = shape;
  return maskOf(image, reads).resize({ width: width2, height: height2, fit: "fill", kernel: "linear" });
}
function encodeThumbnail(image, { size, format }) {
  const box = { width: size, height: size, fit: "inside", withoutEnlargement: true };
  const small = image.resize(box);
  return format === "webp" ? small.webp({ quality: 80, effort: 2 }) : small.avif({ quality: 60, effort: 0 });
}
async function encodeImage(image, task) {
  switch (task.kind) {
    case "thumbnail":
      return await encodeThumbnail(image, task).toBuffer();
    case "convert":
      return await encodeCopy(image, task).toBuffer();
    case "input":
      return await makeInput(image, task);
  }
}
var palette = {
  page: "#121316",
  cell: "#1c1e23",
  line: "#4a4f5a",
  bright: "#e8eaee",
  dim: "#9aa1ad"
};
var width = 960;
var height = 540;
async function drawPoster() {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${palette.cell}"/><g fill="none" stroke="${palette.line}" stroke-width="10" stroke-linejoin="round"><circle cx="480" cy="270" r="110"/></g><path d="M448 208L556 270 448 332z" fill="${palette.dim}" stroke="${palette.dim}" stroke-width="12" stroke-linejoin="round"/></svg>`;
  return await sharp3(Buffer.from(svg)).png().toBuffer();
}
var videoDescriptor = 3;
var mostBytes = 128 * 1024 * 1024;
var widest = 1920;
var isMissing2 = false;
async function readPoster({ path, descriptor, settled }, format, { pixelLimit, timeoutMs }) {
  if (isMissing2) return void 0;
  const program = spawn("ffmpeg", posterArguments(path, format, pixelLimit, timeoutMs), {
    stdio: ["ignore", "pipe", "pipe", descriptor],
    windowsHide: true
  });
  const { bytes, words, failure } = await collect(program, timeoutMs);
  if (errorCode(failure) === "ENOENT") {
    isMissing2 = true;
    return void 0;
  }
  if (failure !== void 0) throw new DecodeFailure("timeout", `${path}: ${failure.message}`);
  if (bytes.length > 0) return bytes;
  if (!settled) throw new DecodeFailure("incomplete", `${path} is still being written`);
  throw new DecodeFailure("corrupt", `${path} has no frame: ${words}`);
}
function posterArguments(path, format, pixelLimit, timeoutMs) {
  const input = process.platform === "win32" ? `file:${path}` : `/dev/fd/${videoDescriptor}`;
  const seconds = String(Math.max(1, Math.ceil(timeoutMs / 1e3)));
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "error", "-timelimit", seconds],
    ...["-threads", "1", "-protocol_whitelist", "file", "-max_pixels", String(pixelLimit)],
    ...[
      "-f",
      format === "mp4" ? "mov" : "matroska",
      "-i",
      input,
      "-map",
      "0:v:0",
      "-frames:v",
      "1"
    ],
    ...["-vf", `scale=w='min(${widest},iw)':h=-1`, "-c:v", "png", "-f", "image2pipe", "pipe:1"]
  ];
}
async function collect(program, timeoutMs) {
  const { promise: ended, resolve } = Promise.withResolvers();
  const stop = (reason) => {
    program.kill("SIGKILL");
    resolve(new Error(reason));
  };
  const timer = setTimeout(() => stop("ffmpeg had no frame in time"), timeoutMs);
  const chunks = [];
  let length = 0;
  let words = "";
  program.stdout?.on("data", (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > mostBytes) stop("ffmpeg gave too large a frame");
  });
  program.stderr?.on("data", (chunk) => {
    words = `${words}${chunk}`.slice(-500);
  });
  program.on("error", resolve);
  program.on("close", () => resolve(void 0));
  const failure = await ended;
  clearTimeout(timer);
  return { bytes: Buffer2.concat(chunks), words: words.trim(), failure };
}
var sniffLength = 32;
var latin1 = (bytes, start, end) => bytes.toString("latin1", start, end);
function sniffFormat(head) {
  if (latin1(head, 0, 8) === "\x89PNG\r\n\n") return "png";
  if (latin1(head, 0, 3) === "\xFF\xD8\xFF") return "jpeg";
  if (latin1(head, 0, 4) === "RIFF" && latin1(head, 8, 12) === "WEBP") return "webp";
  if (/^GIF8[79]a/.test(latin1(head, 0, 6))) return "gif";
  if (latin1(head, 0, 4) === "E\xDF\xA3") return "matroska";
  return latin1(head, 4, 8) === "ftyp" ? sniffBrand(latin1(head, 8, 12)) : void 0;
}
function sniffBrand(brand) {
  if (/^avi[fs]$/.test(brand)) return "avif";
  return /^(?:iso[\da-z]|mp4[12v]|avc1|M4[AV]|dash|MSNV|qt {2}|3g[2p].)/.test(brand) ? "mp4" : void 0;
}
var isVideo = (format) => format === "mp4" || format === "matroska";
function isCutOff(format, bytes) {
  switch (format) {
    case "png":
      return !hasEnd(bytes);
    case "webp":
      return bytes.length < 8 || bytes.readUInt32LE(4) + 8 > bytes.length;
    case "gif":
    case "jpeg":
    case "avif":
      return false;
  }
}
function hasEnd(png) {
  for (const { type, offset, length } of pngChunks(png)) {
    if (type === "IEND") return offset + length + 4 <= png.length;
  }
  return false;
}
function webpPixels(head) {
  if (head.length < 30) return void 0;
  switch (latin1(head, 12, 16)) {
    case "VP8X":
      return (head.readUIntLE(24, 3) + 1) * (head.readUIntLE(27, 3) + 1);
    case "VP8L": {
      const bits = head.readUInt32LE(21);
      return ((bits & 16383) + 1) * ((bits >> 14 & 16383) + 1);
    }
    case "VP8 ":
      return (head.readUInt16LE(26) & 16383) * (head.readUInt16LE(28) & 16383);
    default:
      return void 0;
  }
}
function sniffPixels(format, head) {
  switch (format) {
    case "png":
      return head.length < 24 ? void 0 : head.readUInt32BE(16) * head.readUInt32BE(20);
    case "webp":
      return webpPixels(head);
    case "gif":
      return head.readUInt16LE(6) * head.readUInt16LE(8);
    case "jpeg":
    case "avif":
      return void 0;
  }
}
function fileFailure(path, error) {
  const isThere = !(isMissing(error) || ["ELOOP", "EMLINK"].includes(errorCode(error)));
  return isThere ? new DecodeFailure("unreadable", `${path} cannot be read: ${errorCode(error)}`, {
    cause: error
  }) : new DecodeFailure("not-found", `${path} does not exist`, { cause: error });
}
function readAt(descriptor, position, length) {
  const buffer = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, buffer, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
function describe(path, descriptor, settledBefore) {
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) throw new DecodeFailure("unsupported", `${path} is not a file`);
  const head = readAt(descriptor, 0, sniffLength);
  const settled = stats.mtimeMs < settledBefore;
  if (head.length < 12) {
    if (!settled) throw new DecodeFailure("incomplete", `${path} is still being written`);
    throw new DecodeFailure("corrupt", `${path} is ${head.length === 0 ? "empty" : "too short"}`);
  }
  const format = sniffFormat(head);
  if (format === void 0) {
    throw new DecodeFailure("unsupported", `${path} is no picture or video of a known format`);
  }
  const state = { size: stats.size, mtimeMs: stats.mtimeMs };
  return { path, descriptor, state, format, settled };
}
function openSource(path, { root, settledBefore }) {
  const { base, name } = placeOf(path, root, dirname(path));
  let descriptor;
  try {
    descriptor = openPlainFileSync(base, name);
    const opened = descriptor;
    const described = describe(path, opened, settledBefore);
    return { ...described, [Symbol.dispose]: () => closeSync(opened) };
  } catch (error) {
    if (descriptor !== void 0) closeSync(descriptor);
    throw error instanceof DecodeFailure ? error : fileFailure(path, error);
  }
}
function checkUnchanged({ path, state }) {
  let now;
  try {
    now = lstatSync(path);
  } catch (error) {
    throw fileFailure(path, error);
  }
  if (now.size !== state.size || now.mtimeMs !== state.mtimeMs) {
    throw new DecodeFailure("changed", `${path} was written to meanwhile`);
  }
}
var mostBytes2 = 1024 * 1024 * 1024;
async function readPicture(source, limits) {
  const { path, format, settled, state, descriptor } = source;
  if (isVideo(format)) {
    const poster = await readPoster(source, format, limits);
    const bytes2 = poster ?? await drawPoster();
    return { bytes: bytes2, pixels: void 0, settled, isDrawn: poster === void 0, path };
  }
  if (state.size > mostBytes2) throw new DecodeFailure("too-large", `${path} is too large a file`);
  const bytes = readAt(descriptor, 0, state.size);
  if (!settled && isCutOff(format, bytes)) {
    throw new DecodeFailure("incomplete", `${path} is still being written`);
  }
  return { bytes, pixels: sniffPixels(format, bytes), settled, isDrawn: false, path };
}
var mostPixels = 8e6;
var magic = Buffer.from("stealth_png");
async function findHidden(task, job) {
  var _stack = [];
  try {
    const source = __using(_stack, openSource(task.source, job));
    const none = { bytes: Buffer.alloc(0), source: source.state, damaged: false };
    if (source.format !== "png" && source.format !== "webp") return none;
    const { bytes, pixels = 0 } = await readPicture(source, job);
    if (pixels > mostPixels) return none;
    const image = sharp4(bytes, { failOn: "error", limitInputPixels: mostPixels, pages: 1 });
    const { hasAlpha, depth, channels } = await image.metadata();
    if (!hasAlpha || depth !== "uchar" || channels !== 4) return none;
    const seconds = Math.max(1, Math.ceil(job.timeoutMs / 1e3));
    const { data, info } = await image.timeout({ seconds }).raw().toBuffer({ resolveWithObject: true });
    checkUnchanged(source);
    const size = { width: info.width, height: info.height };
    return hasMagic(data, size) ? { ...none, bytes: data, size } : none;
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function hasMagic(rgba, { width: width2, height: height2 }) {
  for (let index = 0; index < magic.length * 8; index += 1) {
    const pixel = index % height2 * width2 + Math.floor(index / height2);
    const wanted = (magic[index >> 3] ?? 0) >> 7 - index % 8 & 1;
    if (((rgba[pixel * 4 + 3] ?? 0) & 1) !== wanted) return false;
  }
  return true;
}
function drawBrokenPicture(options) {
  const { centreX, centreY, size, colour } = options;
  const scale = size / 48;
  return `<g transform="translate(${centreX - size / 2} ${centreY - size / 2}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="M26 8H10a5 5 0 0 0-5 5V35a5 5 0 0 0 5 5H17M33 8H38a5 5 0 0 1 5 5V35a5 5 0 0 1-5 5H24M5 33L15 23 20 28M31 26L43 33M33 8L26 18 33 24 24 40"/><circle cx="15" cy="17" r="3"/></g>`;
}
function paste(canvas, image, left, top) {
  const rowLength = image.width * 3;
  for (let row = 0; row < image.height; row++) {
    const start = row * rowLength;
    const target = ((top + row) * canvas.width + left) * 3;
    image.data.copy(canvas.data, target, start, start + rowLength);
  }
}
async function blank(width2, height2, background) {
  const create = { width: width2, height: height2, channels: 3, background };
  return { data: await sharp5({ create }).raw().toBuffer(), width: width2, height: height2 };
}
function pasteCentred(canvas, image, box) {
  const left = box.left + Math.floor((box.width - image.width) / 2);
  paste(canvas, image, left, box.top + Math.floor((box.height - image.height) / 2));
}
function boxHeight(first, width2) {
  const height2 = Math.round(width2 * first.height / first.width);
  return Math.min(width2 * 2, Math.max(Math.round(width2 / 2), height2));
}
async function readFrame(path, job, box) {
  var _stack = [];
  try {
    const source = __using(_stack, openSource(path, job));
    const { value } = await decodeImage(
      await readPicture(source, job),
      job,
      (image) => image.resize({ width: box.width, height: box.height, fit: "inside", withoutEnlargement: false }).flatten({ background: box.background }).toColourspace("srgb").raw().toBuffer({ resolveWithObject: true })
    );
    return { data: value.data, width: value.info.width, height: value.info.height };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
async function readFrames(frames, options) {
  const { width: width2, background, job, onProgress } = options;
  let height2;
  const read = [];
  for (const frame of frames) {
    onProgress();
    let pixels;
    try {
      if (frame.path !== void 0) {
        const box = { width: width2, height: height2 ?? width2 * 2, background };
        pixels = await readFrame(frame.path, job, box);
        height2 ??= boxHeight(pixels, width2);
      }
    } catch {
    }
    read.push({ frame, pixels });
  }
  return { frames: read, width: width2, height: height2 ?? width2 };
}
var longestSide = 16383;
var leastCellWidth = 16;
function fittingCellWidth(options) {
  const shape = options.cellHeight / options.cellWidth;
  for (let cellWidth = options.cellWidth; cellWidth > leastCellWidth; cellWidth--) {
    const cellHeight = Math.ceil(cellWidth * shape);
    const { width: width2, height: height2 } = layOutSheet({ ...options, cellWidth, cellHeight });
    if (Math.max(width2, height2) <= longestSide) return cellWidth;
  }
  return leastCellWidth;
}
function layOutSheet(options) {
  const { count, cellWidth, cellHeight, hasTitle } = options;
  const columns = Math.min(options.columns, count);
  const rows = Math.ceil(count / columns);
  const gap = Math.max(8, Math.round(cellWidth / 14));
  const captionHeight = Math.max(9, Math.round(cellWidth / 21));
  const titleHeight = hasTitle ? Math.round(captionHeight * 1.5) : 0;
  const header = hasTitle ? titleHeight + gap : 0;
  const captionSpace = captionHeight + Math.round(gap * 0.6);
  const stride = cellHeight + captionSpace + gap;
  const cells = Array.from({ length: count }, (_, index) => ({
    left: gap + index % columns * (cellWidth + gap),
    top: gap + header + Math.floor(index / columns) * stride
  }));
  return {
    width: gap + columns * (cellWidth + gap),
    height: gap + header + rows * stride,
    gap,
    radius: Math.max(3, Math.round(cellWidth / 42)),
    captionHeight,
    titleHeight,
    cells
  };
}
var capitalHeight = 14;
var spacing = 3.6;
var spaceWidth = 5;
var glyphs = {
  "0": [8, "M4 0C1.5 0 0 2.8 0 7s1.5 7 4 7 4-2.8 4-7-1.5-7-4-7z"],
  "1": [4, "M0 2.6L3.6 0V14"],
  "2": [8, "M.2 3.8C.2 1.5 1.8 0 4 0s3.8 1.5 3.8 3.7C7.8 6.8 3.8 9.2 0 14H8"],
  "3": [
    8,
    "M.2 1.9C1 .7 2.3 0 4 0c2.2 0 3.7 1.3 3.7 3.3S6.2 6.6 3 6.6c3.4 0 5 1.5 5 3.7S6.3 14 4 14c-1.9 0-3.3-.8-4-2.1"
  ],
  "4": [8.5, "M6.2 14V0L0 10H8.5"],
  "5": [
    8,
    "M7.3 0H1.2L.6 6.3C1.4 5.6 2.5 5.2 3.8 5.2 6.3 5.2 8 7 8 9.5S6.3 14 3.8 14C2.1 14 .8 13.3 0 12"
  ],
  "6": [
    8,
    "M7.2 1.3C6.5.5 5.5 0 4.4 0 1.6 0 0 3 0 7.5 0 11.8 1.6 14 4 14s4-1.8 4-4.4-1.7-4.2-3.9-4.2C2.2 5.4.6 6.6 0 8.6"
  ],
  "7": [8, "M0 0H8L3 14"],
  "8": [
    8,
    "M4 6.6C1.9 6.6.5 5.3.5 3.3S1.9 0 4 0s3.5 1.3 3.5 3.3S6.1 6.6 4 6.6zC1.6 6.6 0 8 0 10.3S1.6 14 4 14s4-1.4 4-3.7-1.6-3.7-4-3.7z"
  ],
  "9": [
    8,
    "M.8 12.7C1.5 13.5 2.5 14 3.6 14 6.4 14 8 11 8 6.5 8 2.2 6.4 0 4 0S0 1.8 0 4.4s1.7 4.2 3.9 4.2C5.8 8.6 7.4 7.4 8 5.4"
  ],
  A: [9, "M0 14L4.5 0 9 14M1.6 9.2H7.4"],
  B: [8, "M4 6.6C6.2 6.6 7.4 5.3 7.4 3.3S6.2 0 4 0H0V14H4c2.6 0 4-1.4 4-3.7S6.6 6.6 4 6.6zH0"],
  C: [9, "M9 2.5C8.1.9 6.6 0 4.9 0 2 0 0 2.8 0 7s2 7 4.9 7C6.6 14 8.1 13.1 9 11.5"],
  D: [9, "M0 0H3.5C7 0 9 2.6 9 7s-2 7-5.5 7H0z"],
  E: [7, "M7 0H0V14H7M0 6.6H6"],
  F: [7, "M7 0H0V14M0 6.6H6"],
  G: [9.5, "M9 2.5C8.1.9 6.6 0 4.9 0 2 0 0 2.8 0 7s2 7 4.9 7C7.8 14 9.4 12 9.4 7.8H5.4"],
  H: [8, "M0 0V14M8 0V14M0 6.6H8"],
  I: [1, "M.5 0V14"],
  J: [6, "M6 0V10C6 12.6 4.9 14 3 14 1.5 14 .5 13.2 0 11.8"],
  K: [8, "M0 0V14M7.6 0L0 8.4M2.9 5.4L8 14"],
  L: [6.5, "M0 0V14H6.5"],
  M: [10, "M0 14V0L5 9 10 0V14"],
  N: [8.5, "M0 14V0L8.5 14V0"],
  O: [10, "M5 0C2 0 0 2.8 0 7s2 7 5 7 5-2.8 5-7-2-7-5-7z"],
  P: [8, "M0 14V0H4C6.6 0 8 1.4 8 3.8S6.6 7.6 4 7.6H0"],
  Q: [10, "M5 0C2 0 0 2.8 0 7s2 7 5 7 5-2.8 5-7-2-7-5-7zM6.4 10.4L10 14.8"],
  R: [8, "M0 14V0H4C6.6 0 8 1.4 8 3.8S6.6 7.6 4 7.6H0M4.2 7.6L8 14"],
  S: [
    8,
    "M7.6 2.4C6.9.9 5.6 0 4 0 1.8 0 .3 1.3.3 3.3.3 7.9 8 5.6 8 10.4 8 12.6 6.4 14 4 14 2.1 14 .7 13.1 0 11.5"
  ],
  T: [8, "M0 0H8M4 0V14"],
  U: [8.5, "M0 0V9C0 12.2 1.6 14 4.25 14S8.5 12.2 8.5 9V0"],
  V: [9, "M0 0L4.5 14 9 0"],
  W: [13, "M0 0L3.2 14 6.5 2 9.8 14 13 0"],
  X: [8, "M0 0L8 14M8 0L0 14"],
  Y: [8, "M0 0L4 7 8 0M4 7V14"],
  Z: [8, "M0 0H8L0 14H8"],
  "-": [4, "M0 7.5H4"],
  ".": [1, "M.5 13.8V14"],
  ",": [1, "M.8 13.4L0 16"],
  ":": [1, "M.5 4.4V4.6M.5 13.4V13.6"],
  ";": [1, "M.5 4.4V4.6M.8 13.4L0 16"],
  "!": [1, "M.5 0V9.4M.5 13.8V14"],
  "?": [6.5, "M0 2.6C.5.9 1.7 0 3.3 0 5.2 0 6.5 1.2 6.5 3 6.5 5.6 3.2 6 3.2 9.6M3.2 13.8V14"],
  "'": [1, "M.5 0V3.4"],
  '"': [3, "M0 0V3.4M3 0V3.4"],
  "/": [6, "M0 15L6-1"],
  "(": [3, "M3-1C1 1.2 0 3.8 0 7s1 5.8 3 8"],
  ")": [3, "M0-1C2 1.2 3 3.8 3 7s-1 5.8-3 8"],
  "+": [7, "M3.5 4V11M0 7.5H7"],
  "=": [7, "M0 5.5H7M0 9.5H7"],
  "#": [9, "M3.2 1L1.6 13M7.4 1L5.8 13M.6 4.9H9M0 9.1H8.4"],
  _: [7, "M0 15.5H7"],
  "%": [
    9,
    "M9 0L0 14M2.2 0C.9 0 0 1.1 0 2.8s.9 2.8 2.2 2.8 2.2-1.1 2.2-2.8S3.5 0 2.2 0zM6.8 8.4c-1.3 0-2.2 1.1-2.2 2.8S5.5 14 6.8 14 9 12.9 9 11.2 8.1 8.4 6.8 8.4z"
  ],
  "&": [
    9,
    "M9 14L2 4.6C.8 2.8 1.8 0 4 0S6.8 3.2 4.6 4.9L2.7 6.2C1 7.4 0 8.6 0 10.5 0 12.6 1.5 14 3.7 14 6.3 14 8 12 8.6 8.5"
  ],
  "\u2026": [7, "M.5 13.8V14M3.5 13.8V14M6.5 13.8V14"]
};
var likeness = {
  "\u2019": "'",
  "\u2018": "'",
  "\u201C": '"',
  "\u201D": '"',
  "\u2013": "-",
  "\u2014": "-",
  "\xD7": "X",
  \u00C6: "AE",
  \u00D8: "O",
  \u0152: "OE",
  \u0141: "L"
};
function toGlyphs(text) {
  const plain = text.normalize("NFD").replace(new RegExp("\\p{M}", "gu"), "").toUpperCase();
  const drawable = Array.from(plain, (character) => {
    const near = likeness[character] ?? character;
    return near.length > 1 || near in glyphs ? near : " ";
  });
  return drawable.join("").replace(/\s+/g, " ").trim();
}
var widthOf = (character) => (glyphs[character]?.[0] ?? spaceWidth) + spacing;
var measure = (text) => Math.max(
  0,
  Array.from(text).reduce((width2, character) => width2 + widthOf(character), -spacing)
);
function fit(text, width2) {
  if (measure(text) <= width2) return text;
  let kept = text;
  while (kept !== "" && measure(`${kept}\u2026`) > width2) kept = kept.slice(0, -1).trimEnd();
  return kept === "" ? "" : `${kept}\u2026`;
}
function drawText(text, options) {
  const { x, y, height: height2, maxWidth, colour, weight = 1.7 } = options;
  const scale = height2 / capitalHeight;
  const shown = fit(toGlyphs(text), maxWidth / scale);
  let offset = 0;
  const paths = Array.from(shown, (character) => {
    const path = glyphs[character]?.[1];
    const drawn = path === void 0 ? "" : `<path transform="translate(${offset.toFixed(2)})" d="${path}"/>`;
    offset += widthOf(character);
    return drawn;
  });
  const svg = `<g transform="translate(${x} ${y}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round">${paths.join("")}</g>`;
  return { svg, width: measure(shown) * scale };
}
function drawFrame({ left, top, width: width2, height: height2, pixels }, radius) {
  const inner = `M${left + radius} ${top}h${width2 - 2 * radius}a${radius} ${radius} 0 0 1 ${radius} ${radius}v${height2 - 2 * radius}a${radius} ${radius} 0 0 1-${radius} ${radius}h-${width2 - 2 * radius}a${radius} ${radius} 0 0 1-${radius}-${radius}v-${height2 - 2 * radius}a${radius} ${radius} 0 0 1 ${radius}-${radius}z`;
  const corners = `<path fill="${palette.page}" fill-rule="evenodd" d="M${left} ${top}h${width2}v${height2}h-${width2}z${inner}"/>`;
  if (pixels !== void 0) return corners;
  const icon = drawBrokenPicture({
    centreX: left + width2 / 2,
    centreY: top + height2 / 2,
    size: Math.min(width2, height2) / 4,
    colour: palette.line
  });
  return corners + icon;
}
function drawCaption({ left, top, width: width2, height: height2, frame }, layout) {
  const line = { y: top + height2 + Math.round(layout.gap * 0.6), height: layout.captionHeight };
  const number = drawText(String(frame.number), {
    ...line,
    x: left + 1,
    maxWidth: width2,
    colour: palette.bright,
    weight: 2.1
  });
  const indent = number.width + layout.captionHeight * 1.1;
  const label = drawText(frame.label, {
    ...line,
    x: left + 1 + indent,
    maxWidth: width2 - indent - 2,
    colour: palette.dim,
    weight: 1.6
  });
  return number.svg + label.svg;
}
function drawOverlay(cells, layout, title) {
  const { width: width2, height: height2, gap, titleHeight, radius } = layout;
  const heading = drawText(title, {
    x: gap + 1,
    y: gap,
    height: titleHeight,
    maxWidth: width2 - 2 * gap,
    colour: palette.bright,
    weight: 1.8
  });
  const drawn = cells.map((cell) => drawFrame(cell, radius) + drawCaption(cell, layout));
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width2}" height="${height2}">${title === "" ? "" : heading.svg}${drawn.join("")}</svg>`
  );
}
async function makeContactSheet(task, job, onProgress) {
  const readAt2 = (cell) => readFrames(task.frames, { job, onProgress, width: cell, background: palette.cell });
  const sheetOf = ({ frames, width: width3, height: height3 }) => ({
    count: frames.length,
    columns: task.columns,
    cellWidth: width3,
    cellHeight: height3,
    hasTitle: task.title !== ""
  });
  const wanted = await readAt2(task.cell);
  const cellWidth = fittingCellWidth(sheetOf(wanted));
  const read = cellWidth < task.cell ? await readAt2(cellWidth) : wanted;
  const layout = layOutSheet(sheetOf(read));
  const { width: width2, height: height2 } = layout;
  const cells = layout.cells.flatMap((place, index) => {
    const frame = read.frames[index];
    return frame === void 0 ? [] : [{ ...frame, ...place, width: read.width, height: read.height }];
  });
  const canvas = await blank(width2, height2, palette.page);
  const empty = await blank(read.width, read.height, palette.cell);
  for (const cell of cells) {
    pasteCentred(canvas, empty, cell);
    if (cell.pixels !== void 0) pasteCentred(canvas, cell.pixels, cell);
  }
  return await sharp6(canvas.data, { raw: { width: width2, height: height2, channels: 3 } }).composite([{ input: drawOverlay(cells, layout, task.title) }]).webp({ quality: 84, effort: 3, smartSubsample: true }).toBuffer();
}
var totalPixelLimit = 64e6;
function usableWidth({ width: width2, frames }) {
  return Math.max(16, Math.min(width2, Math.floor(Math.sqrt(totalPixelLimit / (2 * frames.length)))));
}
async function makeSlideshow(task, job, onProgress) {
  const { width: width2, height: height2, frames } = await readFrames(task.frames, {
    job,
    onProgress,
    width: usableWidth(task),
    background: palette.page
  });
  const pictures = frames.flatMap(({ pixels }) => pixels ? [pixels] : []);
  if (pictures.length === 0) throw new DecodeFailure("corrupt", "No frame has a usable picture");
  const filmHeight = height2 * pictures.length;
  const film = await blank(width2, filmHeight, palette.page);
  for (const [index, picture] of pictures.entries()) {
    pasteCentred(film, picture, { left: 0, top: index * height2, width: width2, height: height2 });
  }
  onProgress();
  return await sharp7(film.data, {
    raw: { width: width2, height: filmHeight, channels: 3, pageHeight: height2 },
    limitInputPixels: totalPixelLimit * 2
  }).webp({ quality: 80, effort: 2, loop: 0, delay: pictures.map(() => task.frameMs) }).toBuffer();
}
var leftoverAgeMs = 36e5;
var prefix = ".tmp-";
var swept = /* @__PURE__ */ new Set();
function removeLeftovers(directory, held) {
  if (swept.has(directory)) return;
  swept.add(directory);
  for (const name of readdirSync(held.path)) {
    if (!name.startsWith(prefix)) continue;
    const path = held.at(name);
    const age = Date.now() - (lstatSync2(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > leftoverAgeMs) rmSync(path, { force: true });
  }
}
function writeOne(place, bytes, mtimeMs) {
  var _stack = [];
  try {
    const parts = dirname2(place.name).split(sep);
    const home = parts.indexOf(thumbnailDirectory);
    const base = __using(_stack, home === -1 ? holdBase(place.base) : holdDirectorySync(place.base, parts.slice(0, home).join("/")));
    const isPrivate = (statSync(base.path).mode & 63) === 0;
    const own = parts.slice(Math.max(0, home)).join("/");
    const held = __using(_stack, holdDirectorySync(base.path, own, {
      create: true,
      ...isPrivate ? { mode: 448 } : {}
    }));
    removeLeftovers(dirname2(absolutePath(place)), held);
    const temporary = held.at(`${prefix}${process.pid}-${randomUUID()}`);
    try {
      writeFileSync(temporary, bytes, { flag: "wx", mode: isPrivate ? 384 : 438 });
      if (mtimeMs !== void 0) utimesSync(temporary, mtimeMs / 1e3, mtimeMs / 1e3);
      renameSync(temporary, held.at(basename(place.name)));
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
function holdBase(base) {
  try {
    return holdDirectorySync(base);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
    mkdirSync(base, { recursive: true });
    return holdDirectorySync(base);
  }
}
function writeImage(targets, bytes, mtimeMs) {
  const writeFailures = [];
  for (const target of targets) {
    const path = absolutePath(target);
    try {
      writeOne(target, bytes, mtimeMs);
      return { path, writeFailures };
    } catch (error) {
      writeFailures.push({ directory: dirname2(path), code: errorCode(error) || "UNKNOWN" });
    }
  }
  return { path: void 0, writeFailures };
}
var hugePixels = 32e6;
var hugeBytes = 64e6;
var lastHuge = Promise.resolve();
async function afterOtherHuge(work) {
  const mine = lastHuge.then(work);
  lastHuge = mine.catch(() => void 0);
  return await mine;
}
async function isHuge({ pixels, bytes }, pixelLimit) {
  if (pixels !== void 0) return pixels > hugePixels;
  try {
    const { width: width2, height: height2 } = await sharp8(bytes, { limitInputPixels: pixelLimit }).metadata();
    return width2 * height2 > hugePixels;
  } catch {
    return false;
  }
}
async function runSingle(task, job, onProgress) {
  var _stack = [];
  try {
    const source = __using(_stack, openSource(task.source, job));
    const isLargeFile = source.state.size > hugeBytes && !isVideo(source.format);
    const make = async () => {
      const picture = await readPicture(source, job);
      if (picture.isDrawn && task.kind !== "thumbnail") {
        throw new DecodeFailure("unsupported", `${task.source} is a video; its frames need ffmpeg`);
      }
      const develop = async () => {
        onProgress();
        const encode = (image) => encodeImage(image, task);
        return { ...await decodeImage(picture, job, encode), isLasting: !picture.isDrawn };
      };
      const hasTurn = isLargeFile || !await isHuge(picture, job.pixelLimit);
      return await (hasTurn ? develop() : afterOtherHuge(develop));
    };
    const { value, damaged, isLasting } = await (isLargeFile ? afterOtherHuge(make) : make());
    if (task.kind !== "input") checkUnchanged(source);
    return { bytes: value, source: source.state, damaged, isLasting };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    __callDispose(_stack, _error, _hasError);
  }
}
async function runTask(job, onProgress) {
  const { task } = job;
  const many = { source: void 0, damaged: false, isLasting: true };
  switch (task.kind) {
    case "thumbnail":
    case "convert":
    case "input":
      return await runSingle(task, job, onProgress);
    case "hidden":
      onProgress();
      return { ...await findHidden(task, job), isLasting: false };
    case "contact-sheet":
      return { bytes: await makeContactSheet(task, job, onProgress), ...many };
    case "slideshow":
      return { bytes: await makeSlideshow(task, job, onProgress), ...many };
  }
}
function describe2(failure, task) {
  if (!("source" in task) || failure.message.startsWith(task.source)) return failure;
  const [line = ""] = failure.message.split("\n");
  return new DecodeFailure(failure.code, `${task.source}: ${line}`, { cause: failure });
}
async function runJob(job, onProgress) {
  try {
    const { isLasting, ...rendered } = await runTask(job, onProgress);
    const targets = isLasting ? job.targets : [];
    return { ...rendered, ...writeImage(targets, rendered.bytes, rendered.source?.mtimeMs) };
  } catch (error) {
    throw describe2(toDecodeFailure(error), job.task);
  }
}
sharp9.concurrency(1);
sharp9.cache(false);
sharp9.block({ operation: ["VipsForeignLoad"] });
sharp9.unblock({
  operation: [
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
    "VipsForeignLoadHeifBuffer",
    "VipsForeignLoadSvgBuffer"
  ]
});
try {
  setPriority(19);
} catch {
}
var send = (reply) => process.send?.(reply);
async function answer(message) {
  if (!isDecodeMessage(message)) return;
  const { id } = message;
  try {
    const made = await runJob(message, () => send({ type: "started", id }));
    send({ type: "made", id, made });
  } catch (error) {
    const { code, message: text } = toDecodeFailure(error);
    send({ type: "failed", id, failure: { code, message: text } });
  }
}
process.on("message", (message) => void answer(message));
process.on("disconnect", () => process.exit());
process.on("SIGINT", () => void 0);
