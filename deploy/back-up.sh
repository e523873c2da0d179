#!/bin/sh
# Copies a Darkroom with its journal in files, which may go on meanwhile:
#   back-up.sh STATE_PATH GALLERY_STORAGE_PATH TARGET
# TARGET is made, and has `state` and `gallery` then. docs/operations.md says how they are put back.
set -eu

if [ $# -ne 3 ]; then
  echo "Usage: $0 STATE_PATH GALLERY_STORAGE_PATH TARGET" >&2
  exit 2
fi
state=$1 gallery=$2 target=$3
mkdir -p "$(dirname "$target")"
mkdir "$target" "$target/state" "$target/gallery"

# A file can go while it is copied: one of the journal that another takes the place of, or one under a name for a moment.
until_whole() {
  "$@" || "$@" || "$@"
}

# The journal comes first, and is a prefix of itself: what it says is done lies in the gallery, which is copied after it. What was
# done in between is found on the ComfyUI and in the gallery, as after a crash.
journal() {
  rm -rf "$target/state/queue"
  cp -a --reflink=auto "$state/queue" "$target/state/"
}
# Not the caches, which are made anew.
rest_of_state() {
  find "$state" -mindepth 1 -maxdepth 1 ! -name queue ! -name gallery ! -name thumbnails \
    -exec cp -au --reflink=auto -t "$target/state" {} +
}
# Not what is on its way in.
pictures() {
  find "$gallery" -mindepth 1 -maxdepth 1 ! -name .staging \
    -exec cp -au --reflink=auto -t "$target/gallery" {} +
}
until_whole journal
until_whole rest_of_state
until_whole pictures
sync
