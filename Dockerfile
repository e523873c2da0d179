# syntax=docker/dockerfile:1
# The server with its page; `--target simulator` is a ComfyUI without a GPU instead. docs/operations.md says how to run it.
ARG NODE=24-trixie-slim

FROM node:${NODE} AS build
WORKDIR /build/source
COPY . .
# Paths are relative, so that a test can take these steps in any folder.
RUN --mount=type=cache,target=/root/.local/share/pnpm/store \
  npm run --silent pnpm -- install --frozen-lockfile --filter=darkroom --filter=@darkroom/web... --filter=@darkroom/api... --filter=@darkroom/comfy-simulator...
RUN npm run --silent pnpm -- exec turbo build --output-logs=errors-only --filter=@darkroom/web --filter=@darkroom/api --filter=@darkroom/comfy-simulator
RUN --mount=type=cache,target=/root/.local/share/pnpm/store \
  npm run --silent pnpm -- --filter=@darkroom/api --prod --prefer-offline deploy ../darkroom/api \
  && npm run --silent pnpm -- --filter=@darkroom/comfy-simulator --prod --prefer-offline deploy ../simulator
# Maps and types are for people who change it.
RUN find ../darkroom ../simulator -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
  && mkdir -p ../darkroom/web ../data/gallery ../data/shared ../data/state \
  && cp -r apps/web/dist ../darkroom/web/dist

FROM node:${NODE} AS base
# What V8 makes of the code is kept where anybody may write; the rest of the image may be read-only.
ENV NODE_COMPILE_CACHE=/tmp/darkroom-compiled
USER 1000:1000

FROM base AS simulator
COPY --from=build /build/simulator /simulator
WORKDIR /simulator
EXPOSE 8188
CMD ["node", "dist/main.js", "--host", "0.0.0.0", "--family-models"]

FROM base AS darkroom
LABEL org.opencontainers.image.title="Darkroom" \
  org.opencontainers.image.description="The backend for local image generation, in front of one or more ComfyUI servers." \
  org.opencontainers.image.source="https://github.com/darkroom-studio/darkroom" \
  org.opencontainers.image.licenses="MIT"
COPY --from=build /build/darkroom /darkroom
COPY --from=build --chown=1000:1000 /build/data /data
ENV BACKEND_PORT=8000 GALLERY_STORAGE_PATH=/data/gallery STATE_PATH=/data/state
WORKDIR /darkroom/api
VOLUME ["/data/gallery", "/data/state"]
EXPOSE 8000
# Of an API_TOKEN it needs none. A start that recovers much is not ready for as long.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BACKEND_PORT}/api/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
