#!/bin/sh
# Copies a Darkroom, which may go on meanwhile:
#   [QUEUE=postgres://…] [SHARED_STATE_PATH=…] back-up.sh STATE_PATH GALLERY_STORAGE_PATH TARGET
# TARGET is made, and has `state` and `gallery` then. With a queue in PostgreSQL it has `queue.sql` (pg_dump must be there), and `shared`
# if there is a SHARED_STATE_PATH. docs/operations.md says how they are put back.
set -eu

if [ $# -ne 3 ]; then
  echo "Usage: $0 STATE_PATH GALLERY_STORAGE_PATH TARGET" >&2
  exit 2
fi
state=$1 gallery=$2 target=$3 queue=${QUEUE:-files} shared=${SHARED_STATE_PATH:-}
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
# A dump is of one moment. `schema` is a word of ours, which pg_dump does not know in an address.
database() {
  schema=$(printf %s "$queue" | sed -n 's/.*[?&]schema=\([^&]*\).*/\1/p')
  address=$(printf %s "$queue" | sed 's/\([?&]\)schema=[^&]*&\{0,1\}/\1/; s/[?&]$//')
  pg_dump --schema="\"${schema:-darkroom}\"" --no-owner --no-privileges --file="$target/queue.sql" "$address"
}
# Not the caches, which are made anew.
rest_of() {
  find "$1" -mindepth 1 -maxdepth 1 ! -name queue ! -name gallery ! -name thumbnails \
    -exec cp -au --reflink=auto -t "$2" {} +
}
# Not what is on its way in.
pictures() {
  find "$gallery" -mindepth 1 -maxdepth 1 ! -name .staging \
    -exec cp -au --reflink=auto -t "$target/gallery" {} +
}
case $queue in
  files) until_whole journal ;;
  *) database ;;
esac
if [ -n "$shared" ]; then
  mkdir "$target/shared"
  until_whole rest_of "$shared" "$target/shared"
fi
until_whole rest_of "$state" "$target/state"
until_whole pictures
sync
