#!/bin/sh
# Copies a Darkroom, which may go on meanwhile:
#   [QUEUE=postgres://…] [SHARED_STATE_PATH=…] back-up.sh STATE_PATH GALLERY_STORAGE_PATH TARGET
# TARGET is made, and has `state` and `gallery` then. With a queue in PostgreSQL it has `queue.sql` (pg_dump must be there), and `shared`
# if there is a SHARED_STATE_PATH. It has its name when it is whole, and is TARGET.part before. docs/operations.md says how it is put back.
set -eu
umask 077

if [ $# -ne 3 ]; then
  echo "Usage: $0 STATE_PATH GALLERY_STORAGE_PATH TARGET" >&2
  exit 2
fi
stop() {
  echo "$0: $1" >&2
  exit 1
}
state=$1 gallery=$2 target=$3 shared=${SHARED_STATE_PATH:-}
queue=${QUEUE:-}
if [ -z "$queue" ] && [ -n "${QUEUE_FILE:-}" ]; then queue=$(cat "$QUEUE_FILE"); fi
queue=${queue:-files}
[ -e "$gallery/.darkroom-gallery.json" ] || stop "$gallery is no gallery of Darkroom: is its disk mounted?"
if [ "$queue" = files ]; then
  set -- "$state"/queue/journal.*.jsonl
  [ -e "$1" ] || stop "There is no journal in $state: is its queue in PostgreSQL? Then set QUEUE."
fi
[ ! -e "$target" ] || stop "$target is there already."
part=$target.part
mkdir -p "$(dirname "$target")"
rm -rf "$part"
trap '[ $? = 0 ] || echo "$0: failed; what is in $part is not a whole copy" >&2' EXIT
# With the owner and mode of what it is the copy of, so that it can be put back as it is.
folder() {
  mkdir "$part/$2"
  chown --reference="$1" "$part/$2"
  chmod --reference="$1" "$part/$2"
}
mkdir "$part"
touch "$part/.began"
folder "$state" state
folder "$gallery" gallery

# A file can go while it is copied: one of the journal that another takes the place of, or one under a name for a moment.
until_whole() {
  "$@" || "$@" || "$@"
}

# The journal comes first, and is a prefix of itself: what it says is done lies in the gallery, which is copied after it. What was
# done in between is found on the ComfyUI and in the gallery, as after a crash.
journal() {
  rm -rf "$part/queue"
  cp -a --reflink=auto "$state/queue" "$part/"
}
# A dump is of one moment. `schema` is a word of ours, which pg_dump does not know in an address.
database() {
  schema=$(printf %s "$queue" | sed -n 's/.*[?&]schema=\([^&]*\).*/\1/p')
  address=$(printf %s "$queue" | sed 's/\([?&]\)schema=[^&]*&\{0,1\}/\1/; s/[?&]$//')
  pg_dump --schema="\"${schema:-darkroom}\"" --no-owner --no-privileges --file="$part/queue.sql" "$address"
}
# A file gets its time when it is whole: what is newer than the beginning may have been cut off by a failure, and is copied again.
without_halves() {
  find "$1" -type f -newer "$part/.began" -delete
}
# Not the caches, which are made anew. A path that is a link is followed, for the slash.
rest_of() {
  without_halves "$2"
  find "$1/" -mindepth 1 -maxdepth 1 ! -name queue ! -name gallery ! -name thumbnails \
    -exec cp -au --reflink=auto -t "$2" {} +
}
# Not what is on its way in.
pictures() {
  without_halves "$part/gallery"
  find "$gallery/" -mindepth 1 -maxdepth 1 ! -name .staging \
    -exec cp -au --reflink=auto -t "$part/gallery" {} +
}
case $queue in
  files) until_whole journal ;;
  *) database ;;
esac
if [ -n "$shared" ]; then
  folder "$shared" shared
  until_whole rest_of "$shared" "$part/shared"
fi
until_whole rest_of "$state" "$part/state"
until_whole pictures
[ ! -e "$part/queue" ] || mv "$part/queue" "$part/state/"
rm "$part/.began"
sync
mv "$part" "$target"
